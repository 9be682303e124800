"""From one scenario to another, a change at a time."""

import json

import polars as pl
import pytest
from click.testing import CliRunner

import sim
from sim.cli.main import cli
from sim.outcomes.headlines import HEADLINES
from sim.outcomes.rounding import alone, without_interval
from sim.scenario import load
from sim.studies.compare.bridge import bridge, changes
from sim.studies.compare.bridge_tables import ends_in_words
from sim.studies.compare.study import compare
from sim.studies.errors import StudyError
from sim.studies.settings import Settings

SHORT = {"horizon_days": 180}
TWO = {"kursk.precondition.strictness": 0.2, "talks.mediator": 1.0}

pytestmark = pytest.mark.usefixtures("no_figures")


def test_the_changes_add_up_to_the_difference_and_each_order_does() -> None:
    a = load("baseline", SHORT)
    b = a.replace({**TWO, "strikes.shift_sd": 0.0})
    steps = bridge(a, b, 200, 1)
    found = sim.compare(a, b, n=200, bridge=True)
    rows = {row["name"]: row for row in found.differences.iter_rows(named=True)}
    for (outcome,), part in steps.group_by("outcome"):
        assert part["value"].sum() == pytest.approx(rows[outcome]["difference"], abs=1e-9), outcome
        assert part["one_by_one"].sum() == pytest.approx(rows[outcome]["difference"], abs=1e-9), outcome
        assert part["start"][0] == pytest.approx(rows[outcome]["a"])
        assert part["end"][0] == pytest.approx(rows[outcome]["b"])
    assert found.bridge.drop("scenario").equals(steps)


def test_two_changes_are_averaged_over_both_orders() -> None:
    a = load("baseline", SHORT)
    both = a.replace(TWO)
    first, second = (a.replace({path: value}) for path, value in TWO.items())
    shares = {name: _share(one) for name, one in (("a", a), ("both", both), ("first", first), ("second", second))}
    steps = bridge(a, both, 300, 1).filter(pl.col("outcome") == "deal_180")
    strict = steps.filter(pl.col("change") == "kursk.precondition.strictness")["value"][0]
    mean = (shares["first"] - shares["a"] + shares["both"] - shares["second"]) / 2
    assert strict == pytest.approx(mean, abs=1e-9)


def _share(scenario) -> float:
    return sim.run(scenario, n=300, bands=0).summary["headlines"]["deal_180"]["value"]


def test_events_are_one_change_and_many_changes_go_by_section() -> None:
    a = load("baseline", SHORT)
    event = load({"extends": "baseline", **SHORT, "events": [{"day": 9, "set": {"talks.mediator": 1}}]})
    assert "events" in [one.name for one in changes(a, event)]
    many = {path: a.values[path] * 0.9 for path in
            ("grid.crews", "grid.imports_gw", "talks.round_days", "talks.mediator", "talks.cool_off_days",
             "moratorium.incidents_per_day", "moratorium.misread", "moratorium.forgiveness", "trust.initial")
            if path != "grid.crews"}  # fmt: skip
    found = [one.name for one in changes(a, a.replace({**many, "grid.crews": 20}))]
    assert "talks (3 values)" in found
    assert len(found) <= 8


def test_what_cannot_be_walked_is_refused_before_anything_has_run() -> None:
    said: list[str] = []
    other = {"extends": "baseline", "horizon_days": 90}
    with pytest.raises(StudyError, match="same start and length"):
        compare(["baseline", other], Settings(n=2, workers=1, bridge=True, say=said.append))
    assert said == []


def test_what_cannot_be_walked_is_refused() -> None:
    a = load("baseline", SHORT)
    with pytest.raises(StudyError, match="nothing to walk"):
        changes(a, a)
    with pytest.raises(StudyError, match="same start and length"):
        changes(a, load("baseline", {"horizon_days": 90}))


def test_one_arm_is_changed_and_the_bridge_is_told_drawn_and_read_again(tmp_path) -> None:
    sets = ("horizon_days=180", "B:talks.mediator=1", "B:kursk.precondition.strictness=0.2")
    given = ["compare", "baseline", "baseline", "-n", "60", "--bridge", "--out", str(tmp_path / "b")]
    given += [word for one in sets for word in ("--set", one)]
    done = CliRunner().invoke(cli, given)
    assert done.exit_code == 0, done.output
    assert " ".join(done.stdout.split()).count("Change by change") == 1
    assert (tmp_path / "b" / "plots" / "bridge-deal_180.png").is_file()
    assert "a change at a time" in (tmp_path / "b" / "report.html").read_text(encoding="utf-8")
    about = json.loads((tmp_path / "b" / "summary.json").read_text(encoding="utf-8"))
    assert [one["name"] for one in about["scenarios"]] == ["baseline", "baseline (2)"]
    again = CliRunner().invoke(cli, ["plot", str(tmp_path / "b")])
    assert again.exit_code == 0, again.output
    assert "bridge-deal_180" in again.stdout
    assert set(pl.read_parquet(tmp_path / "b" / "bridge.parquet")["outcome"]) <= set(HEADLINES)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["baseline", "no_talks", "--set", "C:talks.mediator=1"], "names none of baseline, no_talks"),
        (["baseline", "baseline", "--set", "baseline:talks.mediator=1"], "names two of them"),
        (["baseline", "no_talks", "--set", "B:talks.mediatr=1"], "is not a parameter"),
    ],
)
def test_a_change_of_no_arm_says_what_there_is(words, message) -> None:
    done = CliRunner().invoke(cli, ["compare", *words, "-n", "2"])
    assert done.exit_code == 2
    assert message in done.stderr


def test_the_way_begins_and_ends_with_the_levels_as_the_table_has_them() -> None:
    found = sim.compare(load("baseline", SHORT), load("baseline", {**TWO, **SHORT}), n=60, bridge=True)
    (arm,) = found.others
    table = {row["name"]: row for row in found.differences.iter_rows(named=True)}
    for row in found.bridge.filter(pl.col("outcome") == "unserved_gwh").head(1).iter_rows(named=True):
        levels = table["unserved_gwh"]
        told = [without_interval(levels[one], levels[f"{one}_low"], levels[f"{one}_high"], "mean") for one in "ab"]
        assert list(ends_in_words(found, arm, row)) == told
        assert told != [alone(levels[one], "mean") for one in "ab"]
