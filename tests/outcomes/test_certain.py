"""What a scenario settles beforehand is said, not estimated."""

import pytest

from sim.outcomes.certain import CLOSED, IN_FORCE, NO_TACIT, certain
from sim.outcomes.spans import comparable
from sim.scenario import load


def scenario(**more):
    return load({"title": "T", "question": "Q?", "start": "2024-10-30", **more})


def test_nothing_is_signed_through_a_closed_channel() -> None:
    found = certain(scenario(talks={"channel_open": False}))
    assert {name for name, why in found.items() if why == CLOSED} == {
        "deal_180", "deal_365", "complete_365", "broader_talks", "formal_days",
    }  # fmt: skip


def test_a_channel_that_an_event_opens_is_not_closed() -> None:
    events = [{"day": 30, "set": {"talks.channel_open": True}}]
    assert certain(scenario(talks={"channel_open": False}, events=events)) == {}


@pytest.mark.parametrize(("initial", "names"), [("partial", 2), ("complete", 3), ("tacit", 0)])
def test_a_deal_in_force_at_the_start_is_none_that_is_signed(initial: str, names: int) -> None:
    found = certain(scenario(moratorium={"initial": initial}))
    assert len(found) == names
    assert found.get("deal_180") == (IN_FORCE if names else None)


def test_nothing_tacit_ends_where_none_is_and_none_forms() -> None:
    found = certain(scenario(moratorium={"initial": "none", "tacit_formation_per_day": 0}))
    assert found == {"tacit_ended_180": NO_TACIT}


def test_of_other_spans_only_what_means_the_same_is_compared() -> None:
    year, short, later = scenario(), scenario(horizon_days=200), scenario(start="2025-01-10")
    assert comparable(year, short) == ["deal_180", "tacit_ended_180", "refining_idle_mean"]
    assert not [name for name in comparable(year, later) if name.startswith("winter_")]
    assert "unserved_gwh" in comparable(year, later)
    assert "deal_180" not in comparable(year, scenario(moratorium={"initial": "partial"}))
