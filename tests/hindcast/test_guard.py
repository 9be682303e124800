"""Leaks: what was published, or became evidence, after the as-of date changes no forecast and is refused by name."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from sim.record import read_record
from sim.record.reading import SHIPPED
from sim.record.row import COLUMNS
from sim.scenario import REGISTRY, ScenarioError
from sim.studies.hindcast.reading import read_hindcast
from sim.studies.hindcast.study import hindcast, read_all

FORECAST = """
title: A forecast
as_of: 2025-09-01
declares: forecast
scenario:
  extends: baseline
  start: 2025-09-01
  horizon_days: 70
  moratorium: {terms: {renewal_bonus: 0.5}}
evidence: {grid.imports_gw: 2024-10-29, moratorium.terms.renewal_bonus: 2025-04-18}
months:
  waves: {ask: "count(russian_waves, FROM, TO)", observed: russian_waves, from: 2025-09, to: 2025-10}
questions:
  deal:
    ask: by(first_deal, 2025-10-31)
    observed: {value: false}
    hazard: {series: formal_deal, since: 2022-10-10, days: 60}
"""


def file(folder: Path, text: str = FORECAST, name: str = "mine.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def record_with(folder: Path, **change: str) -> Path:
    rows = list(csv.DictReader(io.StringIO(SHIPPED.read_text(encoding="utf-8"))))
    path = folder / "record.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows([*rows, {**rows[0], "id": "false.row", "low": "", "high": "", **change}])
    return path


def said(path: Path, record: Path | None = None) -> list[dict[str, object]]:
    found = hindcast([path], read_record(record), n=60, draws=0)
    return [
        {who: vars(one).get("p") if one.sample is None else one.sample.tolist() for who, one in row.said.items()}
        for row in found.rows
    ]


def test_a_false_row_that_is_published_later_changes_no_forecast(tmp_path: Path) -> None:
    path = file(tmp_path)
    false = {"series": "russian_waves", "start": "2025-08-01", "end": "2025-08-31", "value": "99"}
    later = record_with(tmp_path, **false, published_on="2025-09-02")
    assert said(path, later) == said(path)
    in_time = record_with(tmp_path, **false, published_on="2025-09-01")
    assert said(path, in_time) != said(path), "a row that was out in time does count"


def test_a_later_row_that_a_baseline_names_is_refused_by_name(tmp_path: Path) -> None:
    text = FORECAST.replace("    hazard:", "    officials: electricity_deficit_forecast.2026.2025-10-31\n    hazard:")
    with pytest.raises(ScenarioError) as error:
        read_all([file(tmp_path, text)], read_record())
    (problem,) = error.value.problems
    assert "electricity_deficit_forecast.2026.2025-10-31 was published on 2025-10-31" in problem.message
    assert problem.path == "questions.deal"


def test_a_default_whose_evidence_is_later_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = file(tmp_path)
    read_all([path], read_record())
    later = replace(REGISTRY["talks.mediator"], data_to="2025-09-02")
    monkeypatch.setitem(REGISTRY, "talks.mediator", later)
    with pytest.raises(ScenarioError) as error:
        read_all([path], read_record())
    assert [problem.path for problem in error.value.problems] == ["talks.mediator"]
    assert "2025-09-02, after the as-of date 2025-09-01" in str(error.value)
    lie = FORECAST.replace("evidence: {", "evidence: {talks.mediator: 2020-01-01, ")
    with pytest.raises(ScenarioError, match=r"talks\.mediator: rests on evidence to 2025-09-02"):
        read_all([file(tmp_path, lie)], read_record())
    read_all([file(tmp_path, FORECAST.replace("declares: forecast", "declares: retrodiction"))], read_record())


def test_what_a_forecast_states_needs_its_evidence_by_date(tmp_path: Path) -> None:
    stated = FORECAST.replace("  horizon_days: 70\n", "  horizon_days: 70\n  talks: {mediator: 0.9}\n")
    with pytest.raises(ScenarioError, match=r"talks\.mediator: .*without a date under evidence"):
        read_all([file(tmp_path, stated)], read_record())
    with pytest.raises(ScenarioError, match=r"talks\.mediator: rests on evidence to 2025-09-30"):
        read_all(
            [file(tmp_path, stated.replace("evidence: {", "evidence: {talks.mediator: 2025-09-30, "))], read_record()
        )
    read_all([file(tmp_path, stated.replace("evidence: {", "evidence: {talks.mediator: 2025-08-30, "))], read_record())


def test_a_forecast_does_not_begin_in_its_own_past(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="starts on 2025-09-01, before as_of 2025-09-02"):
        read_hindcast(file(tmp_path, FORECAST.replace("as_of: 2025-09-01", "as_of: 2025-09-02")))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("as_of: 2025-09-01", "as_off: 2025-09-01", "did you mean as_of?"),
        ("declares: forecast", "declares: guess", "allowed: forecast or retrodiction"),
        ("observed: {value: false}", "observed: {valeu: false}", "did you mean value?"),
        ("ask: by(first_deal, 2025-10-31)", "ask: by(first_deel, 2025-10-31)", "did you mean first_deal?"),
        ("observed: russian_waves", "observed: rusian_waves", "no series 'rusian_waves'"),
        ("extends: baseline", "extends: baselin", "did you mean baseline?"),
        ("from: 2025-09,", "from: September,", "a month written as 2024-12"),
        (
            "hazard: {series: formal_deal, since: 2022-10-10, days: 60}",
            "hazard: {series: formal_deal}",
            "needs series and days",
        ),
        ("months:", "monhts:", "did you mean months?"),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_its_line(tmp_path: Path, before: str, after: str, said: str) -> None:
    assert FORECAST.count(before) == 1
    path = file(tmp_path, FORECAST.replace(before, after))
    with pytest.raises(ScenarioError) as error:
        read_all([path], read_record())
    assert said in str(error.value)
    assert all(problem.line > 0 for problem in error.value.problems)
