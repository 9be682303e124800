"""A forecast, what came, and the scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.outcomes import scores
from sim.outcomes.intervals import plain
from sim.outcomes.scores import Chance, Observed
from sim.record import Record, RecordError
from sim.scenario.questions import is_share
from sim.studies.hindcast.forecast import Forecast
from sim.studies.hindcast.form import Asked

QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)


@dataclass(frozen=True)
class Scored:
    """One question of one hindcast with everybody's forecast, and the scores if what came is known."""

    hindcast: str
    question: str
    text: str
    kind: str
    """`share` or `number`."""
    month: str
    observed: Observed | None
    source: str
    forecasters: dict[str, dict[str, Any]]
    """Forecaster (`model`, `uncertain`, or a baseline) to forecast and scores by name."""
    ends: dict[str, tuple[float, float]]
    """Forecaster to the ends of its probability integral transform."""
    said: dict[str, Forecast]
    """Forecaster to its forecast itself."""
    whole: bool
    row: str | None
    """Row of the record that holds what came, or will hold it."""

    def as_dict(self) -> dict[str, Any]:
        """The row for JSON: the model, the model under doubt, and the baselines apart."""
        seen = self.observed
        others = {name: told for name, told in self.forecasters.items() if name not in ("model", "uncertain")}
        return {
            "hindcast": self.hindcast,
            "question": self.question,
            "text": self.text,
            "kind": self.kind,
            "month": self.month,
            "observed": None if seen is None else plain(seen.value),
            "observed_low": None if seen is None else plain(min(seen.values)),
            "observed_high": None if seen is None else plain(max(seen.values)),
            "source": self.source,
            "whole": self.whole,
            "row": self.row,
            "model": self.forecasters["model"],
            "uncertain": self.forecasters.get("uncertain", {}),
            "baselines": others,
        }


def from_dict(told: dict[str, Any]) -> Scored:
    """The row that `as_dict` wrote; the forecasts themselves are not in it."""
    seen = None
    whole = bool(told["whole"]) or told["kind"] == "share"
    if told["observed"] is not None:
        seen = scores.between(told["observed"], told["observed_low"], told["observed_high"], whole=whole)
    figures = {
        "model": told["model"],
        **({"uncertain": told["uncertain"]} if told["uncertain"] else {}),
        **told["baselines"],
    }
    ends = {who: (one["pit"][0], one["pit"][1]) for who, one in figures.items() if "pit" in one}
    about = (told["hindcast"], told["question"], told["text"], told["kind"], told["month"])
    return Scored(*about, seen, told["source"], figures, ends, {}, bool(told["whole"]), told["row"])


def scored(
    about: tuple[str, str, str, str, str], said: dict[str, Forecast], seen: tuple[Observed | None, str], row: str |
    None, *, whole: bool,
) -> Scored:  # fmt: skip
    """Score everybody's forecast; `about` is hindcast, question, text, kind and month."""
    observed, source = seen
    ends = {
        who: scores.pit(one.sample, observed)
        for who, one in said.items()
        if observed is not None and one.sample is not None and not one.point
    }
    figures = {who: told(one, observed, whole=whole) for who, one in said.items()}
    return Scored(*about, observed, source, figures, ends, said, whole, row)


def observe(asked: Asked, record: Record) -> tuple[Observed | None, str]:
    """What came, with its source: from the row named or the file; None while nobody knows."""
    seen = asked.seen
    whole = asked.whole or is_share(asked.checked)
    if seen.value is not None:
        low = seen.value if seen.low is None else seen.low
        high = seen.value if seen.high is None else seen.high
        return scores.between(seen.value, low, high, whole=whole), seen.source
    if seen.row is None:
        return None, ""
    try:
        row = record.row(seen.row)
    except RecordError:
        return None, ""  # a figure that is still to come; the series has been checked
    low, high = (row.value if end is None else end for end in (row.low, row.high))
    return scores.between(row.value, low, high, whole=whole), row.source


def told(forecast: Forecast, observed: Observed | None, *, whole: bool) -> dict[str, Any]:
    """A forecast and its scores, for JSON."""
    if forecast.p is not None:
        return _chance(forecast, observed)
    assert forecast.sample is not None
    sample = np.asarray(forecast.sample, dtype=np.float64)
    figures: dict[str, Any] = {"mean": plain(float(sample.mean()))}
    if not forecast.point:
        spread = np.quantile(sample, QUANTILES)
        figures |= {f"q{round(100 * q):02d}": plain(float(x)) for q, x in zip(QUANTILES, spread, strict=True)}
    if observed is None:
        return figures
    figures["crps"] = plain(scores.crps(sample, observed))
    if forecast.point:
        return figures
    if whole:
        figures["log"] = plain(scores.surprise(sample, observed))
        figures["ignorance"] = plain(scores.ignorance(scores.surprise(sample, observed)))
    figures |= {
        f"inside_{round(100 * level)}": plain(scores.inside(sample, observed, level)) for level in scores.LEVELS
    }
    figures["pit"] = [plain(end) for end in scores.pit(sample, observed)]
    return figures


def _chance(forecast: Forecast, observed: Observed | None) -> dict[str, Any]:
    assert forecast.p is not None
    figures: dict[str, Any] = {"p": plain(forecast.p)}
    if observed is not None:
        nats = scores.log_score(Chance(forecast.p, forecast.n), observed)
        figures |= {
            "brier": plain(scores.brier(forecast.p, observed)),
            "log": plain(nats),
            "ignorance": plain(scores.ignorance(nats)),
        }
    return figures
