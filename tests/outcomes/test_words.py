import json

import numpy as np
import pytest

from sim.outcomes import rounding
from sim.outcomes.summary import summarise, to_json
from sim.studies.run.headline_rows import headline_rows
from sim.studies.run.words import paragraph

NEVER = np.nan


@pytest.fixture
def text(runs, spells, scenario):
    def tell(n: int = 2000, horizon_days: int = 365, tacit: int | None = None, **columns) -> str:
        held = n if tacit is None else tacit
        lives = spells([(replicate, "tacit", 0.0, 50.0, "breach") for replicate in range(held)])
        summary = summarise(runs(n, **columns), lives, scenario(horizon_days, title="Winter as it was"))
        return paragraph(json.loads(to_json(summary)))

    return tell


def first(n: int, count: int, day: float) -> np.ndarray:
    return np.where(np.arange(n) < count, day, NEVER)


def test_shares_are_told_with_intervals_and_rounded_to_them(text) -> None:
    told = text(first_deal_day=np.where(np.arange(2000) < 160, 90.0, first(2000, 700, 300.0)))
    assert told.startswith(
        "In 8% (7–9%) of histories a formal deal is signed within 180 days, in 35% (33–37%) of histories one is "
        "signed within 365 days, and in none of the 2,000 histories (0–0.20%) a complete deal"
    )
    finer = text(n=100_000, tacit=1, first_deal_day=first(100_000, 8123, 90.0))
    assert "In 8.1% (8.0–8.3%) of histories a formal deal" in finer


def test_none_and_all_are_told_as_such_with_their_bounds(text) -> None:
    told = text(first_deal_day=3.0, broader_talks_day=NEVER)
    assert "In all of the 2,000 histories (99.80–100%) a formal deal" in told
    assert "In none of the 2,000 histories (0–0.20%) broader talks open by day 365." in told


def test_amounts_are_rounded_to_their_intervals(text) -> None:
    random = np.random.default_rng(1)
    energy, waves = random.exponential(1234, 2000), random.poisson(4.5, 2000)
    told = text(unserved_gwh=energy, russian_waves=waves, hours_short=0.0)
    assert f"Expected energy not served is {round(energy.mean(), -1):,.0f} (" in told
    assert f"a history has {waves.mean():.2f} (" in told
    assert "GWh, with 0 hours short (0 hours in published schedules); nine histories in ten lie" in told


def test_what_the_figures_hang_on_is_said(text) -> None:
    told = text(n=50)
    assert "the scenario \u201cWinter as it was\u201d and its assumptions" in told
    assert "it is no forecast" in told
    assert "95% intervals for the luck of 50 histories of 365 days" in told
    assert "they do not cover doubt about the parameters" in told


def test_who_has_a_tacit_understanding_is_said(text) -> None:
    assert "No history has a tacit understanding." in text(tacit=0)
    some = text(tacit=500, tacit_end_day=first(2000, 500, 50.0))
    assert "In 25% (23–27%) of histories a tacit understanding is broken within 180 days (there is one in 500" in some
    assert "there is one" not in text(tacit_end_day=50.0)


def test_a_short_horizon_says_nothing_of_what_it_cannot_know(text) -> None:
    told = text(horizon_days=100, first_deal_day=50.0)
    assert "formal deal" not in told
    assert "broader talks open by day 100" in told


@pytest.mark.parametrize("n", [1, 2])
def test_one_or_two_histories_still_make_sentences(text, n: int) -> None:
    told = text(n=n, tacit=n, unserved_gwh=np.arange(n) + 5.0)
    assert "None" not in told
    assert "nan" not in told
    assert "No interval for" in told


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ((0.0835, 0.0722, 0.0961), "8% (7–10%)"),
        ((0.0835, 0.0822, 0.0849), "8.3% (8.2–8.5%)"),
        ((0.0005, 0.0001, 0.0018), "0.05% (0.01–0.18%)"),
        ((0.9996, 0.99, 0.9999), "99.96% (99.00–99.99%)"),
        ((0.35, 0.2, 0.55), "35% (20–55%)"),
        ((0.004, 0.0, 0.02), "0.4% (0.0–2.0%)"),
        ((0.0, 0.0, 0.00191), "0% (0–0.20%)"),
        ((1.0, 0.99809, 1.0), "100% (99.80–100%)"),
    ],
)
def test_a_share_is_never_shown_as_none_or_all_if_it_is_not(figures: tuple[float, float, float], words: str) -> None:
    assert rounding.share(*figures) == words


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ((1234.5, 1147.0, 1322.0), "1,230 (1,150–1,320)"),
        ((4.531, 4.449, 4.613), "4.53 (4.45–4.61)"),
        ((3.0, 3.0, 3.0), "3"),
        ((-12.3, -14.1, -10.5), "-12.3 (-14.1 to -10.5)"),
        ((0.02, -0.01, 0.05), "0.02 (-0.01 to 0.05)"),
        ((-0.0, -0.4, 0.4), "0.0 (-0.4 to 0.4)"),
    ],
)
def test_an_amount_keeps_the_first_digit_of_its_half_interval(figures: tuple[float, float, float], words: str) -> None:
    assert rounding.amount(*figures) == words


def test_bounds_are_rounded_outwards() -> None:
    assert rounding.bound(0.00191) == "0.20%"
    assert rounding.bound(0.99809, up=False) == "99.80%"
    assert rounding.bound(0.0, up=True) == "0%"
    assert rounding.bound(1.0, up=False) == "100%"
    assert rounding.bound(0.65) == "65%"


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ((4734.0, -50_000.0, 60_000.0), "5,000 (-50,000 to 60,000)"),
        ((0.042, 0.0002, 14.0), "0.04 (0.0002–14)"),
        ((0.0268, 0.0, 0.061), "0.03 (0.00–0.06)"),
    ],
)
def test_what_is_not_nothing_keeps_a_digit(figures: tuple[float, float, float], words: str) -> None:
    assert rounding.amount(*figures) == words


def test_a_difference_of_one_history_keeps_its_digits() -> None:
    assert rounding.difference(0.042 - 0.074, None, None, "mean") == ("-0.032", "-")
    assert rounding.difference(0.0004, None, None, "share") == ("+0.04", "-")


def test_a_table_rounds_as_the_paragraph_does(text, runs, spells, scenario) -> None:
    energy = np.random.default_rng(1).exponential(1234, 2000)
    summary = summarise(runs(2000, unserved_gwh=energy), spells([]), scenario())
    found = {label: (value, interval) for label, value, interval, _ in headline_rows(summary)}
    value, interval = found["unserved energy"]
    assert f"{value} ({interval}) GWh" in paragraph(summary)


def test_no_interval_is_given_where_nothing_varies_and_the_reason_is(text) -> None:
    told = text(n=200, unserved_gwh=np.random.default_rng(1).exponential(9, 200), russian_waves=0.0)
    assert "On average a history has 0 Russian waves" in told
    assert "No interval for Russian waves, refinery strikes and hours short: the same in all 200 histories." in told


def test_one_history_is_told_in_the_singular_and_has_no_nine_in_ten(text) -> None:
    told = text(n=1, first_deal_day=3.0, broader_talks_day=NEVER)
    assert told.startswith("In 1 of 1 history (20–100%) a formal deal")
    assert "In 0 of 1 history (0–80%) broader talks open" in told
    assert "the luck of 1 history of 365 days" in told
    assert "1 histories" not in told


def test_too_few_histories_say_nothing_of_nine_in_ten(text) -> None:
    random = np.random.default_rng(1)
    assert "nine histories in ten" not in text(n=20, unserved_gwh=random.exponential(1234, 20))
    assert "nine histories in ten" in text(n=100, unserved_gwh=random.exponential(1234, 100))


@pytest.fixture
def told_of_deals(runs, spells, scenario):
    """The paragraph over 200 histories of which 24 have a deal, where the figures of deals say `about` themselves."""

    def tell(**about: object) -> str:
        columns = {"first_deal_day": first(200, 24, 90.0), "unserved_gwh": np.arange(200.0)}
        summary = summarise(runs(200, **columns), spells([(0, "tacit", 0.0, 50.0, "breach")]), scenario(365))
        for name, figures in summary["headlines"].items():
            if name.startswith(("deal", "complete")):
                figures |= about
        return paragraph(summary)

    return tell


def test_a_share_without_an_interval_is_told_with_the_reason(told_of_deals) -> None:
    told = told_of_deals(low=None, high=None, note="an interval over parameter sets needs 64 of them; there are 8")
    assert "In 12% of histories a formal deal" in told
    assert "No interval for formal deal within" in told
    assert "over parameter sets needs 64 of them; there are 8." in told


def test_what_is_settled_beforehand_is_told_as_no_share(told_of_deals) -> None:
    told = told_of_deals(value=0.0, low=0.0, high=0.0, note="cannot happen here: the channel is closed")
    assert told.startswith("A formal deal and a complete deal cannot happen here: the channel is closed.")
    assert "deal is signed" not in told
    assert "No interval for formal deal" not in told


def test_nothing_has_no_places_where_its_interval_stands_elsewhere() -> None:
    assert rounding.level(0.0, -0.04, 0.05, "mean") == "0.00 (-0.04 to 0.05)"
    assert rounding.without_interval(0.0, -0.04, 0.05, "mean") == "0"
    assert rounding.without_interval(0.0123, -0.04, 0.05, "mean") == "0.01"
