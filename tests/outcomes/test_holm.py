import pytest

from sim.outcomes.holm import holm


def test_holm_by_hand() -> None:
    # Sorted 0.01, 0.02, 0.03, 0.5 times 4, 3, 2, 1; none below the one before.
    assert holm([0.03, 0.01, None, 0.5, 0.02]) == [pytest.approx(0.06), 0.04, None, 0.5, 0.06]
    assert holm([]) == []
    assert holm([0.9, 0.8]) == [1.0, 1.0]
