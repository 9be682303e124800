"""Chunks of one scenario from the workers of a cluster: what `ensemble` gives, computed elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.engine.digest import rules_digest
from sim.engine.ensemble import run_one_chunk
from sim.studies.executors import in_order, refuse_other_rules

if TYPE_CHECKING:
    from sim.engine.chunk import Chunk
    from sim.engine.ensemble import EnsembleOptions
    from sim.engine.plan import Plan


@dataclass(frozen=True)
class Piece:
    """Replicates `first` to `first + count - 1` of a plan; the first `kept` of them keep their days."""

    plan: Plan
    first: int
    count: int
    kept: int
    seed: int
    options: EnsembleOptions
    rules: str


def chunks_on(
    pool: Executor, plan: Plan, span: tuple[int, int], seed: int, options: EnsembleOptions
) -> Iterator[Chunk]:
    """Chunks of replicates `span` (first, end) in order, run on `pool`; equal to those of `ensemble`.

    Raises WorkersLost when nobody is left to compute, or a worker has other rules.
    """
    rules = rules_digest()
    size = options.chunk_size(plan.horizon)
    first, end = span
    pieces = (
        Piece(plan, at, min(size, end - at), max(0, min(size, end - at, options.bands - at)), seed, options, rules)
        for at in range(first, end, size)
    )
    for _, chunk in in_order(pool, chunk_of, pieces, ahead=2 * options.worker_count()):
        yield chunk


def chunk_of(piece: Piece) -> Chunk:
    """Compute one piece, on whatever machine this is."""
    refuse_other_rules(piece.rules)
    options = piece.options
    return run_one_chunk(options.engine, piece.plan, piece.first, piece.count, piece.seed, piece.kept, options.log)
