"""Putting what was measured into a page of the documentation, between two comments that mark its place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import polars as pl

DOCS = Path(__file__).resolve().parent.parent / "docs"


def marks(name: str) -> tuple[str, str]:
    """The two comments between which the place of this name is."""
    return f"<!-- {name} -->", f"<!-- end of {name} -->"


def put(page: Path, name: str, text: str) -> None:
    """Replace what stands between `<!-- NAME -->` and `<!-- end of NAME -->`. Raises ValueError where they are not."""
    begin, end = marks(name)
    whole = page.read_text(encoding="utf-8")
    if whole.count(begin) != 1 or whole.count(end) != 1:
        raise ValueError(f"{page} has no place for {name}: it wants one {begin} and one {end}")
    before, rest = whole.split(begin)
    page.write_text(f"{before}{begin}\n{text}\n{end}{rest.split(end)[1]}", encoding="utf-8")


def markdown(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table: the first column is words, the others are numbers."""
    rule = "|---|" + "---:|" * (len(heads) - 1)
    return "\n".join([f"| {' | '.join(heads)} |", rule, *(f"| {' | '.join(row)} |" for row in rows)])


def figure(value: float, error: float | None) -> str:
    """A figure with its standard error in brackets, both to the error's second digit."""
    if not error:
        return f"{value:.4g}"
    digits = max(0, 1 - math.floor(math.log10(error)))
    return f"{value:,.{digits}f} ({error:.{digits}f})"


def share_of(happened: pl.Series) -> str:
    """The share of true values with its standard error; null counts as false."""
    return mean_of(happened.fill_null(value=False).cast(pl.Float64))


def mean_of(values: pl.Series) -> str:
    """The mean with its standard error."""
    x = values.cast(pl.Float64).to_numpy()
    return figure(float(np.mean(x)), float(np.std(x)) / math.sqrt(max(1, x.size)))
