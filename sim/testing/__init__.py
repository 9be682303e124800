"""Assertions on many histories, for the tests of users and for our own.

    from sim.testing import assert_never_earlier

    def test_a_stricter_precondition_never_brings_a_complete_deal_forward(histories):
        lax, strict = histories.variants("baseline", {"kursk.precondition.strictness": [0.5, 1.0]}, n=300)
        assert_never_earlier(lax, strict, "first_complete_day")

`histories` is a fixture of the pytest plugin that comes with the package. Statements that hold run by run
(`assert_never_...`, `assert_identical`) have a false-alarm rate of 0: one counterexample refutes them. Statements
about averages take the rate as `alarm` and fail with at most that probability when the statement is true.

Names are loaded when first used: the plugin lies in this package, and pytest imports it in every session.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.testing.averages import assert_decreases, assert_increases, assert_mean_between, assert_share_between
    from sim.testing.histories import Histories, Runs
    from sim.testing.pathwise import (
        assert_identical,
        assert_never_earlier,
        assert_never_higher,
        assert_never_later,
        assert_never_lower,
    )
    from sim.testing.verdict import Verdict

_PLACES = {
    "averages": ("assert_decreases", "assert_increases", "assert_mean_between", "assert_share_between"),
    "histories": ("Histories", "Runs"),
    "pathwise": (
        "assert_identical",
        "assert_never_earlier",
        "assert_never_higher",
        "assert_never_later",
        "assert_never_lower",
    ),
    "verdict": ("Verdict",),
}

__all__ = [
    "Histories",
    "Runs",
    "Verdict",
    "assert_decreases",
    "assert_identical",
    "assert_increases",
    "assert_mean_between",
    "assert_never_earlier",
    "assert_never_higher",
    "assert_never_later",
    "assert_never_lower",
    "assert_share_between",
]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:
    for module, names in _PLACES.items():
        if name in names:
            return getattr(import_module(f"sim.testing.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
