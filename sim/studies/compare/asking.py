"""What the scenarios of a comparison ask: every question of any of them is asked of all, and the answers compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from sim.outcomes.questions.paired import asked_frame, compare_answers
from sim.scenario import Scenario
from sim.scenario.questions import Checked, Question, QuestionError, check_question, questions_in
from sim.studies.compare.arm import Arm
from sim.studies.compare.changed import named, result_of
from sim.studies.errors import StudyError
from sim.studies.run.asking import asking
from sim.studies.run.result import Result

if TYPE_CHECKING:
    from datetime import date


def all_questions(opened: Sequence[Result | Scenario], file: Path | None) -> tuple[Question, ...]:
    """Every question of any source and of `file`, whose own hold. Raises StudyError for two of one name."""
    found: dict[str, Question] = {}
    for source in opened:
        for question in (source.scenario if isinstance(source, Result) else source).questions:
            other = found.setdefault(question.name, question)
            if other.text != question.text:
                raise StudyError(f"two scenarios ask {question.name}: {other.text!r} and {question.text!r}; rename one")
    return tuple({**found, **{one.name: one for one in questions_in(file)}}.values() if file else found.values())


def with_all(scenario: Scenario, questions: Sequence[Question]) -> Scenario:
    """The scenario asking all that its dates allow. Raises ScenarioError where what it asks itself cannot be."""
    own = {one.name for one in scenario.questions}
    asked = [one for one in questions if one.name in own or _allowed(one, scenario)]
    found = replace(scenario, questions=tuple(asked))
    asking(found)
    return found


def _allowed(question: Question, scenario: Scenario) -> bool:
    try:
        check_question(question, scenario.start, scenario.horizon_days)
    except QuestionError:
        return False
    return True


def answered(
    reference: Arm, arm: Arm, questions: Sequence[Question], how: dict[str, bool]
) -> tuple[pl.DataFrame, list[str]]:
    """What both answer and the difference, a row a question, and what cannot be answered, with the reason."""
    if reference.result is None or arm.result is None:
        return named(arm, asked_frame([])), []
    both, notes = [], []
    for question in questions:
        try:
            checked = [_checked(question, one) for one in (reference, arm)]
        except (QuestionError, StudyError) as error:
            notes.append(f"{arm.name}: {question.name} is not compared: {error}")
        else:
            both.append(checked[0])
    if not both:
        return named(arm, asked_frame([])), notes
    frames = [_frame(one, both) for one in (reference, arm)]
    return named(arm, asked_frame(compare_answers(frames[0], frames[1], both, **how))), notes


def _checked(question: Question, arm: Arm) -> Checked:
    """The question checked for one arm. Raises QuestionError or StudyError where it has no answer there."""
    checked = check_question(question, arm.scenario.start, arm.scenario.horizon_days)
    missing = _uncounted(checked, result_of(arm), arm.scenario)
    if missing:
        why = f"{arm.name} was run without it, and kept nothing up to {missing}"
        raise StudyError(f"{why}; run it again with --questions")
    return checked


def _uncounted(checked: Checked, result: Result, scenario: Scenario) -> date | None:
    """The first day at which a question needs a window to begin or end, and none does."""
    if not checked.spans:
        return None
    if not result.has_windows:
        return checked.spans[0][0]
    starts = set(result.select("windows", "start")["start"].unique())
    last = scenario.start.toordinal() + scenario.horizon_days
    for first, end in checked.spans:
        for day in (first.toordinal(), end.toordinal() + 1):
            if day != last and first.fromordinal(day) not in starts:
                return first.fromordinal(day)
    return None


def _frame(arm: Arm, questions: Sequence[Checked]) -> pl.DataFrame:
    from sim.outcomes.questions import answers

    result = result_of(arm)
    return answers(result.runs, result.windows if result.has_windows else None, questions, arm.scenario)
