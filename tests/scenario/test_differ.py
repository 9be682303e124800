"""Differences between scenarios, as data and in words."""

from __future__ import annotations

import math

import pytest

from sim.scenario import Difference, Distribution, Event, difference_rows, event_in_words, load

BASE = load("baseline")


def test_nothing_differs_from_itself() -> None:
    assert BASE.differences(BASE) == []
    assert difference_rows([]) == []


def test_before_is_the_other_and_after_is_this() -> None:
    child = load(
        {
            "extends": "baseline",
            "start": "2024-11-01",
            "horizon_days": 90,
            "kursk": {"area_km2": 12_000},
            "moratorium": {"terms": {"days": None}, "initial": "none"},
            "talks": {"channel_open": False},
            "grid": {"imports_gw": {"uniform": [1, 2]}},
            "ceilings": {"round": 1},
            "events": [{"when": {"stage": "drafting"}, "after_days": 5, "withdraw": True}],
        }
    )
    assert difference_rows(child.differences(BASE)) == [
        ("start", "2024-10-30", "2024-11-01", ""),
        ("horizon_days", "365", "90", "d"),
        ("moratorium.initial", "tacit", "none", ""),
        ("moratorium.terms.days", "60", "null", "d"),
        ("talks.channel_open", "true", "false", ""),
        ("kursk.area_km2", "600", "12,000", "km2"),
        ("grid.imports_gw", "1.7", "uniform [1, 2]", "GW"),
        ("ceilings.round", repr(1 / 7), "1", "1/d"),
        ("events", "-", "when stage is drafting, 5 days after: withdraw", ""),
    ]
    assert child.differences(BASE)[3] == Difference("moratorium.terms.days", 60.0, None)
    assert BASE.differences(child)[3] == Difference("moratorium.terms.days", None, 60.0)


def test_dated_events_are_compared_by_date() -> None:
    moved = load("baseline", ["start=2024-10-01"])
    assert moved.events != BASE.events
    assert [difference.path for difference in moved.differences(BASE)] == ["start"]


def test_a_changed_event_is_one_gone_and_one_new() -> None:
    child = load({"extends": "baseline", "events": [{"on": "2024-12-01", "set": {"grid.imports_gw": 0}}]})
    assert difference_rows(child.differences(BASE)) == [
        ("events", "2024-12-01: set grid.imports_gw 2.1 GW", "-", ""),
        ("events", "-", "2024-12-01: set grid.imports_gw 0 GW", ""),
    ]


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (Event(1.5, None, 0.0, "withdraw"), "day 1.5: withdraw"),
        (Event(2.0, None, 0.0, "offensive", {}, 12.5), "2024-11-01: offensive of 12.5 km2"),
        (Event(3.0, None, 0.0, "offensive", {}, math.nan, True), "2024-11-02: offensive of kursk.offensive_km2"),
        (Event(1e7, None, 0.0, "withdraw"), "day 10,000,000: withdraw"),
        (Event(None, ("kind", "tacit"), 0.0, "withdraw"), "when kind is tacit: withdraw"),
    ],
)
def test_events_in_words(event: Event, words: str) -> None:
    assert event_in_words(event, BASE.start) == words


def test_an_undrawn_number_is_shown_as_its_distribution() -> None:
    uncertain = BASE.replace({"grid.imports_gw": "range", "grid.crews": Distribution("choice", (20.0, 30.0))})
    assert [row[2] for row in difference_rows(uncertain.differences(BASE))] == [
        "range (1.5 to 2.3 around 1.7)",
        "choice [20, 30]",
    ]
