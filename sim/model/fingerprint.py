"""A 63-bit digest of every event that counted: equal for equal histories (docs/model.md, "Outcomes").

Whole numbers masked to 63 bits, because Python and compiled code differ in the sign of 64.
"""

from __future__ import annotations

import struct

from sim.model.codes import SHIFT_BY_RUSSIA, SHIFT_BY_UKRAINE
from sim.model.state import State

MASK_63 = 0x7FFFFFFFFFFFFFFF
SPREAD = 0x1E3779B97F4A7C15
# Odd factors that keep the parts of an event apart before they are summed.
K1, K2, K3 = 0x3C79AC492BA7B653, 0x1C69B3F74AC4AE35, 0x632BE59BD9B4E019
K4, K5, K6 = 0x589965CC75374CC3, 0x2545F4914F6CDD1D, 0x27BB2EE687B0B0FD
K7, K8 = 0x3F84D5B5B5470917, 0x14D049BB133111EB

_PACK, _UNPACK = struct.Struct("<5d").pack, struct.Struct("<5q").unpack


def words(a: float, b: float, c: float, d: float, e: float) -> tuple[int, int, int, int, int]:
    """The bits of five floats as signed whole numbers (compiled code swaps in the machine's own bit cast)."""
    v, w, x, y, z = _UNPACK(_PACK(a, b, c, d, e))
    return v, w, x, y, z


def mix(digest: int, word: int) -> int:
    """Fold a word into a digest of 63 bits."""
    digest = ((digest ^ word) * SPREAD) & MASK_63
    return digest ^ (digest >> 29)


def fold_event(s: State, what: int, address: int, t: float) -> None:
    """Fold an event that counted: what, where its luck comes from, when, and the state that it left."""
    day, light, idle, ukraine, russia = words(t, s.light, s.idle, s.trust_ukraine, s.trust_russia)
    whole = what + 64 * (s.kind + 4 * s.stage + 16 * s.units + 16384 * s.heavy)
    told = address + K1 * whole + K2 * day + K3 * light + K4 * idle + K5 * ukraine + K6 * russia
    if what in (SHIFT_BY_RUSSIA, SHIFT_BY_UKRAINE):
        russian_level, ukrainian_level, _, _, _ = words(s.level_russia, s.level_ukraine, 0.0, 0.0, 0.0)
        told += K7 * russian_level + K8 * ukrainian_level
    s.fingerprint = mix(s.fingerprint, told & MASK_63)
    s.events += 1


def fold_tick(s: State) -> None:
    """Fold what a day was like; a tick is not counted among the events."""
    outage, idle, supply, demand, _ = words(s.felt_outage, s.felt_idle, s.supply_gw, s.demand_gw, 0.0)
    told = K1 * outage + K2 * idle + K3 * supply + K4 * demand
    s.fingerprint = mix(s.fingerprint, told & MASK_63)
