"""What a run has to count for its questions, and what its histories answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.engine.cuts import window_cuts
from sim.engine.plan import make_plan
from sim.outcomes.tables import runs_frame
from sim.outcomes.windows import windows_frame
from sim.scenario.problems import Problems
from sim.scenario.questions import Checked, Question, check_questions, questions_in

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from sim.engine.chunk import Chunk
    from sim.engine.plan import Plan
    from sim.scenario import Scenario


@dataclass(frozen=True)
class Asking:
    """The questions of a scenario, and the days on which windows end; no cuts where nothing needs windows."""

    scenario: Scenario
    questions: tuple[Checked, ...]
    cuts: tuple[int, ...]

    def plan(self, scenario: Scenario) -> Plan:
        """The plan of the scenario, or of one of its parameter sets, with windows where they are needed."""
        return make_plan(scenario, self.cuts)

    def windows(self, chunk: Chunk) -> pl.DataFrame | None:
        """The windows of a chunk as a table; None where there are none."""
        if chunk.windows is None:
            return None
        draw = int(chunk.rows["draw"][0]) if len(chunk.rows) else 0
        return windows_frame(chunk.windows, self.scenario, self.cuts, chunk.first, draw)

    def answers(self, runs: pl.LazyFrame | pl.DataFrame, windows: pl.LazyFrame | pl.DataFrame | None) -> dict[str, Any]:
        """The answers by question, for `summary.json`."""
        from sim.outcomes.questions import estimate_answers

        if not self.questions:
            return {}
        frame = self.frame(runs, windows)
        return {name: found.as_dict() for name, found in estimate_answers(frame, self.questions).items()}

    def frame(self, runs: pl.LazyFrame | pl.DataFrame, windows: pl.LazyFrame | pl.DataFrame | None) -> pl.DataFrame:
        """What each history answers: `replicate`, and a column a question (see `sim.outcomes.questions.answers`)."""
        from sim.outcomes.questions import answers

        return answers(runs, windows, self.questions, self.scenario)

    def of_rows(self, rows: np.ndarray, windows: np.ndarray | None) -> pl.DataFrame:
        """The same from the engine's entries: `rows` of shape (n,), `windows` (n, cuts) where there are any."""
        counted = (
            None if windows is None else windows_frame(windows, self.scenario, self.cuts, int(rows["replicate"][0]))
        )
        return self.frame(runs_frame(rows), counted)


def asking(scenario: Scenario, *, windows: bool = False) -> Asking:
    """What `scenario` asks; with `windows` every month is kept, asked for or not. Raises ScenarioError."""
    problems = Problems()
    checked = check_questions(scenario.questions, scenario.start, scenario.horizon_days, problems)
    problems.raise_any()
    spans = tuple(span for one in checked for span in one.spans)
    cuts = window_cuts(scenario.start, scenario.horizon_days, spans) if windows or spans else ()
    return Asking(scenario, checked, cuts)


def with_questions(scenario: Scenario, path: Path | None) -> Scenario:
    """The scenario with the questions of a file beside its own; of two of one name the file's holds."""
    if path is None:
        return scenario
    more = questions_in(path)
    names = {question.name for question in more}
    own: tuple[Question, ...] = tuple(one for one in scenario.questions if one.name not in names)
    asked = replace(scenario, questions=(*own, *more))
    asking(asked)
    return asked
