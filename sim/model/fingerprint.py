"""A 63-bit digest of every event that counted: equal for equal histories (docs/model.md, "Outcomes").

Whole numbers masked to 63 bits, because Python and compiled code differ in the sign of 64.
"""

from __future__ import annotations

import struct

from sim.model.state import State

MASK_63 = 0x7FFFFFFFFFFFFFFF
SPREAD = 0x1E3779B97F4A7C15
TICK = 32  # `what` of the daily tick in the digest


def bits(x: float) -> int:
    """The bits of a float but for the sign (the compiled engine swaps in the machine's own bit cast)."""
    return int(struct.unpack("<q", struct.pack("<d", x))[0]) & MASK_63


def mix(digest: int, word: int) -> int:
    """Fold a word of at most 63 bits into a digest."""
    digest = ((digest ^ word) * SPREAD) & MASK_63
    return digest ^ (digest >> 29)


def fold_event(s: State, what: int, address: int, t: float) -> None:
    """Fold an event that counted: what, where its luck comes from, when, and the state that it left."""
    digest = mix(s.fingerprint, what)
    digest = mix(digest, address)
    digest = mix(digest, bits(t))
    digest = mix(digest, s.kind + 4 * s.stage + 16 * s.units + 4096 * s.heavy)
    digest = mix(digest, bits(s.light))
    digest = mix(digest, bits(s.idle))
    digest = mix(digest, bits(s.trust_ukraine))
    s.fingerprint = mix(digest, bits(s.trust_russia))
    s.events += 1


def fold_tick(s: State) -> None:
    """Fold what a day felt like; a tick is not counted among the events."""
    digest = mix(s.fingerprint, TICK)
    digest = mix(digest, bits(s.felt_outage))
    s.fingerprint = mix(digest, bits(s.felt_idle))
