"""The report of a search for a tipping point."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from sim.engine.digest import rules_digest
from sim.outcomes.rounding import histories
from sim.report.limits import run_limits
from sim.report.page import Cell, Page, Reproduce, Table, columns
from sim.report.pictures import pictures as embedded
from sim.results import versions
from sim.studies.strike_rates import caution
from sim.studies.tip.data import TipData
from sim.studies.tip.figures import drawings
from sim.studies.tip.words import LUCK_ALONE, told, words


def tip_page(answer: TipData, pictures: Mapping[str, bytes]) -> Page:
    """Return the page of an answer; `pictures` are PNGs by the name of their drawing."""
    question, scenario = answer.question, answer.scenario
    said = [caution([question.path])] if caution([question.path]) else []
    return Page(
        kind=f"Tipping point along {question.path}: {answer.points.height} values of {histories(answer.n)}",
        title=scenario.title or scenario.name,
        questions=(scenario.question,) if scenario.question else (),
        warnings=tuple(answer.notes),
        answer=(words(answer), *([LUCK_ALONE] if answer.value is not None else []), *said),
        pictures=embedded(drawings(answer), pictures),
        tables=(points_table(answer),),
        limits=run_limits(),
        reproduce=_reproduce(answer),
    )


def points_table(answer: TipData) -> Table:
    """Every value that was tried, with the outcome and its interval."""
    outcome = answer.question.outcome
    rows = tuple(
        (Cell(f"{row['x']:.6g}", row["x"]), Cell(told(answer, row), row["value"]))
        for row in answer.points.iter_rows(named=True)
    )
    heads = [answer.question.path, f"{outcome.label} ({outcome.unit})"]
    return Table("points", "Values tried", "All with the same luck; 95% intervals.", columns(heads, (0, 1)), rows)


def _reproduce(answer: TipData) -> Reproduce:
    question = answer.question
    asked = f"--vary {shlex.quote(f'{question.path}={question.low:g}:{question.high:g}')} "
    asked += f"--tip {question.outcome.name}={question.level:g}"
    asked += " --against against.yaml" if question.against else ""
    command = f"moratorium sweep scenario.yaml {asked} -n {answer.n} --seed {answer.seed}"
    facts = (
        ("Scenario", "scenario.yaml in the folder (and against.yaml, if two are compared): every value stated"),
        ("Digest of the scenario", answer.scenario.digest()),
        ("Digest of the rules", rules_digest()),
        ("Versions", ", ".join(f"{name} {version}" for name, version in versions().items())),
    )
    return Reproduce(command, facts)
