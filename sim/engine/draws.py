"""Addressed draws: every uniform is a pure function of (seed, replicate, clock, candidate).

Philox 4x32-10 (Salmon et al. 2011): no generator object, no stream, no state. A call turns a counter of four
32-bit words and a key of two into four 32-bit words. The counter is

    (candidate, stream, replicate, block)

and the key is the seed. `block` 0 holds gap and accept of two neighbouring candidates, blocks 1 and 2 the
marks of one event, drawn only if it needs them. A clock's candidates come in four streams, by strips of their
acceptance: below 1/8 of the ceiling, up to 1/4, up to 1/2, up to the ceiling. Each strip is a Poisson process of its
own with its share of the ceiling as its rate, and together they are the clock's; a strip above every rate that
the clock can come to is not drawn. An answer has a 63-bit address, a digest of its parent's
address and its place among the siblings. The address fills the first two words, with the top bit set; its
delay is the last uniform of its block 2.
The same scalar functions run in Python and compiled: whole numbers are masked to 32 or 63 bits throughout.
"""

from __future__ import annotations

from sim.model.fingerprint import mix

WORD = 0xFFFFFFFF
UNIT = 2.3283064365386963e-10  # 2 ** -32
TOP_BIT = 0x80000000

STRIPS = 4  # streams a clock

# Second counter word of what is drawn beside the clocks.
WEATHER = 64
RENEWAL = 65
DATED = 66
USER = 67

# Place of an answer's delay in its block 2, where no rule reads a mark.
DELAY = 3

# Start of the addresses of clock candidates.
ROOT = 0x2545F4914F6CDD1D


def philox(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
    """Philox 4x32-10: counter and key of 32-bit words to four 32-bit words."""
    for _ in range(10):
        a = 0xD2511F53 * c0
        b = 0xCD9E8D57 * c2
        c0 = ((b >> 32) ^ c1 ^ k0) & WORD
        c2 = ((a >> 32) ^ c3 ^ k1) & WORD
        c1 = b & WORD
        c3 = a & WORD
        k0 = (k0 + 0x9E3779B9) & WORD
        k1 = (k1 + 0xBB67AE85) & WORD
    return c0, c1, c2, c3


def uniform(word: int) -> float:
    """A 32-bit word as a number strictly between 0 and 1."""
    return (word + 0.5) * UNIT


def block(c0: int, c1: int, replicate: int, number: int, seed: int) -> tuple[float, float, float, float]:
    """Four uniforms at an address. `seed` has up to 63 bits."""
    w0, w1, w2, w3 = philox(c0, c1, replicate, number, seed & WORD, (seed >> 32) & WORD)
    return uniform(w0), uniform(w1), uniform(w2), uniform(w3)


def strip_low(strip: int) -> float:
    """The least acceptance of a strip, as a share of the ceiling: 0, 1/8, 1/4, 1/2."""
    return 0.0 if strip == 0 else 0.0625 * (1 << strip)


def strip_width(strip: int) -> float:
    """How much of the ceiling a strip covers: 1/8, 1/8, 1/4, 1/2."""
    return 0.125 if strip == 0 else 0.0625 * (1 << strip)


def stream_of(clock: int, strip: int) -> int:
    """Second counter word of a strip's candidates; 16 clocks find room."""
    return clock + 16 * strip


def clock_of(stream: int) -> int:
    """The clock that a stream of candidates is one of."""
    return stream & 15


def stream_address(stream: int) -> int:
    """Address of a stream; `mix` of it and a candidate's number is the candidate's."""
    return mix(ROOT, stream + 1)


def candidate_address(stream: int, candidate: int) -> int:
    """Address of a stream's candidate, from which its answers' addresses descend."""
    return mix(stream_address(stream), candidate)


def other_address(stream: int, number: int) -> int:
    """Address of what is not on a clock: an expiry by its ordinal, a dated event by its key."""
    return mix(mix(ROOT, stream), number)


def child_address(parent: int, branch: int, place: int) -> int:
    """Address of an answer: its parent's address, which of the three sets, its place among the siblings."""
    return mix(mix(parent, branch), place)


def answer_block(address: int, replicate: int, number: int, seed: int) -> tuple[float, float, float, float]:
    """Uniforms of an answer: blocks 1 and 2 have its marks, and the last of block 2 its delay."""
    return block(address & WORD, TOP_BIT | (address >> 32), replicate, number, seed)
