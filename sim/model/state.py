"""The state of one history: what the rules read and write (docs/model.md, "State").

One flat list of named numbers, so that the very same rules run on this dataclass (the SimPy engine)
and on a NumPy record with the same fields (the compiled engine; `records.py` derives it from here).
A quantity that decays carries the time of its last change beside it (`light`, `light_at`): reading it
costs one exponential, and a candidate that does not count changes nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from sim.model import codes
from sim.model.parameters import Parameters

ANSWERS = 4  # kinds of them: to a strike of either side, by its own side and by the other


@dataclass(slots=True)
class State:
    """State and tally of one history; days since the start, GW, shares. `begin` fills it."""

    # Talks.
    stage: int = 0
    cool_until: float = 0.0  # day before which neither rounds nor a tacit understanding come about
    # Moratorium.
    kind: int = 0
    since: float = 0.0
    expires: float = math.inf
    renewals: int = 0
    expiries: int = 0  # ordinal of the next expiry: its address
    last_breach: float = -math.inf
    breach_count: int = 0  # breaches of the kind in force that were not forgiven
    # Sides.
    provocation: float = 0.0
    provocation_at: float = 0.0
    level_russia: float = 0.0  # of the campaign, as a logarithm: 0 is the rate of the scenario
    level_ukraine: float = 0.0
    campaign_russia: float = 1.0  # exp of the level: a factor on the base rate
    campaign_ukraine: float = 1.0
    trust_ukraine: float = 0.0  # how reliable Russia finds Ukraine, 0-1
    trust_russia: float = 0.0  # how reliable Ukraine finds Russia, 0-1
    trust_at: float = 0.0
    felt_outage: float = 0.0  # h/d
    felt_idle: float = 0.0  # share of refining
    # Grid.
    heavy: int = 0  # blocks of grid.block_gw that wait for repair
    light: float = 0.0  # GW
    light_at: float = 0.0
    weather: float = 0.0  # standard normal, autocorrelated
    # Refining.
    idle: float = 0.0  # share of capacity
    idle_at: float = 0.0
    # Kursk.
    units: int = 0
    # What a whole day leaves of light damage and of the idle share, and the repair days for which that holds.
    light_mended_over: float = 0.0
    light_left_by_a_day: float = 0.0
    idle_mended_over: float = 0.0
    idle_left_by_a_day: float = 0.0
    # The chance that a strike has no answer, by author and by whose answers they would be, and the mean it holds for.
    unanswered: list[float] = field(default_factory=lambda: [1.0] * ANSWERS)
    unanswered_for: list[float] = field(default_factory=lambda: [0.0] * ANSWERS)
    # What the last event asks of the driver: answers to schedule, a spell that ended, a word for the log.
    author: int = 0
    own_answers: int = 0
    other_answers: int = 0
    collapse_answers: int = 0
    ended_kind: int = 0
    ended_since: float = 0.0
    ended_cause: int = 0
    result: int = 0
    # Readings of the last tick, for the daily bands.
    supply_gw: float = 0.0
    demand_gw: float = 0.0
    idle_now: float = 0.0
    # Tally: what the row reports. A day that has not come is NaN, a cause or kind that has not come 0.
    first_deal_day: float = math.nan
    first_deal_kind: int = 0
    first_complete_day: float = math.nan
    tacit_end_day: float = math.nan
    tacit_end_cause: int = 0
    deal_days: float = math.nan
    deal_end_cause: int = 0
    formal_days: float = 0.0
    broader_talks_day: float = math.nan
    kursk_clear_day: float = math.nan
    russian_waves: int = 0
    russian_answers: int = 0
    refinery_strikes: int = 0
    ukrainian_answers: int = 0
    breaches: int = 0
    incidents: int = 0
    hours_short: float = 0.0
    schedule_hours: float = 0.0
    unserved_gwh: float = 0.0
    customer_outage_hours: float = 0.0
    worst_day_gwh: float = 0.0
    winter_hours_short: float = 0.0
    winter_unserved_gwh: float = 0.0
    refining_idle_days: float = 0.0  # integral of the idle share over time
    refining_idle_max: float = 0.0
    clips: int = 0
    events: int = 0
    fingerprint: int = 0
    # Times and weights of the last breaches, round and round; only the first `breach_count` hold.
    breach_times: list[float] = field(default_factory=lambda: [0.0] * codes.WINDOW_MEMORY)
    breach_weights: list[float] = field(default_factory=lambda: [0.0] * codes.WINDOW_MEMORY)


def begin_talks_and_terms(s: State, p: Parameters) -> None:
    """Start of talks, moratorium and the sides (docs/model.md, "State")."""
    s.stage = int(p.talks_stage)
    s.cool_until = 0.0
    s.kind = int(p.moratorium_initial)
    s.since = 0.0
    s.expires = math.inf
    if s.kind >= codes.PARTIAL:
        s.expires = p.moratorium_terms_days
    s.renewals = 0
    s.expiries = 0
    s.last_breach = -math.inf
    s.breach_count = 0
    s.provocation = 0.0
    s.provocation_at = 0.0
    s.level_russia = 0.0
    s.level_ukraine = 0.0
    s.campaign_russia = 1.0
    s.campaign_ukraine = 1.0
    s.trust_ukraine = p.trust_initial
    s.trust_russia = p.trust_initial
    s.trust_at = 0.0
    s.felt_outage = 0.0
    s.felt_idle = p.refining_idle_at_start


def begin_grid_refining_kursk(s: State, p: Parameters) -> None:
    """Start of the grid's backlog, of refining and of the area held (docs/model.md, "The grid")."""
    backlog = math.floor(p.grid_destroyed_gw * (1.0 - p.grid_restored_share) / p.grid_block_gw + 0.5)
    s.heavy = min(most_heavy(p), backlog)
    s.light = 0.0
    s.light_at = 0.0
    s.light_mended_over = 0.0  # none yet
    s.light_left_by_a_day = 0.0
    s.idle_mended_over = 0.0
    s.idle_left_by_a_day = 0.0
    s.weather = 0.0
    s.idle = p.refining_idle_at_start
    s.idle_at = 0.0
    s.units = math.floor(p.kursk_area_km2 / p.kursk_unit_km2 + 0.5)


def most_heavy(p: Parameters) -> int:
    """Blocks that the strikable plants have. The small addend keeps 0.7 GW / 0.1 GW at 7 blocks."""
    return math.floor(p.grid_other_gw / p.grid_block_gw + 1e-9)


def clear_outbox(s: State) -> None:
    """Forget what the last event asked for; every event starts with this."""
    s.own_answers = 0
    s.other_answers = 0
    s.collapse_answers = 0
    s.ended_kind = 0
    s.result = codes.PLAIN


def clear_tally(s: State) -> None:
    """Nothing has happened yet; a scenario that starts under a formal deal has it on day 0."""
    s.first_deal_day = math.nan
    s.first_deal_kind = 0
    s.first_complete_day = math.nan
    if s.kind >= codes.PARTIAL:
        s.first_deal_day = 0.0
        s.first_deal_kind = s.kind
    if s.kind == codes.COMPLETE:
        s.first_complete_day = 0.0
    s.tacit_end_day = math.nan
    s.tacit_end_cause = 0
    s.deal_days = math.nan
    s.deal_end_cause = 0
    s.formal_days = 0.0
    s.broader_talks_day = math.nan
    s.kursk_clear_day = math.nan


def clear_counts(s: State) -> None:
    """Counts and sums start at nothing."""
    s.russian_waves = 0
    s.russian_answers = 0
    s.refinery_strikes = 0
    s.ukrainian_answers = 0
    s.breaches = 0
    s.incidents = 0
    s.hours_short = 0.0
    s.schedule_hours = 0.0
    s.unserved_gwh = 0.0
    s.customer_outage_hours = 0.0
    s.worst_day_gwh = 0.0
    s.winter_hours_short = 0.0
    s.winter_unserved_gwh = 0.0
    s.refining_idle_days = 0.0
    s.refining_idle_max = s.idle
    s.clips = 0
    s.events = 0
    s.fingerprint = 0


def begin(s: State, p: Parameters) -> None:
    """Put the state at day 0 of a history under the parameters `p`."""
    begin_talks_and_terms(s, p)
    begin_grid_refining_kursk(s, p)
    for pair in range(ANSWERS):
        s.unanswered[pair] = 1.0
        s.unanswered_for[pair] = 0.0
    clear_outbox(s)
    clear_tally(s)
    clear_counts(s)
