"""A tipping point into its folder: the answer in `tip.json`, the values tried in `points.parquet`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from sim.results.journal import Journal
from sim.results.manifest import study_digest
from sim.results.parquet import write_frame
from sim.studies import STUDIES
from sim.studies.settings import quiet
from sim.studies.tip.data import Question
from sim.studies.tip.result import Tip
from sim.studies.tip.words import about
from sim.studies.whole_folder import make_kept_folder, manifest_of

KIND = STUDIES["tip"].kind


def write(
    out: Path,
    question: Question,
    n: int,
    seed: int,
    make: Callable[[Journal], Tip],
    formats: Sequence[str],
    *,
    resume: bool = False,
    say: Callable[[str], None] = quiet,
) -> Tip:
    """Let `make` answer with the folder `out` locked, each value tried being kept at once, and name it in one step.

    Raises as `make_kept_folder`.
    """
    found: list[Tip] = []

    def fill(folder: Path, kept: Path) -> None:
        answer = replace(make(Journal(kept / "points.jsonl")), path=folder)
        found.append(answer)
        question = answer.question
        (folder / "scenario.yaml").write_text(question.scenario.to_yaml(), encoding="utf-8")
        if question.against is not None:
            (folder / "against.yaml").write_text(question.against.to_yaml(), encoding="utf-8")
        write_frame(answer.points, folder / "points.parquet")
        (folder / "tip.json").write_text(json.dumps(about(answer), indent=1) + "\n", encoding="utf-8")
        answer.draw_into(folder, formats)

    against = question.against.digest() if question.against else None
    asked = (question.path, question.low, question.high, question.outcome.name, question.level, against)
    wanted = manifest_of(KIND, question.scenario, n, seed, study_digest(*asked))
    path = make_kept_folder(out, wanted, fill, resume=resume, say=say)
    return replace(found[0], path=path)
