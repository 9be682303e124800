"""`moratorium sweep` and `moratorium sensitivity` as they are typed."""

import json

import pytest
from click.testing import CliRunner

import sim
from sim.cli.main import cli
from sim.results import Refused
from sim.studies.sensitivity.folder import open_folder as open_sensitivity
from sim.studies.sweep.folder import open_folder as open_sweep
from sim.studies.unknowns import as_it_stands

pytestmark = pytest.mark.usefixtures("no_figures")
SHORT = ("--set", "horizon_days=60", "--workers", "1")


def moratorium(*words):
    return CliRunner().invoke(cli, [str(word) for word in words])


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("commands")


def test_sweep_of_one_parameter(place):
    done = moratorium(
        "sweep", "baseline", "--vary", "talks.mediator=0:1:3", "-n", 40, "--out", place / "one", *SHORT,
        "--outcome", "hours_short", "--outcome", "unserved_gwh",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0].startswith(
        "Baseline, autumn 2024: 3 points, 40 histories each, seed 1; all points share their luck"
    )
    assert lines[2].split("  ")[0] == "talks.mediator"
    assert "hours_short (h)" in lines[2]
    assert [line.split()[0] for line in lines[4:7]] == ["0", "0.5", "1"]
    assert sorted(path.name for path in (place / "one" / "plots").iterdir()) == ["response_curves.png"]
    assert open_sweep(place / "one").runs.height == 120


def test_sweep_of_two_parameters_draws_maps_and_labels_strike_rates(place):
    done = moratorium(
        "sweep", "baseline", "--vary", "talks.mediator=0,1", "--vary", "strikes.russia.per_day=0.01:0.03:3",
        "-n", 10, "--out", place / "two", *SHORT, "--outcome", "unserved_gwh", "--format", "svg",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    drawn = {path.name: path for path in (place / "two" / "plots").iterdir()}
    assert sorted(drawn) == ["heat_map_unserved_gwh.svg", "response_curves.svg"]
    assert "strike rates are uncertainties in this project, not levers" in " ".join(done.stdout.split())


def test_sweep_of_a_design_draws_partial_effects(place):
    done = moratorium(
        "sweep", "baseline", "--vary", "talks.mediator", "--vary", "grid.crews=20:36", "--design", "lhs",
        "--points", 30, "-n", 5, "--out", place / "lhs", *SHORT, "--outcome", "unserved_gwh", "--json",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["design"], told["points"], told["n"]) == ("lhs", 30, 5)
    assert len({row["point"] for row in told["estimates"]}) == 30
    assert [path.name for path in (place / "lhs" / "plots").iterdir()] == ["partial_effects_unserved_gwh.png"]


def test_a_long_sweep_prints_a_selection(place):
    done = moratorium("sweep", "baseline", "--vary", "talks.mediator=0:1:60", "-n", 2, "--out", place / "long", *SHORT)
    assert "25 of 60 points are shown" in done.stdout
    assert len(done.stdout.splitlines()) < 35


def test_dry_run_says_what_it_would_take_and_writes_nothing(place):
    words = (
        "sweep",
        "baseline",
        "--vary",
        "talks.mediator=0:1:21",
        "-n",
        500,
        "--out",
        place / "dry",
        *SHORT,
        "--dry-run",
    )
    done = moratorium(*words)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("21 points, 500 histories each: 10,500 histories\nabout ")
    assert "on disk" in done.stdout
    told = json.loads(moratorium(*words, "--json").stdout)
    assert told["histories"] == 10_500
    assert told["seconds"] == pytest.approx(10_500 / told["rate"])
    assert not (place / "dry").exists()


def test_dry_run_validates_every_point(place):
    done = moratorium("sweep", "baseline", "--vary", "talks.mediator=0,9", "--dry-run")
    assert done.exit_code == 2
    assert "point 1 (talks.mediator = 9)" in done.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--vary", "talks.mediatr=0,1"], "did you mean talks.mediator"),
        ([], "nothing to vary"),
        (["--vary", "talks.mediator=0,1", "--outcome", "deal_18"], "did you mean deal_180"),
        (["--vary", "talks.mediator=0,1", "--outcome", "unserved_gwh_q50"], "no outcome unserved_gwh_q50"),
        (["--vary", "talks.mediator=0:1"], "a grid needs values"),
    ],
)
def test_a_wrong_request_is_two_and_no_traceback(place, words, message):
    done = moratorium("sweep", "baseline", *words, "--out", place / "wrong")
    assert done.exit_code == 2, done.output
    assert message in done.stderr
    assert "Traceback" not in done.output
    assert not (place / "wrong").exists()


def test_a_failed_point_is_one_and_the_rest_is_there(place):
    done = moratorium(
        "sweep", "baseline", "--vary", "strikes.russia.per_day=0.02,5", "-n", 5, "--out", place / "failed", *SHORT
    )
    assert done.exit_code == 1
    assert "failed" in done.stdout
    assert "point 1 (strikes.russia.per_day = 5) failed: clipped in replicate" in done.stderr
    assert (place / "failed" / "plots" / "response_curves.png").exists()


def test_sensitivity(place):
    done = moratorium(
        "sensitivity", "baseline", "--parameter", "talks.mediator", "--parameter", "strikes.russia.per_day",
        "--outcome", "unserved_gwh", "--rows", 16, "-n", 5, "--single-rows", 16, "--out", place / "sens", *SHORT,
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    text = " ".join(done.stdout.split())
    for part in (
        "total, of the mean",
        "luck",
        "strike rates are uncertainties in this project, not levers",
        "Results:",
    ):
        assert part in text
    kept = open_sensitivity(place / "sens")
    assert kept.table("indices").height == 2 + 3
    assert sorted(path.name for path in (kept.path / "plots").iterdir()) == [
        "indices_of_one_history_unserved_gwh.png",
        "indices_of_the_mean_unserved_gwh.png",
        "partial_effects_unserved_gwh.png",
        "tornado_unserved_gwh.png",
    ]
    again = moratorium(
        "sensitivity", "baseline", "--parameter", "talks.mediator", "--rows", 16, "-n", 5, "--single-rows", 16,
        "--out", place / "sens", *SHORT, "--outcome", "unserved_gwh", "--json",
    )  # fmt: skip
    told = json.loads(again.stdout)
    assert {row["parameter"] for row in told["indices"]} == {"talks.mediator", "luck"}


def test_sensitivity_refuses_what_is_wrong(place):
    (place / "mine").mkdir()
    (place / "mine" / "thesis.txt").write_text("mine")
    some = (
        "--parameter",
        "talks.mediator",
        "--rows",
        16,
        "--single-rows",
        16,
        "-n",
        2,
        *SHORT,
        "--outcome",
        "hours_short",
    )
    refused = moratorium("sensitivity", "baseline", *some, "--out", place / "mine")
    assert refused.exit_code == 2
    assert "left alone" in refused.stderr
    assert moratorium("sensitivity", "baseline", "--parameter", "talks.x", "--rows", 16).exit_code == 2
    assert moratorium("sensitivity", "baseline", "--parameter", "talks.mediator", "--rows", 100).exit_code == 2
    with pytest.raises(Refused):
        open_sensitivity(place / "mine")


def test_plot_draws_studies_again(place):
    study = ("--rows", 16, "-n", 2, "--single-rows", 16, "--outcome", "hours_short", "--parameter", "talks.mediator")
    moratorium("sweep", "baseline", "--vary", "talks.mediator=0,1", "-n", 2, "--out", place / "again", *SHORT)
    moratorium("sensitivity", "baseline", *study, "--out", place / "indices", *SHORT)
    done = moratorium("plot", place / "again", place / "indices", "--format", "svg")
    assert done.exit_code == 0, done.output
    drawn = [line.rsplit("/", 1)[1] for line in done.stdout.split()]
    assert drawn[0] == "response_curves.svg"
    assert "tornado_hours_short.svg" in drawn


def test_uncertain_parameters_stand_at_their_medians_and_that_is_said(place):
    uncertain = ("--set", "grid.crews=range", *SHORT)
    median = as_it_stands(sim.load("baseline", ["grid.crews=range"])).values["grid.crews"]
    swept = moratorium("sweep", "baseline", "--vary", "talks.mediator=0,1", "-n", 5, "--out", place / "m", *uncertain)
    plain = moratorium("sweep", "baseline", "--vary", "talks.mediator=0,1", "-n", 5, "--out", place / "p", *SHORT,
                       "--set", f"grid.crews={median}")  # fmt: skip
    assert swept.exit_code == plain.exit_code == 0, swept.output
    assert "the uncertain parameter stands at the median unless varied" in swept.stderr
    assert open_sweep(place / "m").runs.equals(open_sweep(place / "p").runs)
    tipped = moratorium("sweep", "baseline", "--vary", "talks.mediator=0:1", "--tip", "hours_short=1", "-n", 5,
                        "--out", place / "t", *uncertain)  # fmt: skip
    assert tipped.exit_code == 0, tipped.output


def test_results_are_named_as_one_would_type_them(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    short = ["--set", "horizon_days=20", "--workers", 1]
    swept = moratorium("sweep", "baseline", "--vary", "talks.mediator=0,1", "-n", 3, *short)
    assert swept.stdout.rstrip().endswith("Results: results/baseline-sweep-talks.mediator")
    small = ["--rows", 16, "-n", 2, "--single-rows", 16, "--parameter", "talks.mediator", "--parameter", "grid.crews"]
    found = moratorium("sensitivity", "baseline", "--outcome", "hours_short", *small, *short)
    assert found.stdout.rstrip().endswith("Results: results/baseline-sensitivity")


@pytest.mark.parametrize("verb", ["sweep", "sensitivity"])
def test_help_names_the_folder_that_is_written(verb):
    told = " ".join(moratorium(verb, "--help").stdout.split())
    assert f"NAME-{verb}" in told.replace("NAME- ", "NAME-")
    assert "several scenarios" not in told


def test_an_outcome_that_never_changes_has_no_indices_in_the_table():
    from sim.studies.sensitivity.page import _cells

    row = {
        "noisy": False,
        **dict.fromkeys(("total", "total_low", "total_high", "first", "first_low", "first_high"), 0.0),
    }
    assert _cells({**row, "variance": 0.0}) == ("-", "-")
    assert _cells({**row, "variance": 1.0})[0] == "0.00 (0.00 to 0.00)"
