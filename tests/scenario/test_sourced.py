"""A value with its own source, and the warning for one outside its range without."""

from __future__ import annotations

import pytest

from sim.scenario import ScenarioError, load, shipped
from sim.scenario.assumed import assumed, doubtful


def mediator(value: object) -> dict[str, object]:
    return {"extends": "baseline", "talks": {"mediator": value}}


def test_the_source_goes_with_the_value() -> None:
    made = load(mediator({"value": 0.7, "source": "interview, May 2025"}))
    row = next(row for row in assumed(made) if row.path == "talks.mediator")
    assert (row.value, row.source, row.own_source) == (0.7, "interview, May 2025", True)
    assert made.digest() == load(mediator(0.7)).digest()
    assert "source: interview, May 2025" in made.to_yaml()


def test_a_distribution_may_carry_a_source() -> None:
    made = load(mediator({"value": {"uniform": [0.1, 0.2]}, "source": "a letter"}))
    assert str(made.values["talks.mediator"]) == "uniform [0.1, 0.2]"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"value": 0.7}, "found no source"),
        ({"source": "a letter"}, "found no value"),
        ({"value": 0.7, "source": ""}, "found nothing; allowed: where the value comes from"),
        ({"value": 0.7, "sorce": "a"}, "did you mean source?"),
        ({"value": "high", "source": "a"}, 'found "high"; allowed: a number from 0 to 5'),
    ],
)
def test_half_of_it_is_refused(value: object, said: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        load(mediator(value))
    assert said in str(caught.value)


def test_no_shipped_scenario_gives_cause_for_doubt() -> None:
    assert {name: doubtful(load(name)) for name in shipped() if doubtful(load(name))} == {}


def test_a_value_outside_its_range_is_doubtful_unless_it_has_a_source_or_is_a_switch() -> None:
    [line] = doubtful(load("baseline", ["moratorium.misread=0.95"]))
    assert line.startswith("--set: moratorium.misread: 0.95 is outside the plausible range")
    assert doubtful(load("baseline", ['moratorium.misread={value: 0.95, source: "a letter"}'])) == []
    assert len(doubtful(load("baseline", ["moratorium.misread={uniform: [0.3, 1]}"]))) == 1
    assert len(doubtful(load("baseline", ["moratorium.terms.days=null"]))) == 1
    assert doubtful(load("baseline", ["without=[C4, C11]"])) == []
