"""Answers to questions: each against a count by hand over rows and windows made for it."""

import datetime as dt
import math

import polars as pl
import pytest

from sim.outcomes.questions import answers, estimate_answers, needs_windows
from sim.scenario import load
from sim.scenario.questions import check_question
from sim.scenario.questions.question import Question
from sim.studies.run.question_rows import answer_text

BASE = load("baseline")
RUNS = pl.DataFrame(
    {
        "replicate": [0, 1, 2, 3],
        "first_deal_day": [10.0, 180.5, None, 181.0],
        "first_deal_kind": ["complete", "partial", None, "complete"],
        "tacit_end_cause": ["breach", "signed", "breach", None],
        "deal_days": [30.0, 10.0, None, 60.0],
        "russian_waves": [3, 0, 5, 2],
        "breaches": [0, 0, 4, 1],
    }
)
WINDOWS = pl.DataFrame(
    {
        "replicate": [0, 0, 1, 1, 2, 2, 3, 3],
        "start": [dt.date(2024, 12, 1), dt.date(2025, 1, 1)] * 4,
        "days": [31, 31] * 4,
        "russian_waves": [3, 0, 0, 0, 1, 4, 0, 2],
        "kind": ["tacit", "complete", "tacit", "none", "none", "none", "tacit", "tacit"],
        "stage": ["drafting", "contacts"] * 4,
        "kursk_km2": [300.0, 0.0] * 4,
        "refining_idle_mean": [0.1, 0.2] * 4,
        "peak_deficit_gw": [1.0, 2.0, 0.0, 0.0, 3.0, 1.0, 0.0, 4.0],
        "hours_short": [10.0, 20.0] * 4,
    }
)


def said(text: str) -> list[object]:
    checked = check_question(Question("q", text), BASE.start, BASE.horizon_days)
    return answers(RUNS, WINDOWS, [checked], BASE)["q"].to_list()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Day 180 begins on 28 April: what happens in the course of that day has happened by it.
        ("by(first_deal, 2025-04-28)", [True, True, False, False]),
        ("by(first_deal, 2025-04-27)", [True, False, False, False]),
        ("not by(first_deal, 2025-04-28)", [False, False, True, True]),
        # Never is infinite, not left out.
        ("first_deal_day > 100", [False, True, True, True]),
        ("first_deal_day", [10.0, 180.5, math.inf, 181.0]),
        ("first_deal_kind == complete", [True, False, False, True]),
        ("first_deal_kind != complete", [False, True, True, False]),
        ("first_deal_kind not in (complete,)", [False, True, True, False]),
        ("tacit_end_cause in (breach, shock)", [True, False, True, False]),
        ("deal_days >= 30", [True, False, False, True]),
        ("count(russian_waves, 2024-12-01, 2024-12-31) >= 3", [True, False, False, False]),
        ("count(russian_waves, 2024-12-01, 2025-01-31)", [3.0, 0.0, 5.0, 2.0]),
        ("count(russian_waves, 2024-12-01, 2025-01-31) - russian_waves", [0.0, 0.0, 0.0, 0.0]),
        ("at(kind, 2025-01-31) in (partial, complete)", [True, False, False, False]),
        ("at(stage, 2024-12-31) == drafting", [True] * 4),
        ("at(kursk_km2, 2024-12-31) - at(kursk_km2, 2025-01-31)", [300.0] * 4),
        ("highest(peak_deficit_gw, 2024-12-01, 2025-01-31)", [2.0, 0.0, 3.0, 4.0]),
        ("mean(refining_idle, 2024-12-01, 2025-01-31)", [pytest.approx(0.15)] * 4),
        ("total(hours_short, 2025-01-01, 2025-01-31)", [20.0] * 4),
        ("1 <= russian_waves < 5 and not breaches > 0", [True, False, False, False]),
        ("breaches / breaches", [None, None, 1.0, 1.0]),
        ("-breaches * 2 + 1", [1.0, 1.0, -7.0, -1.0]),
    ],
)
def test_an_answer_is_what_a_count_by_hand_gives(text: str, expected: list[object]) -> None:
    assert said(text) == expected


def test_shares_means_and_medians_come_with_intervals() -> None:
    asked = {
        "share": "by(first_deal, 2025-04-28)",
        "mean": "russian_waves",
        "day": "first_deal_day",
        "none": "1 / 0 > 0",
    }
    checked = [check_question(Question(name, text), BASE.start, BASE.horizon_days) for name, text in asked.items()]
    told = estimate_answers(answers(RUNS, None, checked, BASE), checked)
    share, mean, day = told["share"].as_dict(), told["mean"].as_dict(), told["day"].as_dict()
    assert (share["kind"], share["value"], share["n"]) == ("share", 0.5, 4)
    assert share["low"] < 0.5 < share["high"]
    assert (mean["kind"], mean["value"]) == ("mean", 2.5)
    assert (day["kind"], day["value"], day["never"]) == ("median", 180.5, 0.25)
    assert not needs_windows(checked)


def test_what_counts_over_days_needs_windows() -> None:
    checked = check_question(Question("q", "at(kind, 2025-01-31) == none"), BASE.start, BASE.horizon_days)
    assert needs_windows([checked])
    with pytest.raises(ValueError, match="kept no windows"):
        answers(RUNS, None, [checked], BASE)


def test_an_answer_without_an_interval_is_rounded_as_any_figure() -> None:
    answer = {"value": 0.125, "low": None, "high": None, "kind": "share", "n": 8, "note": ""}
    assert answer_text(answer) == "12.5% (8 histories)"
    assert answer_text({**answer, "kind": "mean", "value": 12345.6, "note": "rests on 2"}) == "12,300 (rests on 2)"
