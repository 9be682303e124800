"""One history with one thing otherwise: equal before, undone as asked, refused with the nearest that did happen."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

import sim
from sim.cli.main import cli
from sim.scenario import load
from sim.scenario.added import with_events
from sim.studies.whatif.asked import EXPLAIN, FORGIVE, REMOVE
from sim.studies.whatif.machines import row
from sim.studies.whatif.single import Change, WhatIfData, whatif
from tests.matrix import some

SEED = 1


def typed(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False)


def asked(replicate: int, change: Change, name: str = "baseline") -> WhatIfData:
    return whatif(load(name), replicate, SEED, change)


def first(replicate: int, undoing: object) -> int:
    """The number of the first event of a history that can be undone so; 0 if there is none."""
    told = asked(replicate, Change()).told
    return next((one.number for one in told if undoing.takes(one)), 0)  # type: ignore[attr-defined]


@pytest.mark.parametrize("replicate", range(5))
def test_nothing_changed_is_the_same_history_to_the_bit(replicate: int) -> None:
    for change in (Change(), Change(at=40.0, sets=["talks.mediator=0.5"])):
        found = asked(replicate, change)
        assert found.parted is None
        assert row(found.before.row) == row(found.after.row)
        np.testing.assert_array_equal(found.before.log, found.after.log)
        np.testing.assert_array_equal(found.before.daily, found.after.daily)


@pytest.mark.parametrize(
    "change",
    [
        Change(at=50.5, sets=["talks.mediator=1", "talks.round_days=8"]),
        Change(at=50.0, withdraw=True),
        Change(at=33.0, sets=["grid.imports_gw=1.2"]),
    ],
)
def test_before_the_change_everything_is_equal(change: Change) -> None:
    for replicate in range(4):
        found = asked(replicate, change)
        assert found.parted == change.at
        before, after = found.before, found.after
        np.testing.assert_array_equal(
            before.log[before.log["day"] < change.at], after.log[after.log["day"] < change.at]
        )
        days = int(change.at or 0) - 1
        np.testing.assert_array_equal(before.daily[:days], after.daily[:days])


@pytest.mark.parametrize("undoing", some([FORGIVE, EXPLAIN, REMOVE], every=3), ids=lambda one: one.name)
def test_an_event_is_undone_as_asked(undoing: object) -> None:
    seen = 0
    for replicate in range(12):
        number = first(replicate, undoing)
        if not number:
            continue
        name = undoing.name  # type: ignore[attr-defined]
        found = asked(replicate, Change(**{name: [str(number)]}))
        one = found.told[number - 1]
        same = [other for other in found.told_after if other.address == one.address]
        assert found.parted == one.day or (found.parted is None and one.result == "forgiven")
        assert [other.result for other in same] == {"forgive": ["forgiven"], "explain": ["explained"], "remove": []}[
            name
        ]
        assert found.told[: number - 1] == found.told_after[: number - 1]
        seen += 1
    assert seen >= 4


def test_an_event_may_be_named_by_its_date() -> None:
    strikes = [one for one in asked(8, Change()).told if REMOVE.takes(one)]
    dates = [one.date for one in strikes]
    one = next(one for one in strikes if dates.count(one.date) == 1)
    by_date, by_number = (asked(8, Change(remove=[name])) for name in (one.date.isoformat(), str(one.number)))
    assert by_date.after.fingerprint == by_number.after.fingerprint


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--remove", "99999"], "the nearest is event"),
        (["--forgive", "1"], "is not a breach that was not forgiven"),
        (["--explain", "2024-11-01"], "on that day is not an incident that was misread; the nearest is event"),
        (["--remove", "yesterday"], "named by its number in `moratorium trace`, or by its date"),
        (["--set", "talks.mediator=1"], "say from when it shall be otherwise: --at DAY"),
        (["--at", "30"], "--at says when, not what"),
        (["--at", "400", "--withdraw"], "the history goes from day 0"),
        (["--at", "soon", "--withdraw"], "give a day from the start"),
        (["--at", "30", "--set", "talks.mediatr=1"], "did you mean talks.mediator?"),
        (["--at", "30", "--set", "kursk.area_km2=0"], "is read at the start only"),
        (["--at", "30", "--set", "talks.mediator"], "write PATH=VALUE"),
    ],
)
def test_what_cannot_be_is_refused(words: list[str], said: str, tmp_path: Path) -> None:
    done = typed("whatif", "baseline", "--replicate", 8, *words, "--out", tmp_path / "w")
    assert done.exit_code == 2
    assert said in done.stderr
    assert not (tmp_path / "w").exists()


def test_a_set_replaces_the_scenarios_own_at_the_same_moment() -> None:
    base = load("baseline")
    changed = with_events(base, 32.0, ["grid.imports_gw=1.0"])
    values = [event.values["grid.imports_gw"] for event in changed.events if "grid.imports_gw" in event.values]
    assert values == [1.0]
    assert with_events(base, 40.0, ["grid.imports_gw=2.1"]) is base  # holds since 1 December
    assert with_events(base, 20.0, ["grid.imports_gw=2.1"]) is not base


@pytest.mark.usefixtures("no_figures")
def test_the_command_tells_both_and_prints_what_machines_read(tmp_path: Path) -> None:
    out = tmp_path / "w"
    told = typed("whatif", "baseline", "--replicate", 8, "--at", "2024-12-10", "--withdraw", "--out", out)
    assert "They part on 2024-12-10 (day 41.00); before, everything is equal." in told.stdout
    assert "Ukraine withdraws" in told.stdout
    assert "as it was" in told.stdout
    assert (out / "plots" / "timelines.png").is_file()
    data = json.loads(
        typed("whatif", "baseline", "--replicate", 8, "--at", 41, "--withdraw", "--out", out, "--json").stdout
    )
    assert {"before", "after", "parted", "row", "row_after"} <= set(data)
    assert data["parted"] == 41
    early = [one for one in data["before"] if one["day"] < 41]
    assert early == [one for one in data["after"] if one["day"] < 41]
    assert data["row"]["fingerprint"] != data["row_after"]["fingerprint"]
    same = json.loads(typed("whatif", "baseline", "--replicate", 8, "--out", out, "--json").stdout)
    assert same["parted"] is None
    assert same["row"] == same["row_after"]
    assert same["before"] == same["after"]


def test_in_a_notebook() -> None:
    found = sim.whatif("baseline", 8, at="2024-12-10", withdraw=True)
    assert "They part on" in found._repr_html_()
    assert found.plot().axes
    assert found.row["replicate"] == 8
