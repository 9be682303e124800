"""Forecasts on file: written once, with a date and a digest, and never rewritten, so that later scores are honest."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sim.engine.digest import rules_digest
from sim.outcomes.intervals import plain
from sim.results import Refused, atomic_write
from sim.studies.hindcast.forecast import Forecast
from sim.studies.hindcast.form import Hindcast
from sim.studies.hindcast.scoring import Scored

WHERE = Path("results") / "forecasts"
KIND = "moratorium forecast"
POINTS = 99
"""Quantiles that are kept of a number's forecast."""


def content(one: Hindcast, rows: Sequence[Scored], n: int, seed: int, draws: int) -> dict[str, Any]:
    """What a forecast file holds beside its date and digest: everything that decides it, and what it says.

    What was observed, and every score, is left out: a forecast does not change when the outcome becomes known.
    """
    own = [row for row in rows if row.hindcast == one.name]
    return {
        "kind": KIND,
        "hindcast": one.name,
        "as_of": one.as_of.isoformat(),
        "declares": one.declares,
        "scenario": one.scenario.digest(),
        "rules": rules_digest(),
        "n": n,
        "seed": seed,
        "draws": draws,
        "questions": {row.question: _question(row) for row in own},
    }


def _question(row: Scored) -> dict[str, Any]:
    """One question: how it is asked and scored, and what each forecaster says."""
    return {
        "text": row.text,
        "kind": row.kind,
        "whole": row.whole,
        "month": row.month,
        "row": row.row,
        "said": {who: _said(one) for who, one in row.said.items()},
    }


def _said(one: Forecast) -> dict[str, Any]:
    if one.p is not None:
        return {"p": plain(one.p), "n": one.n}
    assert one.sample is not None
    if one.point:
        return {"point": plain(float(one.sample[0]))}
    at = (np.arange(POINTS) + 0.5) / POINTS
    return {"quantiles": [plain(float(x)) for x in np.quantile(one.sample, at, method="inverted_cdf")]}


def digest_of(about: dict[str, Any]) -> str:
    """SHA-256 (hex) of a forecast's content, its date and digest left out."""
    kept = {name: value for name, value in about.items() if name not in ("made_on", "digest")}
    return hashlib.sha256(json.dumps(kept, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def keep(folder: Path, about: dict[str, Any], today: datetime.date) -> Path:
    """Put one forecast into the folder; one of the same content that is already there stays as it is, with its date.

    Raises Refused for a file of that name which is not that forecast.
    """
    digest = digest_of(about)
    path = folder / f"{about['hindcast']}.{about['as_of']}.{digest[:12]}.json"
    if path.exists():
        if read(path)["digest"] != digest:
            raise Refused(f"{path} is another forecast than its name says, and is left alone")
        return path
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({**about, "made_on": today.isoformat(), "digest": digest}, indent=1) + "\n"
    atomic_write(path, text.encode())
    return path


def read(path: Path) -> dict[str, Any]:
    """A forecast file, held to its digest. Raises Refused if it is none, or has been changed."""
    try:
        about = json.loads(path.read_bytes())
    except (OSError, ValueError):
        raise Refused(f"{path} is not a forecast file") from None
    if not isinstance(about, dict) or about.get("kind") != KIND or "digest" not in about:
        raise Refused(f"{path} is not a forecast file")
    if digest_of(about) != about["digest"]:
        raise Refused(f"{path} has been changed since it was made on {about.get('made_on', 'an unknown day')}")
    return about
