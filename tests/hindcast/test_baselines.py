"""Each baseline against a figure worked by hand, from what the record held before the as-of date."""

import datetime as dt
import math

import numpy as np
import pytest

from sim.record import Record, Row
from sim.scenario.questions import check_question
from sim.scenario.questions.question import Question
from sim.studies.hindcast.baselines import baselines, constant_hazard, persistence
from sim.studies.hindcast.form import Asked, Hazard, Seen

AS_OF = dt.date(2024, 5, 1)


def row(name: str, series: str, start: str, end: str, value: float, published: str) -> Row:
    dates = [dt.date.fromisoformat(text) for text in (start, end, published)]
    return Row(name, series, "d", dates[0], dates[1], value, None, None, "strikes", dates[2], "s", "A", "seen")


MONTHS = [(f"2023-{m:02d}", float(m % 3)) for m in range(1, 13)] + [
    ("2024-01", 5.0),
    ("2024-02", 1.0),
    ("2024-03", 4.0),
]


def last(month: str) -> str:
    """The last day of a month."""
    after = (dt.date.fromisoformat(f"{month}-01") + dt.timedelta(32)).replace(day=1)
    return str(after - dt.timedelta(1))


RECORD = Record(
    (
        *(row(f"waves.{month}", "waves", f"{month}-01", last(month), value, "2024-04-15") for month, value in MONTHS),
        row("waves.2024-04", "waves", "2024-04-01", "2024-04-30", 50, "2024-05-02"),
        row("deal.1", "deals", "2023-05-02", "2023-05-02", 1, "2023-05-02"),
        row("deal.2", "deals", "2024-06-01", "2024-06-01", 1, "2024-06-01"),
        row("spell.1", "spells", "2023-01-01", "2023-03-01", 60, "2023-03-02"),
        row("said", "officials", "2024-05-01", "2024-06-30", 0.2, "2024-04-30"),
    )
)  # fmt: skip
VIEW = RECORD.as_of(AS_OF)


def asked(text: str, **more: object) -> Asked:
    checked = check_question(Question("q", text), AS_OF, 60)
    fields: dict[str, object] = {
        "series": None,
        "hazard": None,
        "officials": None,
        "month": "2024-05",
        "whole": True,
        **more,
    }
    return Asked(checked, Seen(None), **fields)  # type: ignore[arg-type]


def test_months_known_on_the_as_of_date_and_no_later_ones() -> None:
    made = baselines(asked("count(russian_waves, 2024-05-01, 2024-05-31)", series="waves"), VIEW)
    assert made["climatology"].sample.tolist() == [value for _, value in MONTHS]
    assert made["last_twelve_months"].sample.tolist() == [value for _, value in MONTHS[-12:]]
    assert set(made) == {"climatology", "last_twelve_months", "persistence_1", "persistence_3"}


def test_persistence_is_a_negative_binomial_with_jeffreys_prior() -> None:
    one, three = persistence([4.0], whole=True).sample, persistence([5.0, 1.0, 4.0], whole=True).sample
    assert one is not None
    assert three is not None
    # Mean (s + 1/2) / m; variance mean (1 + 1/m).
    assert (one.mean(), three.mean()) == pytest.approx((4.5, 10.5 / 3), rel=0.02)
    assert three.var() == pytest.approx(10.5 / 3 * (1 + 1 / 3), rel=0.05)
    point = persistence([5.0, 1.0, 4.0], whole=False)
    assert point.point
    assert point.sample is not None
    assert point.sample.tolist() == [pytest.approx(10 / 3)]


def test_a_constant_hazard_by_hand() -> None:
    since = dt.date(2022, 5, 2)
    days = (AS_OF - since).days
    expected = 1 - math.exp(-1.5 / days * 60)
    assert constant_hazard(Hazard("deals", since, 60, survives=False), VIEW) == pytest.approx(expected)
    assert constant_hazard(Hazard("deals", since, 60, survives=True), VIEW) == pytest.approx(1 - expected)
    # Spells: one end in sixty days.
    assert constant_hazard(Hazard("spells", None, 30, survives=False), VIEW) == pytest.approx(
        1 - math.exp(-1.5 / 60 * 30)
    )
    nobody_knew = RECORD.as_of(dt.date(2023, 1, 1))
    assert constant_hazard(Hazard("spells", None, 30, survives=False), nobody_knew) is None


def test_a_proposition_has_a_hazard_one_half_and_what_officials_said() -> None:
    hazard = Hazard("deals", dt.date(2022, 5, 2), 60, survives=False)
    made = baselines(asked("by(first_deal, 2024-06-29)", hazard=hazard, officials="said"), VIEW)
    assert {name: made[name].p for name in ("one_half", "officials")} == {"one_half": 0.5, "officials": 0.2}
    assert 0 < (made["constant_hazard"].p or 0) < 0.2


def test_every_baseline_gives_numbers() -> None:
    made = baselines(asked("count(russian_waves, 2024-05-01, 2024-05-31)", series="waves"), VIEW)
    assert all(np.isfinite(one.sample).all() for one in made.values() if one.sample is not None)
