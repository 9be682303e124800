"""From a uniform mark to a decision: inversion only, so that every decision has its own mark and keeps it.

Marks lie strictly between 0 and 1. Plain `math`, because `math.exp` and `math.log` give the same bits in
Python and compiled, which `**` and NumPy's functions do not.
"""

from __future__ import annotations

import math
from typing import Final

LEAST_LOG_ODDS: Final = -700.0  # `math.exp` overflows near 710; no mark is as small as what is left here


def logistic(x: float) -> float:
    """Probability with log-odds `x`."""
    if x < LEAST_LOG_ODDS:
        return 0.0
    return 1.0 / (1.0 + math.exp(-x))


def exponential(mean: float, mark: float) -> float:
    """Exponential variate of the given mean; falls as the mark rises."""
    return -mean * math.log(mark)


def poisson(mean: float, mark: float) -> int:
    """Poisson variate by inversion: the least count whose distribution function reaches the mark."""
    term = math.exp(-mean)
    reached = term
    count = 0
    while mark > reached and term > 0.0:
        count += 1
        term *= mean / count
        reached += term
    return count


def normal(mark: float) -> float:
    """Standard normal quantile, accurate to about 1e-16 relative (Wichura 1988, algorithm AS 241, PPND16)."""
    q = mark - 0.5
    if abs(q) <= 0.425:
        return q * normal_centre(0.180625 - q * q)
    tail = mark if q < 0.0 else 1.0 - mark
    x = normal_tail(math.sqrt(-math.log(tail)))
    return -x if q < 0.0 else x


def normal_centre(r: float) -> float:
    """AS 241's rational approximation for the middle, as a factor of mark - 1/2."""
    above = 2509.0809287301226727
    above = above * r + 33430.575583588128105
    above = above * r + 67265.770927008700853
    above = above * r + 45921.953931549871457
    above = above * r + 13731.693765509461125
    above = above * r + 1971.5909503065514427
    above = above * r + 133.14166789178437745
    above = above * r + 3.387132872796366608
    below = 5226.495278852545925
    below = below * r + 28729.085735721942674
    below = below * r + 39307.89580009271061
    below = below * r + 21213.794301586595867
    below = below * r + 5394.1960214247511077
    below = below * r + 687.1870074920579083
    below = below * r + 42.313330701600911252
    return above / (below * r + 1.0)


def normal_tail(r: float) -> float:
    """AS 241's rational approximations for the tails, by the root of the log of the tail."""
    if r <= 5.0:
        r -= 1.6
        above = 7.7454501427834140764e-4
        above = above * r + 0.0227238449892691845833
        above = above * r + 0.24178072517745061177
        above = above * r + 1.27045825245236838258
        above = above * r + 3.64784832476320460504
        above = above * r + 5.7694972214606914055
        above = above * r + 4.6303378461565452959
        above = above * r + 1.42343711074968357734
        below = 1.05075007164441684324e-9
        below = below * r + 5.475938084995344946e-4
        below = below * r + 0.0151986665636164571966
        below = below * r + 0.14810397642748007459
        below = below * r + 0.68976733498510000455
        below = below * r + 1.6763848301838038494
        below = below * r + 2.05319162663775882187
        return above / (below * r + 1.0)
    r -= 5.0
    above = 2.01033439929228813265e-7
    above = above * r + 2.71155556874348757815e-5
    above = above * r + 0.0012426609473880784386
    above = above * r + 0.026532189526576123093
    above = above * r + 0.29656057182850489123
    above = above * r + 1.7848265399172913358
    above = above * r + 5.4637849111641143699
    above = above * r + 6.6579046435011037772
    below = 2.04426310338993978564e-15
    below = below * r + 1.4215117583164458887e-7
    below = below * r + 1.8463183175100546818e-5
    below = below * r + 7.868691311456132591e-4
    below = below * r + 0.0148753612908506148525
    below = below * r + 0.13692988092273580531
    below = below * r + 0.59983220655588793769
    return above / (below * r + 1.0)
