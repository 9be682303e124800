"""Pairs of ensembles for the relations, made with `sim.testing`, so that a failure says how to trace its replicate."""

from __future__ import annotations

from typing import Any

from sim.testing import Histories, Runs

from .runs import BARE, BARE_FILE, Changes


def both(
    histories: Histories, varied: tuple[str, Any, Any], settings: Changes, n: int, base: str = BARE
) -> tuple[Runs, Runs]:
    """The same luck with a low and a high value of one parameter, `varied` = (path, low, high); neither may clip.

    A `*` in the path stands for every kind of moratorium.
    """
    low, high = histories.pair(named(base), *changes(varied, settings), n=n)
    for made in (low, high):
        assert made.frame["clips"].sum() == 0, "a rate exceeds its ceiling: this test says nothing"
    return low, high


def changes(varied: tuple[str, Any, Any], settings: Changes) -> tuple[Changes, Changes]:
    """`settings` with the low and with the high value."""
    path, low, high = varied
    paths = [path.replace("*", kind) for kind in ("tacit", "partial", "complete")] if "*" in path else [path]
    return {**settings, **dict.fromkeys(paths, low)}, {**settings, **dict.fromkeys(paths, high)}


def named(base: str) -> str:
    """What `moratorium trace` has to be given for it."""
    return str(BARE_FILE) if base == BARE else base
