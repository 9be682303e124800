"""The difference of two shares over the same histories, from the histories that have the event in one only.

The interval of the profile likelihood (Newcombe 1998, for paired shares): the values of the difference that are not too
unlikely beside the one seen, each with the likeliest share of histories that differ. It is given only where enough
histories differ, and the samples that are given one are those in which by chance more of them do. So the limit on the
side of no difference is found among such samples alone: what is that unusual must be so given that it is shown at all
(inference after selection, Fithian, Sun and Taylor 2014). Without that, where one sample in ten is given an interval, a
third of them would miss.
"""

from __future__ import annotations

import math

from sim.outcomes.distributions import binomial_above
from sim.outcomes.intervals import LEVEL

HALVINGS = 60


def likely_limits(gained: int, lost: int, n: int, least: int, level: float = LEVEL) -> tuple[float, float]:
    """Limits of the difference (gained - lost) / n where an interval is shown from `least` differing histories on."""
    tail = (1 - level) / 2
    return _limit((gained, lost, n), least, -1.0, tail), _limit((gained, lost, n), least, 1.0, tail)


def _limit(counts: tuple[int, int, int], least: int, side: float, tail: float) -> float:
    """By halving, between the difference seen and -1 or 1 (`side`)."""
    gained, lost, n = counts
    seen = (gained - lost) / n
    near, far = seen, side
    for _ in range(HALVINGS):
        middle = (near + far) / 2
        of_lost = _share_lost(gained, lost, n, middle)
        of_gained = of_lost + middle
        differing = min(max(of_lost + of_gained, 0.0), 1.0)
        unlikely = sum(
            count * math.log(count / n / max(share, 1e-300))
            for count, share in ((gained, of_gained), (lost, of_lost), (n - gained - lost, 1 - differing))
            if count
        )
        unusual = math.erfc(math.sqrt(max(unlikely, 0.0))) / 2
        shown = binomial_above(least - 1, n, differing) if seen * side < 0 else 1.0
        if unusual < tail * shown:
            far = middle
        else:
            near = middle
    return (near + far) / 2


def _share_lost(gained: int, lost: int, n: int, difference: float) -> float:
    """The likeliest share of lost histories were the difference this (Tango 1998)."""
    a, b = 2.0 * n, -gained - lost + (2 * n - gained + lost) * difference
    c = -lost * difference * (1 - difference)
    likeliest = (math.sqrt(max(b * b - 4 * a * c, 0.0)) - b) / (2 * a)
    return max(likeliest, -difference, 0.0)
