import math

import numpy as np
import pytest
from scipy import stats

from sim.outcomes import contrasts, intervals
from sim.outcomes.intervals import wilson


def shares(both: int, only_a: int, only_b: int, neither: int) -> tuple[np.ndarray, np.ndarray]:
    a = np.repeat([True, True, False, False], [both, only_a, only_b, neither])
    return a, np.repeat([True, False, True, False], [both, only_a, only_b, neither])


def test_a_paired_share_by_hand() -> None:
    # 12 gained, 2 lost of 100: (12 - 2)/100; Bonett and Price: (13 - 3)/102 -+ 1.96 sqrt((16/102 - (10/102)^2)/102).
    found = contrasts.paired_share(*shares(20, 2, 12, 66))
    reach = 1.959964 * math.sqrt((16 / 102 - (10 / 102) ** 2) / 102)
    assert found.value == pytest.approx(0.1)
    assert (found.low, found.high) == pytest.approx((10 / 102 - reach, 10 / 102 + reach), rel=1e-6)
    assert found.se == pytest.approx(math.sqrt((0.14 - 0.01) / 100))


def test_no_discordant_pair_leaves_a_width() -> None:
    found = contrasts.paired_share(*shares(5, 0, 0, 95))
    assert found.value == 0
    assert found.low == -found.high < 0
    assert found.high < 3 / 100


@pytest.mark.parametrize("table", [(0, 0, 7, 0), (0, 7, 0, 0), (0, 0, 1, 0), (3, 0, 0, 0)])
def test_limits_of_a_share_stay_between_minus_1_and_1(table: tuple[int, int, int, int]) -> None:
    found = contrasts.paired_share(*shares(*table))
    assert -1 <= found.low <= found.value <= found.high <= 1


def test_newcombes_published_limits_for_independent_shares() -> None:
    # Newcombe 1998, Statistics in Medicine 17: 873-890, table II, method 10: 56/70 against 48/80.
    found = contrasts.combined(wilson(48, 80), wilson(56, 70))
    assert found.value == pytest.approx(0.2)
    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)
    small = contrasts.combined(wilson(3, 10), wilson(9, 10))
    assert (round(small.low, 4), round(small.high, 4)) == (0.1705, 0.8090)


def test_means_agree_with_scipy() -> None:
    random = np.random.default_rng(2)
    a, b = random.gamma(2, 3, 40), random.gamma(3, 3, 25)
    found = contrasts.unpaired_mean(a, b)
    expected = stats.ttest_ind(b, a, equal_var=False).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))
    found = contrasts.paired_mean(a[:25], b)
    expected = stats.ttest_rel(b, a[:25]).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))
    assert found.value == pytest.approx(np.mean(b - a[:25]))


def test_one_pair_has_no_interval_and_two_equal_ones_have_no_width() -> None:
    assert math.isnan(contrasts.paired_mean(np.array([1.0]), np.array([3.0])).low)
    assert contrasts.paired_mean(np.array([1.0]), np.array([3.0])).value == 2
    two = contrasts.paired_mean(np.array([1.0, 2.0]), np.array([3.0, 4.0]))
    assert (two.low, two.high, two.se) == (2, 2, 0)
    assert math.isnan(contrasts.unpaired_mean(np.array([1.0]), np.array([3.0, 4.0])).low)
    constant = contrasts.unpaired_mean(np.ones(3), np.full(4, 2.0))
    assert (constant.value, constant.low, constant.high) == (1, 1, 1)


def test_missing_pairs_drop_out() -> None:
    found = contrasts.paired_mean(np.array([1.0, np.nan, 2.0]), np.array([2.0, 5.0, 4.0]))
    assert (found.value, found.n) == (1.5, 2)
    assert contrasts.paired_mean(np.array([np.nan]), np.array([1.0])).n == 0
    assert contrasts.paired_share(np.zeros(0, dtype=bool), np.zeros(0, dtype=bool)).n == 0


@pytest.mark.parametrize(("gained", "lost"), [(0, 0), (5, 5), (1, 0), (0, 6), (12, 2), (400, 350)])
def test_mcnemars_mid_p_against_scipys_binomial(gained: int, lost: int) -> None:
    exact = stats.binomtest(gained, gained + lost).pvalue if gained + lost else 1.0
    seen = stats.binom.pmf(gained, gained + lost, 0.5)
    expected = exact - seen if gained != lost else 1.0
    assert contrasts.mcnemar(gained, lost) == pytest.approx(expected, abs=1e-12)
    assert contrasts.mcnemar(lost, gained) == contrasts.mcnemar(gained, lost)


def test_an_even_split_is_no_evidence_at_all() -> None:
    assert {contrasts.mcnemar(k, k) for k in range(500)} == {1.0}


def test_quantiles_of_one_sample_and_its_mirror() -> None:
    x = np.random.default_rng(3).normal(size=501)
    median = intervals.quantile(x, 0.5)
    doubled, mirrored = intervals.quantile(2 * x, 0.5), intervals.quantile(-x, 0.5)
    # The median of 2x moves with that of x, so what is left is one standard error; that of -x against it.
    assert contrasts.paired_quantile(x, 2 * x, median, doubled).se == pytest.approx(median.se)
    assert contrasts.paired_quantile(x, -x, median, mirrored).se == pytest.approx(2 * median.se, rel=0.01)
    assert contrasts.combined(median, doubled).se == pytest.approx(5**0.5 * median.se)
    assert contrasts.paired_quantile(x, x, median, median).se == 0
