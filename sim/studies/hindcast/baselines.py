"""Simple forecasters to beat, from what the record held on the as-of date and nothing later."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from sim.record import View
from sim.scenario.questions import is_share
from sim.studies.hindcast.forecast import Forecast
from sim.studies.hindcast.form import Asked, Hazard

POINTS = 999
"""Quantiles that stand for a distribution."""

BASELINES = {
    "climatology": "every month that was known on the as-of date, each equally likely",
    "last_twelve_months": "the last twelve of them",
    "persistence_1": "as many as in the last known month: a Poisson rate from that month (Jeffreys' prior)",
    "persistence_3": "as many as in the last three known months: a Poisson rate from them (Jeffreys' prior)",
    "constant_hazard": "events before the as-of date over the days in which they could have come (Jeffreys' prior)",
    "one_half": "always one half",
    "officials": "what officials said beforehand",
}
"""Every baseline, with what it does."""


def baselines(asked: Asked, view: View) -> dict[str, Forecast]:
    """The baselines that a question has, by name, from a view of the record at the as-of date."""
    made: dict[str, Forecast] = {}
    if is_share(asked.checked):
        chance = constant_hazard(asked.hazard, view) if asked.hazard else None
        if chance is not None:
            made["constant_hazard"] = Forecast(p=chance)
        made["one_half"] = Forecast(p=0.5)
        if asked.officials is not None:
            made["officials"] = Forecast(p=view.row(asked.officials).value)
        return made
    known = list(view.months(asked.series).values()) if asked.series else []
    if known:
        made["climatology"] = Forecast(sample=np.array(known, dtype=np.float64))
        made["last_twelve_months"] = Forecast(sample=np.array(known[-12:], dtype=np.float64))
        made["persistence_1"] = persistence(known[-1:], whole=asked.whole)
        made["persistence_3"] = persistence(known[-3:], whole=asked.whole)
    if asked.officials is not None:
        made["officials"] = Forecast(sample=np.array([view.row(asked.officials).value]), point=True)
    return made


def persistence(last: Sequence[float], *, whole: bool) -> Forecast:
    """What comes is like the last months: for counts a negative binomial, else their mean, as a point.

    A Poisson rate whose prior is Jeffreys' Gamma(1/2, 0), seen for m months with s strikes, predicts a negative
    binomial with size s + 1/2 and probability m / (m + 1); its quantiles stand for it.
    """
    if not whole:
        return Forecast(sample=np.array([float(np.mean(last))]), point=True)
    from scipy.stats import nbinom

    at = (np.arange(POINTS) + 0.5) / POINTS
    months = len(last)
    return Forecast(sample=nbinom.ppf(at, sum(last) + 0.5, months / (months + 1)).astype(np.float64))


def constant_hazard(hazard: Hazard, view: View) -> float | None:
    """The chance that an event of constant rate comes within the question's days; None where nothing was known.

    The rate is (k + 1/2) over the days in which k events came: the calendar days from `since` to the as-of date, or for
    spells their own days.
    """
    rows = view.series(hazard.series)
    if hazard.since is None:
        exposed, events = sum(row.value for row in rows), len(rows)
    else:
        rows = [row for row in rows if hazard.since <= row.start <= view.date]
        exposed, events = float((view.date - hazard.since).days), len(rows)
    if exposed <= 0:
        return None
    happens = 1 - math.exp(-(events + 0.5) / exposed * hazard.days)
    return 1 - happens if hazard.survives else happens
