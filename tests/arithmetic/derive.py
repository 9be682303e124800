"""`python -m tests.arithmetic.derive`: the coefficients of `sim.model.arithmetic` and `sim.model.normal`, from scratch.

Polynomials interpolate at Chebyshev nodes, which comes within a small factor of the best polynomial (Trefethen 2013,
"Approximation Theory and Approximation Practice", chapter 16); the rational function of the normal's middle is a
weighted least-squares fit whose weights are turned towards the largest errors (Lawson 1961) and freed of the
denominator (Sanathanan and Koerner 1963). All in 40 digits by mpmath, then rounded to doubles. Nothing is read from
the modules that the coefficients go into; a test compares.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import mpmath as mp

DIGITS = 40
PIECES = (2.25, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 15.0, 19.0, 23.0, 29.0, 37.0, 47.0)
"""Bounds of the pieces of the normal's tail, in minus the logarithm of the tail."""
MIDDLE = 0.40625
"""The middle of the normal: marks that lie no further from 1/2."""

Function = Callable[[mp.mpf], mp.mpf]


def polynomial(function: Function, low: float, high: float, degree: int) -> list[float]:
    """Coefficients, lowest first, of the polynomial that meets the function at the Chebyshev nodes of low..high."""
    nodes = _nodes(low, high, degree + 1)
    matrix = mp.matrix([[x**j for j in range(degree + 1)] for x in nodes])
    return [float(c) for c in mp.lu_solve(matrix, mp.matrix([function(x) for x in nodes]))]


def rational(function: Function, low: float, high: float, top: int, bottom: int) -> tuple[list[float], list[float]]:
    """Coefficients, lowest first, of numerator and denominator (which begins with 1)."""
    nodes = _nodes(low, high, 4 * (top + bottom + 1))
    values = [function(x) for x in nodes]
    weights, turned = [mp.mpf(1)] * len(nodes), [mp.mpf(1)] * len(nodes)
    above: list[mp.mpf] = []
    below: list[mp.mpf] = []
    for turn in range(6):
        scale = [w * mp.sqrt(t) for w, t in zip(weights, turned, strict=True)]
        rows = [
            [s * x**j for j in range(top + 1)] + [-s * v * x**j for j in range(1, bottom + 1)]
            for s, x, v in zip(scale, nodes, values, strict=True)
        ]
        right = [s * v for s, v in zip(scale, values, strict=True)]
        found = list(mp.qr_solve(mp.matrix(rows), mp.matrix(right))[0])
        above, below = found[: top + 1], [mp.mpf(1), *found[top + 1 :]]
        weights = [1 / abs(_value(below, x)) for x in nodes]
        errors = [abs(_value(above, x) * w - v) for x, v, w in zip(nodes, values, weights, strict=True)]
        if turn >= 2:
            turned = [t * (e / max(errors) + mp.mpf("0.01")) for t, e in zip(turned, errors, strict=True)]
            turned = [t * len(nodes) / sum(turned) for t in turned]
    return [float(c) for c in above], [float(c) for c in below]


def _value(coefficients: list[mp.mpf], x: mp.mpf) -> mp.mpf:
    return mp.fsum(c * x**j for j, c in enumerate(coefficients))


def _nodes(low: float, high: float, count: int) -> list[mp.mpf]:
    middle, half = (mp.mpf(low) + high) / 2, (mp.mpf(high) - low) / 2
    return [middle + half * mp.cos(mp.pi * (2 * i + 1) / (2 * count)) for i in range(count)]


def quantile(mark: mp.mpf) -> mp.mpf:
    """The standard normal quantile by Newton's method on the distribution function; marks up to 1/2."""
    x = -mp.sqrt(-2 * mp.log(2 * mark)) if mark < mp.mpf("0.4") else (mark - mp.mpf(1) / 2) * mp.sqrt(2 * mp.pi)
    for _ in range(60):
        step = (mp.erfc(-x / mp.sqrt(2)) / 2 - mark) * mp.sqrt(2 * mp.pi) * mp.exp(x * x / 2)
        x -= step
        if abs(step) < mp.mpf(10) ** (-DIGITS + 8):
            break
    return x


def split(value: mp.mpf, bits: int) -> tuple[float, float]:
    """A number as a double of so many bits behind the point, and the double of what is left."""
    high = mp.floor(value * 2**bits) / 2**bits
    return float(high), float(value - high)


def exp_part(r: mp.mpf) -> mp.mpf:
    """(e^r - 1 - r) / r^2."""
    return (mp.exp(r) - 1 - r) / r**2 if r else mp.mpf(1) / 2


def log_part(z: mp.mpf) -> mp.mpf:
    """(log((1+s)/(1-s)) / s - 2) / z with z = s^2."""
    s = mp.sqrt(z)
    return (mp.log((1 + s) / (1 - s)) / s - 2) / z


def cos_part(z: mp.mpf) -> mp.mpf:
    """(1 - cos 2 pi f) / z with z = f^2."""
    return (1 - mp.cos(2 * mp.pi * mp.sqrt(z))) / z


def sin_part(z: mp.mpf) -> mp.mpf:
    """(sin(2 pi g) / g - 2 pi) / z with z = g^2."""
    return (mp.sin(2 * mp.pi * mp.sqrt(z)) / mp.sqrt(z) - 2 * mp.pi) / z


def middle_part(u: mp.mpf) -> mp.mpf:
    """(quantile / q - sqrt(2 pi)) / q^2 with q = mark - 1/2, u = MIDDLE^2 - q^2."""
    square = mp.mpf(MIDDLE) ** 2 - u
    q = mp.sqrt(square)
    return (-quantile(mp.mpf(1) / 2 - q) / q - mp.sqrt(2 * mp.pi)) / square


def tail_piece(low: float, high: float, degree: int = 13) -> list[float]:
    """Of a piece of the tail: its centre, the quantile's size there, and the coefficients of the rest over distance."""
    centre = (low + high) / 2
    there = float(-quantile(mp.exp(-mp.mpf(centre))))

    def rest(distance: mp.mpf) -> mp.mpf:
        return -quantile(mp.exp(-(centre + distance))) - there

    half = (high - low) / 2 + 0.001  # the logarithm of a mark at the bound may be rounded to beyond it
    return [centre, there, *polynomial(rest, -half, half, degree)]


def derive() -> dict[str, object]:
    """Every constant by its name in the modules."""
    with mp.workdps(DIGITS):
        log2 = mp.log(2)
        turn = 2 * mp.pi
        edge = log2 / 2 + mp.mpf("0.001")
        largest = ((mp.sqrt(2) - 1) / (mp.sqrt(2) + 1)) ** 2
        above, below = rational(middle_part, mp.mpf("-1e-5"), mp.mpf(MIDDLE) ** 2 - mp.mpf("1e-12"), 7, 7)
        return {
            "PER_LN2": float(1 / log2),
            "LN2": split(log2, 32),
            "EXP": polynomial(exp_part, -edge, edge, 9),
            "LOG": polynomial(log_part, 0, largest * mp.mpf("1.0001"), 6),
            "COS": polynomial(cos_part, 0, mp.mpf(1) / 256, 5),
            "SLANT": polynomial(lambda d: mp.cos(turn * (mp.mpf(3) / 32 + d)), -mp.mpf(1) / 32, mp.mpf(1) / 32, 10),
            "TURN": split(turn, 23),
            "SIN": polynomial(sin_part, 0, mp.mpf(1) / 64, 6),
            "SLOPE": split(mp.sqrt(turn), 18),
            "ABOVE": above,
            "BELOW": below,
            "TAIL": [tail_piece(low, high) for low, high in pairwise(PIECES)],
        }


if __name__ == "__main__":
    for name, value in derive().items():
        print(f"{name} = {value!r}")
