"""Rows and spells as tidy tables: units in the names, words for the codes, null for what never happened."""

from __future__ import annotations

import numpy as np
import polars as pl

from sim.model.codes import BRANCHES, CAUSES, RESULTS, WHATS
from sim.scenario.clocks import KINDS, STAGES

KIND_TYPE = pl.Enum(list(KINDS))
CAUSE_TYPE = pl.Enum(list(CAUSES[1:]))

_CAUSE_COLUMNS = ("tacit_end_cause", "deal_end_cause", "cause")
_FIRST_KIND_COLUMNS = ("first_deal_kind",)
_KIND_COLUMNS = ("kind",)


def runs_frame(rows: np.ndarray) -> pl.DataFrame:
    """One row a replicate, from the engine's rows (structured, shape (n,)), columns and order as the rows have them.

    Days are null where the thing never happened; kinds and causes are words, null where there was no such deal or
    spell; the fingerprint is 16 hexadecimal digits.
    """
    return _frame(rows)


def spells_frame(spells: np.ndarray) -> pl.DataFrame:
    """One row a spell: `replicate, draw, kind, start, end, cause`, start and end in days from the scenario's start.

    A spell still in force at the horizon has the cause `in_force` and ends there: it is censored, not over.
    """
    return _frame(spells)


def log_frame(log: np.ndarray) -> pl.DataFrame:
    """The event log (`LOG_DTYPE`) as a frame, with words for codes; what has no result is null there."""
    words = {"what": WHATS, "branch": BRANCHES, "result": RESULTS, "kind": KINDS, "stage": STAGES}
    columns = []
    for name in log.dtype.names or ():
        values = pl.Series(name, np.ascontiguousarray(log[name]))
        if name in words:
            meant = tuple(word or None for word in words[name])
            values = _words(name, log[name], meant, pl.Enum([word for word in meant if word]))
        if name != "fingerprint":
            columns.append(values)
    return pl.DataFrame(columns)


def _frame(records: np.ndarray) -> pl.DataFrame:
    names = records.dtype.names
    if names is None:
        raise ValueError("the records have no field names")
    return pl.DataFrame([_column(name, np.ascontiguousarray(records[name])) for name in names])


def _column(name: str, values: np.ndarray) -> pl.Series:
    if name == "deal_days":  # an end less a start: a term of 60 days would else read 59.99999999999999
        values = np.round(values, 9)
    if name == "fingerprint":
        return _hexadecimal(name, values)
    if name in _CAUSE_COLUMNS:
        return _words(name, values, (None, *CAUSES[1:]), CAUSE_TYPE)
    if name in _FIRST_KIND_COLUMNS:
        return _words(name, values, (None, *KINDS[1:]), KIND_TYPE)
    if name in _KIND_COLUMNS:
        return _words(name, values, KINDS, KIND_TYPE)
    return pl.Series(name, values, nan_to_null=values.dtype.kind == "f")


def _words(name: str, codes: np.ndarray, words: tuple[str | None, ...], kind: pl.Enum) -> pl.Series:
    return pl.Series(name, words, dtype=kind).gather(codes.astype(np.uint32))


def _hexadecimal(name: str, numbers: np.ndarray) -> pl.Series:
    # One string for all of them, cut into sixteens: a million take a tenth of a second, with no loop.
    digits = numbers.astype(">u8").tobytes().hex().encode("ascii")
    return pl.Series(name, np.frombuffer(digits, dtype="S16"), dtype=pl.Binary).cast(pl.String)
