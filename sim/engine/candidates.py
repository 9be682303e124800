"""The compiled engine's agenda: every candidate of a history that may count, in order of its day.

A candidate depends on nothing but its address. So all of them are drawn before the history begins, in loops that
compile to vector code, and the main loop walks down one sorted list instead of asking every clock what comes next. Most
candidates cannot count whatever the state is, because their acceptance lies above every rate that the scenario allows
(`sim.engine.limits`); a clock is cut into strips by acceptance (`sim.engine.draws`), of which those above the limit are
not even drawn. Sorting is by buckets of a quarter of a day, most of which hold one or none.

`q` is the thread's queue (`sim.engine.allocation.QUEUE_DTYPE`), the rest are tables of its workspace.
"""

from __future__ import annotations

import math
from typing import Any

from sim.engine import draws
from sim.engine.interventions import REDRAWN_FROM
from sim.engine.workspace import Workspace
from sim.model import codes
from sim.model.arithmetic import LN2_HIGH, log_split, short_of_log, split
from sim.model.normal import MIDDLE, normal_middle, normal_tail
from sim.model.strikes import strike_rate_now

BLOCKS = 8  # Philox blocks a window
WINDOW = 2 * BLOCKS  # candidates a window
NO_ROOM = -1


def draw_window(q: Any, stream: int, number: int) -> None:
    """Draw a window of a stream's candidates, from an even number on: gaps in units of their mean, acceptances 0-1."""
    replicate, gaps, accepts = q.replicate, q.gaps, q.accepts
    k0, k1 = q.seed & draws.WORD, (q.seed >> 32) & draws.WORD
    for i in range(BLOCKS):
        w0, w1, w2, w3 = draws.philox((number >> 1) + i, stream, replicate, 0, k0, k1)
        gaps[i] = draws.uniform(w0)
        accepts[i] = draws.uniform(w1)
        gaps[BLOCKS + i] = draws.uniform(w2)
        accepts[BLOCKS + i] = draws.uniform(w3)
    for i in range(WINDOW):
        m, e = split(gaps[i])
        gaps[i] = -log_split(m, e)


def draw_strip(q: Any, drawn: Any, bucket: Any, used: int, clock: int, strip: int) -> int:
    """Add a strip's candidates that may count to `drawn`, of which `used` are filled; how many are then, or NO_ROOM."""
    ceiling, limit, horizon, day = q.ceiling[clock], q.limit[clock], q.horizon, q.drawn_from
    low, width = draws.strip_low(strip), draws.strip_width(strip)
    mean, number = 1.0 / (ceiling * width), q.drawn_number
    stream = draws.stream_of(clock, strip)
    while day <= horizon:
        if used + WINDOW > drawn.size:
            return NO_ROOM
        draw_window(q, stream, number)
        for i in range(WINDOW):
            place = (i >> 1) + BLOCKS * (i & 1)
            day += q.gaps[place] * mean
            accept = ceiling * (low + width * q.accepts[place])
            put(drawn[used], day, accept, number + i, stream)
            kept = 1 if accept < limit and day <= horizon else 0
            bucket[int(4.0 * min(day, horizon)) + 1] += kept
            used += kept
        number += WINDOW
    return used


def sort_by_day(drawn: Any, used: int, agenda: Any, bucket: Any) -> None:
    """Put the candidates in order of day, those of one time in order of clock and strip; the last of all is never due.

    `bucket[k + 1]` comes as the number of candidates of the quarter of a day `k`; `bucket[k]` is then where its next
    one goes. What stands wrong within one is put right by insertion.
    """
    for k in range(1, bucket.size):
        bucket[k] += bucket[k - 1]
    for i in range(used):
        k = int(4.0 * drawn[i].day)
        put(agenda[bucket[k]], drawn[i].day, drawn[i].accept, drawn[i].number, drawn[i].stream)
        bucket[k] += 1
    for i in range(1, used):
        one = agenda[i]
        day, accept, number, stream = one.day, one.accept, one.number, one.stream
        at = i
        while at > 0 and agenda[at - 1].day > day:
            before = agenda[at - 1]
            put(agenda[at], before.day, before.accept, before.number, before.stream)
            at -= 1
        if at < i:
            put(agenda[at], day, accept, number, stream)
    agenda[used].day = math.inf


def put(one: Any, day: float, accept: float, number: int, stream: int) -> None:
    """Write a candidate."""
    one.day = day
    one.accept = accept
    one.number = number
    one.stream = stream


def make_agenda(s: Any, p: Any, q: Any, w: Workspace) -> bool:
    """Draw what may count after the day `q.drawn_from`, and sort it; False where there is no room for it.

    Of the two strike clocks only the strips that campaigns come to as they are now; `outgrown` says when these fail.
    """
    used = 0
    for k in range(w.bucket.size):
        w.bucket[k] = 0
    for clock in range(codes.CLOCK_COUNT):
        most = q.limit[clock]
        if clock <= codes.REFINERY_STRIKE and not math.isinf(most):
            most = min(most, strike_rate_now(clock, s, p))
        q.covered[clock] = math.inf
        for strip in range(draws.STRIPS - 1, -1, -1):
            low = draws.strip_low(strip) * q.ceiling[clock]
            if low >= most:
                q.covered[clock] = low
        for strip in range(draws.STRIPS):
            if draws.strip_low(strip) * q.ceiling[clock] < q.covered[clock]:
                used = draw_strip(q, w.drawn, w.bucket, used, clock, strip)
                if used == NO_ROOM:
                    return False
    sort_by_day(w.drawn, used, w.agenda, w.bucket)
    return True


def outgrown(s: Any, p: Any, q: Any) -> bool:
    """Whether a campaign has risen above the strips that were drawn."""
    russia, ukraine = codes.RUSSIAN_WAVE, codes.REFINERY_STRIKE
    most_russia, most_ukraine = strike_rate_now(russia, s, p), strike_rate_now(ukraine, s, p)
    return bool(most_russia > q.covered[russia] or most_ukraine > q.covered[ukraine])


def place_after(agenda: Any, now: float) -> int:
    """The place of the first candidate after a moment."""
    at = 0
    while agenda[at].day <= now:
        at += 1
    return at


def draw_weather(q: Any, weather: Any, marks: Any, day: Any, short: Any) -> None:
    """Draw the weather of every day: standard normals, as `normal` gives them, in loops that are vector code.

    `marks`, `day` and `short` are room to work in.
    """
    replicate = q.replicate
    k0, k1 = q.seed & draws.WORD, (q.seed >> 32) & draws.WORD
    drawn = weather.size & ~3
    for i in range(drawn >> 2):
        w0, w1, w2, w3 = draws.philox(i, draws.WEATHER, replicate, 0, k0, k1)
        weather[4 * i] = draws.uniform(w0)
        weather[4 * i + 1] = draws.uniform(w1)
        weather[4 * i + 2] = draws.uniform(w2)
        weather[4 * i + 3] = draws.uniform(w3)
    for i in range(drawn):
        marks[i] = weather[i]
        weather[i] = normal_middle(weather[i] - 0.5)
    tails = 0
    for i in range(drawn):  # those in the tails, one after another, so that their logarithms are vector code
        day[tails] = i
        marks[tails] = marks[i]
        tails += 1 if abs(marks[i] - 0.5) > MIDDLE else 0
    for i in range(tails):
        m, e = split(min(marks[i], 1.0 - marks[i]))
        short[i] = short_of_log(m, e)
        marks[i] = -e * LN2_HIGH if marks[i] > 0.5 else e * LN2_HIGH  # never 0: its sign tells the side
    for i in range(tails):
        size = normal_tail(short[i], -abs(marks[i]))
        weather[day[i]] = size if marks[i] > 0.0 else -size


def begin_luck(s: Any, p: Any, q: Any, w: Workspace) -> bool:
    """Draw the luck of a history; False where there is no room for it."""
    q.drawn_from = 0.0
    q.drawn_number = 0
    draw_weather(q, w.weather, w.marks, w.bucket, w.shorts)
    return make_agenda(s, p, q, w)


def redraw(s: Any, p: Any, q: Any, w: Workspace) -> bool:
    """From the moment `redraw_day` on all luck is other luck (`sim.engine.interventions`)."""
    q.seed = q.redraw_seed
    q.drawn_from = q.redraw_day
    q.drawn_number = REDRAWN_FROM
    q.redraw_day = math.inf
    draw_weather(q, w.weather, w.marks, w.bucket, w.shorts)
    return make_agenda(s, p, q, w)
