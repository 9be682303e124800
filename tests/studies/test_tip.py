"""Tipping points: a crossing that can be computed, intervals that cover, and what is refused."""

import json
import math

import pytest
from click.testing import CliRunner

from sim.cli.main import cli
from sim.outcomes.headlines import HEADLINES
from sim.scenario import load
from sim.studies.errors import StudyError
from sim.studies.tip.data import Question
from sim.studies.tip.study import _Curve, _ends, tip
from sim.studies.tip.words import words

# No talks, no moratorium, no reciprocity, no pull: refinery strikes are Poisson with mean per_day * horizon.
POISSON = {
    "horizon_days": 100, "talks.channel_open": False, "moratorium.initial": "none",
    "moratorium.tacit_formation_per_day": 0, "strikes.shift_sd": 0,
    "strikes.ukraine.leverage_push": 0, "strikes.russia.winter_pull": 0,
    **{f"strikes.reciprocity.{pair}": 0 for pair in
       ("russia_by_russia", "ukraine_by_ukraine", "russia_by_ukraine", "ukraine_by_russia")},
}  # fmt: skip
STRIKES = HEADLINES["refinery_strikes"]


@pytest.fixture(scope="module")
def poisson():
    return load("baseline", POISSON)


def ask(poisson, level, n=400, seed=1, low=0.05, high=0.2):
    return tip(Question(poisson, "strikes.ukraine.per_day", low, high, STRIKES, level), n, seed, workers=1)


def test_a_known_crossing_lies_in_its_interval_which_has_the_width_of_theory(poisson):
    found = ask(poisson, 15.0)
    assert found.low <= 0.15 <= found.high
    assert found.low < found.value < found.high
    half = 1.96 * math.sqrt(15 / 400) / 100
    assert found.high - found.low == pytest.approx(2 * half, rel=0.2)
    assert found.points["x"].is_sorted()
    assert found.points.height < 40


@pytest.mark.slow
def test_intervals_cover_as_often_as_they_say(poisson):
    cover = []
    for seed in range(40):
        found = ask(poisson, 12.0, n=60, seed=seed)
        cover.append((found.low or 0) <= 0.12 <= (found.high or 1))
    # 40 trials of 95%: fewer than 33 has a probability of 0.001.
    assert sum(cover) >= 33


def test_no_crossing_is_said(poisson):
    found = ask(poisson, 1000.0)
    assert (found.value, found.low, found.high, found.crossings) == (None, None, None, 0)
    assert "No tipping point" in words(found)


def test_an_end_beyond_the_range_is_open(poisson):
    found = ask(poisson, 5.6, n=50)
    assert found.low is None
    assert found.high is not None
    assert "below the range" in words(found)


def test_a_whole_number_is_found_as_one():
    base = load("baseline", ["horizon_days=180"])
    found = tip(Question(base, "moratorium.tacit.tolerance", 0, 10, HEADLINES["tacit_ended_180"], 0.8), 300, 1)
    assert found.value == int(found.value)
    shares = dict(found.points.select("x", "value").iter_rows())
    assert shares[found.value] < 0.8 <= shares[found.value - 1]
    assert found.low <= found.value <= found.high


def test_a_difference_between_two_scenarios_crosses_where_theory_says(poisson):
    """With a push of 0.5 the mean is 150 x instead of 100 x: the difference is 5 at x = 0.1, with a paired interval."""
    pushed = poisson.replace({"strikes.ukraine.leverage_push": 0.5})
    found = tip(Question(pushed, "strikes.ukraine.per_day", 0.05, 0.2, STRIKES, 5.0, poisson), 400, 1)
    assert found.low <= 0.1 <= found.high
    # The shared candidates cancel: the difference is Poisson with mean 5, not the difference of means 15 and 10.
    assert found.high - found.low == pytest.approx(2 * 1.96 * math.sqrt(5 / 400) / 50, rel=0.25)


class _Given(_Curve):
    """A curve that rises through the level at 0.5, its limits 0.1 apart from it, with none from 0.3 to 0.45."""

    def _estimate(self, x):
        bare = 0.3 <= x <= 0.45
        return (x - 0.5, *((math.nan, math.nan) if bare else (x - 0.6, x - 0.4)))


@pytest.mark.parametrize(("looks", "wanted"), [((0, 0.25, 0.5, 0.75, 1), 0.3), ((0, 0.35, 0.5, 0.75, 1), 0.3)])
def test_values_without_an_interval_are_not_ruled_out(poisson, looks, wanted):
    curve = _Given(Question(poisson, "strikes.ukraine.per_day", 0, 1, STRIKES, 0.0), 1, 1, 1, int)
    low, high = _ends(curve, list(looks), 0.5, rising=True)
    assert (low, high) == pytest.approx((wanted, 0.6), abs=0.01)
    assert _ends(curve, [0.3, 0.4, 0.5, 1], 0.5, rising=True)[0] is None


def test_no_change_of_places_is_said(poisson):
    pushed = poisson.replace({"strikes.ukraine.leverage_push": 0.5})
    found = tip(Question(pushed, "grid.imports_gw", 0, 2.5, STRIKES, 0.0, poisson), 50, 1)
    assert found.value is None
    assert (found.points["value"] > 0).all()
    assert " is not shown to cross 0 strikes; with its 95% limits it is " in words(found)


def test_to_begin_on_the_level_is_no_crossing_whichever_comes_first():
    """Without incidents none is misread: the difference in breaches is 0 there, and one-sided above."""
    base = load("baseline", {"horizon_days": 60, "moratorium.misread": 0.6})
    less = base.replace({"moratorium.misread": 0.1})
    answers = [
        tip(Question(a, "moratorium.incidents_per_day", 0.0, 0.5, HEADLINES["breaches"], 0.0, b), 60, 1, workers=1)
        for a, b in ((base, less), (less, base))
    ]
    assert answers[0].points["value"][0] == 0
    assert [found.crossings for found in answers] == [0, 0]
    for found in answers:
        assert "leaves it to one side only" in words(found)


def test_uncertain_parameters_at_their_medians_are_told_with_the_answer(poisson):
    unsure = poisson.replace({"grid.crews": {"uniform": [10, 40]}})
    found = ask(unsure, 12.0, n=20)
    assert found.medians == ("grid.crews",)
    assert "grid.crews is uncertain and stands at its median." in words(found)


@pytest.mark.parametrize(
    ("path", "low", "high", "message"),
    [
        ("moratorium.initial", 0, 1, "searches along a number"),
        ("talks.mediatr", 0, 1, "searches along a number"),
        ("talks.mediator", 1, 0, "from a lower to a higher"),
        (
            "strikes.russia.per_day",
            0,
            0.2,
            r"never a lever, and is searched only within its plausible range \(0.012 to",
        ),
    ],
)
def test_what_is_not_a_question_is_refused(path, low, high, message):
    with pytest.raises(StudyError, match=message):
        tip(Question(load("baseline"), path, low, high, STRIKES, 1.0), 10, 1)


def moratorium(*given):
    return CliRunner().invoke(cli, [str(word) for word in given])


def test_the_command(tmp_path):
    done = moratorium(
        "sweep", "baseline", "--vary", "talks.mediator=0:1", "--tip", "deal_180=0.04", "-n", 400,
        "--out", tmp_path / "a", "--workers", 1, "--set", "horizon_days=180",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    text = " ".join(done.stdout.split())
    assert "The share \u201cformal deal within 180 days\u201d crosses 4% at talks.mediator = 0." in text
    assert "covers luck alone" in text
    assert (tmp_path / "a" / "plots" / "tipping_point.png").exists()
    told = json.loads((tmp_path / "a" / "tip.json").read_bytes())
    assert 0 < told["value"] < 1
    assert told["caution"] == ""


def test_where_nothing_crosses_no_interval_is_spoken_of(tmp_path):
    done = moratorium(
        "sweep", "baseline", "--vary", "talks.mediator=0:1", "--tip", "deal_180=0.99", "-n", 20,
        "--out", tmp_path / "a", "--workers", 1, "--set", "horizon_days=180",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "No tipping point" in done.stdout
    assert "interval" not in done.stdout
    told = json.loads((tmp_path / "a" / "tip.json").read_bytes())
    assert [end["x"] for end in told["ends"]] == [0, 1]
    assert told["ends"][0]["high"] < 0.99


def test_the_command_against_another_and_over_a_strike_rate(tmp_path):
    done = moratorium(
        "sweep", "baseline", "--vary", "strikes.russia.per_day=0.012:0.04", "--tip", "hours_short", "--against",
        "no_reciprocity", "-n", 60, "--out", tmp_path / "a", "--workers", 1, "--set", "horizon_days=60", "--json",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["against"] == "no_reciprocity"
    assert "not levers" in told["caution"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--vary", "talks.mediator=0:1", "--tip", "deal_180"], "say the level"),
        (["--vary", "talks.mediator=0:1", "--tip", "deal_180=x"], "is not a number"),
        (["--vary", "talks.mediator=0:1", "--tip", "deal_18=1"], "did you mean deal_180"),
        (["--tip", "deal_180=0.1"], "one --vary PATH=LO:HI, not 0"),
        (["--vary", "talks.mediator=0,1", "--against", "mirror"], "belongs to --tip"),
    ],
)
def test_a_wrong_request(words, message, tmp_path):
    done = moratorium("sweep", "baseline", *words, "--out", tmp_path / "a")
    assert done.exit_code == 2
    assert message in done.stderr


def test_a_difference_of_shares_is_told_in_points_and_how_many_values_have_no_interval():
    base = load("baseline")
    apart = tip(Question(base, "grid.imports_gw", 0.0, 2.5, HEADLINES["deal_180"], 0.05, base), 60, 1, workers=1)
    assert "crosses" not in words(apart)
    assert "is not shown to cross 5 points; with its 95% limits it is 0 (-4 to 4) at 0 and" in words(apart)
    few = tip(Question(base, "grid.imports_gw", 0.0, 2.5, HEADLINES["unserved_gwh"], 1e6), 12, 1, workers=1)
    bare = few.points["low"].null_count()
    assert bare > 0
    assert f"At {bare} of {few.points.height} values the histories support no interval" in words(few)
