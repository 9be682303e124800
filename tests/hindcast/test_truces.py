"""Other truces: their file is right, and the score is what a count by hand gives."""

import dataclasses
import math
from pathlib import Path

import numpy as np
import pytest

from sim.record import RecordError
from sim.record.truces import SHIPPED, read_truces
from sim.studies.hindcast.truces import EDGES, classes_of, judge, lognormal_classes, surprise


def test_the_shipped_truces_have_dates_ends_and_sources() -> None:
    truces = read_truces()
    assert len(truces) >= 10
    assert sum(truce.id.startswith("energy_") for truce in truces) == 4
    assert all(truce.source and truce.start < truce.end for truce in truces)


def test_a_wrong_row_is_told_with_its_line(tmp_path: Path) -> None:
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    path = tmp_path / "t.csv"
    path.write_text("\n".join([*lines[:3], lines[3].replace(",1383,", ",13,"), *lines[4:]]), encoding="utf-8")
    with pytest.raises(RecordError, match=r"t\.csv:4: days are not those from start to end"):
        read_truces(path)


def test_classes_count_lives_with_half_a_case_each() -> None:
    classes = classes_of(np.array([1.0, 60.0, 60.0, 5000.0]))
    assert classes.sum() == pytest.approx(1)
    assert classes[4] == pytest.approx(2.5 / (4 + (len(EDGES) - 1) / 2))
    (truce,) = [truce for truce in read_truces() if truce.id == "gaza_2025"]  # 58 days, known
    assert surprise(classes, truce) == pytest.approx(-math.log(classes[4]))
    wider = dataclasses.replace(truce, low=1.0, high=60.0)
    assert surprise(classes, wider) > surprise(classes, truce)


def test_a_lognormal_is_fitted_with_its_own_doubt() -> None:
    days = [80.0, 90.0, 100.0, 110.0, 125.0]
    classes = lognormal_classes(days)
    assert classes.sum() == pytest.approx(1)
    assert classes[5:7].sum() > 0.9  # 60 to 180 days, around its median of 100
    assert classes[:4].sum() > 0  # of five cases nothing is certain


def test_the_model_is_judged_against_the_other_truces() -> None:
    told = judge(64, 1, 16).as_dict()
    assert len(told["truces"]) == len(read_truces())
    assert set(told["model_lives"]) == {"complete", "tacit"}
    assert all(0 <= one["shorter_in_model"] <= 1 and one["log_model"] > 0 for one in told["truces"])
