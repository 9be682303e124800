"""A tipping point in a results folder: the answer in `tip.json`, the values tried in `points.parquet`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.results import Manifest
from sim.studies.strike_rates import caution
from sim.studies.whole_folder import make_folder, manifest_of

if TYPE_CHECKING:
    from sim.studies.tip.study import Tip

KIND = "moratorium tip"


def keep(out: Path, make: Callable[[], Tip], decorate: Callable[[Path, Tip], None] = lambda path, tip: None) -> Tip:
    """Run `make` with the folder `out` locked, and put what it found there in one step. Raises as `make_folder`."""
    found: list[Tip] = []

    def fill(folder: Path) -> Manifest:
        from sim.results.parquet import write_frame

        answer = make()
        found.append(answer)
        question = answer.question
        (folder / "scenario.yaml").write_text(question.scenario.to_yaml(), encoding="utf-8")
        if question.against is not None:
            (folder / "against.yaml").write_text(question.against.to_yaml(), encoding="utf-8")
        write_frame(answer.points, folder / "points.parquet")
        (folder / "tip.json").write_text(json.dumps(about(answer), indent=1) + "\n", encoding="utf-8")
        decorate(folder, answer)
        return manifest_of(KIND, question.scenario, answer.n, answer.seed)

    make_folder(out, KIND, fill)
    return found[0]


def about(answer: Tip) -> dict[str, Any]:
    """The answer for JSON."""
    question = answer.question
    return {
        "scenario": question.scenario.name,
        "against": question.against.name if question.against else None,
        "parameter": question.path,
        "from": question.low,
        "to": question.high,
        "outcome": question.outcome.name,
        "level": question.level,
        "value": answer.value,
        "low": answer.low,
        "high": answer.high,
        "crossings": answer.crossings,
        "n": answer.n,
        "seed": answer.seed,
        "caution": caution([question.path]),
    }


def words(answer: Tip) -> str:
    """The answer in a sentence or two."""
    question = answer.question
    share = question.outcome.kind == "share"
    what = f"the share \u201c{question.outcome.label}\u201d" if share else question.outcome.label
    if question.against:
        what += f", {question.scenario.name} less {question.against.name},"
    unit = "" if share else f" {question.outcome.unit}"
    span = f"{question.path} from {question.low:g} to {question.high:g}"
    if answer.value is None:
        tried = answer.points["value"].to_list()
        return (
            f"No tipping point for {span}: {what} does not cross {question.level:g}{unit} "
            f"(it lies between {min(tried):.4g} and {max(tried):.4g}{unit})."
        )
    low = "below the range" if answer.low is None else f"{answer.low:.4g}"
    high = "above the range" if answer.high is None else f"{answer.high:.4g}"
    where = f"{question.path} = {answer.value:.4g} (95% interval: {low} to {high})"
    text = f"{what} crosses {question.level:g}{unit} at {where}."
    if answer.crossings > 1:
        text += f" It crosses {answer.crossings} times in the range; this is the first."
    return text[0].upper() + text[1:]
