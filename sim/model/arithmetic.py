"""Exponential, logarithm and cosine in plain arithmetic: the same bits on every machine.

The C library's `exp`, `log` and `cos` differ in the last bit between processors and systems, and one bit is enough to
send a history another way. Additions, multiplications, divisions and square roots do not differ: IEEE 754 rounds each
of them correctly. So these functions are made of nothing else, in a fixed order, and the compiled engine may not
contract two of them into one. Each brings its argument into a short interval, where a polynomial does the work.

Errors are below 1 unit in the last place of the result (tests/arithmetic compares with 40 digits). The coefficients are
derived by `python -m tests.arithmetic.derive`. The polynomials take floats and NumPy arrays alike; `sim.engine.vectors`
has the array forms of what stands around them. Two steps look into a float, `split` and `power_of_two`; both are exact,
and compiled code swaps in the machine's own bit casts.
"""

from __future__ import annotations

import math
from typing import Any, Final

LEAST_EXP: Final = -708.0  # below, exp gives 0
MOST_EXP: Final = 709.0  # above, exp gives infinity
LEAST_LOG: Final = 2.2250738585072014e-308  # the least normal double; below, and for what is not positive: -infinity

ROUNDER: Final = 6755399441055744.0  # 1.5 * 2^52: adding and taking it away again rounds to a whole number
SPLITTER: Final = 134217729.0  # 2^27 + 1 (Dekker 1971): halves a double into two of 26 bits
ROOT_HALF: Final = 0.7071067811865476
PER_LN2: Final = 1.4426950408889634  # 1 / log 2
LN2_HIGH: Final = 0.6931471803691238  # 32 bits of log 2, so that multiples are exact
LN2_LOW: Final = 1.9082149292705877e-10
TURN_HIGH: Final = 6.283185243606567  # 26 bits of 2 pi
TURN_LOW: Final = 6.357301909411278e-08

_POWERS = tuple(math.ldexp(1.0, k) for k in range(-1021, 1024))


def split(x: float) -> tuple[float, float]:
    """The positive normal double `x` as m and e with x = m * 2^e and m from ROOT_HALF up to twice that; exact."""
    m, e = math.frexp(x)
    if m < ROOT_HALF:
        return m + m, e - 1.0
    return m, float(e)


def power_of_two(k: float) -> float:
    """2^k for a whole number k from -1021 to 1023; exact."""
    return _POWERS[int(k) + 1021]


def exp(x: float) -> float:
    """e^x. 0 below LEAST_EXP, infinity above MOST_EXP."""
    if x < LEAST_EXP:
        return 0.0
    if x > MOST_EXP:
        return math.inf
    k = (x * PER_LN2 + ROUNDER) - ROUNDER
    return exp_reduced(x - k * LN2_HIGH, k * LN2_LOW) * power_of_two(k)


def exp_reduced(high: Any, low: Any) -> Any:
    """e^(high - low), which lies between -0.35 and 0.35, with `low` the error of `high`."""
    r = high - low
    z = r * r
    w = z * z
    first = (0.5000000000000001 + r * 0.16666666666666669) + z * (0.04166666666662317 + r * 0.008333333333329989)
    then = (0.0013888888917690603 + r * 0.0001984126986342035) + z * (2.480152055701783e-05 + r * 2.755726789174553e-06)
    last = 2.762043894863442e-07 + r * 2.510065503606659e-08
    return 1.0 + (high - (low - z * (first + w * (then + w * last))))


def log(x: float) -> float:
    """Natural logarithm. Minus infinity for 0, for what lies below the least normal double, and for negative `x`."""
    if x < LEAST_LOG:
        return -math.inf
    m, e = split(x)
    return log_split(m, e)


def log_split(m: Any, e: Any) -> Any:
    """Natural logarithm of m * 2^e as `split` gives them."""
    return e * LN2_HIGH - short_of_log(m, e)


def short_of_log(m: Any, e: Any) -> Any:
    """What e * LN2_HIGH, which is exact, has more than the natural logarithm of m * 2^e."""
    f = m - 1.0
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    odd = 0.666666666666667 + w * (0.2857142862600327 + w * (0.18182889455674947 + w * 0.14616585424888623))
    even = 0.39999999999899444 + w * (0.22222211130259878 + w * 0.15331710618210773)
    half = 0.5 * f * f
    return (half - (s * (half + z * (odd + z * even)) + e * LN2_LOW)) - f


def cos_of_turns(turns: float) -> float:
    """Cosine of so many full turns (of 2 pi times `turns`); below 2^51 turns."""
    f = abs(turns - ((turns + ROUNDER) - ROUNDER))  # the distance to a whole turn, 0 to 1/2; exact
    if f > 0.25:
        return -cos_quarter(0.5 - f)
    return cos_quarter(f)


def cos_quarter(f: float) -> float:
    """Cosine of 0 to 1/4 of a turn."""
    if f < 0.0625:
        return cos_flat(f)
    if f < 0.125:
        return cos_slant(f)
    return cos_steep(f)


def cos_flat(f: Any) -> Any:
    """Cosine of 0 to 1/16 of a turn."""
    z = f * f
    w = z * z
    first = 19.739208802178716 + z * -64.93939402266824
    then = 85.45681720653032 + z * -60.24464119336927
    last = 26.426168635627867 + z * -7.883470041516331
    return 1.0 - z * (first + w * (then + w * last))


def cos_slant(f: Any) -> Any:
    """Cosine of 1/16 to 1/8 of a turn, from the middle between."""
    d = f - 0.09375
    z = d * d
    w = z * z
    first = -3.4907507252151038 + d * -16.412552289906525 + z * (22.96821914712427 + d * 53.99513277118894)
    then = -45.33744734654107 + d * -71.05474666409971 + z * (42.61547039603095 + d * 50.0915713786439)
    last = -23.344046776901706 + d * -21.954987816594475
    return 0.8314696123025452 + d * (first + w * (then + w * last))


def cos_steep(f: Any) -> Any:
    """Cosine of 1/8 to 1/4 of a turn: the sine of what is missing, g; 2 pi g in two parts, of which one is exact."""
    g = 0.25 - f
    z = g * g
    w = z * z
    first = -41.34170224039976 + z * 81.60524927607504
    then = -76.70585975304292 + z * 42.0586939378057
    last = -15.094641279579799 + z * (3.8198307439800163 + z * -0.7124440626783193)
    c = SPLITTER * g
    high = c - (c - g)
    return high * TURN_HIGH + ((g - high) * TURN_HIGH + g * (TURN_LOW + z * (first + w * (then + w * last))))
