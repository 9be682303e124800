"""`sim.tip`: at which value of a parameter does an outcome cross a level?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sim.results.journal import Journal
from sim.scenario import Scenario, load
from sim.studies.asked import averaged
from sim.studies.keywords import named_settings
from sim.studies.settings import quiet
from sim.studies.tip.data import Question
from sim.studies.tip.result import Tip
from sim.studies.tip.study import MOST_VALUES, check
from sim.studies.tip.study import tip as search
from sim.studies.tip.write import write

Source = Scenario | str | Path | Mapping[str, object]


@named_settings
def tip(
    scenario: Source,
    parameter: str,
    low: float,
    high: float,
    outcome: str,
    level: float = 0.0,
    n: int = 2000,
    seed: int = 1,
    *,
    against: Source | None = None,
    out: str | Path | None = None,
    formats: Sequence[str] = ("png",),
    workers: int = 0,
    resume: bool = False,
    say: Callable[[str], None] = quiet,
    progress: Callable[[int, int], None] = quiet,
) -> Tip:
    """The value of `parameter`, from `low` to `high`, at which `outcome` (a headline share or mean) crosses `level`.

    With `against`, what crosses is the paired difference, `scenario` less `against`. `n` histories at each value tried,
    all with the same luck. With `out` the folder is written, too. Raises `ScenarioError` or `StudyError` for a question
    that has no answer of this kind.

    >>> import sim
    >>> found = sim.tip("baseline", "talks.mediator", 0, 1, "hours_short", level=1e9, n=5)
    >>> found.value is None, found.points.height
    (True, 9)
    """
    first, second = _opened(scenario), None if against is None else _opened(against)
    (asked,) = averaged(first.horizon_days, [outcome])
    question = Question(first, parameter, float(low), float(high), asked, float(level), second)
    check(question)

    def make(kept: Journal | None = None) -> Tip:
        told = lambda tried: progress(tried, MOST_VALUES)  # noqa: E731
        return search(question, n, seed, workers=workers, progress=told, kept=kept)

    return make() if out is None else write(Path(out), question, n, seed, make, formats, resume=resume, say=say)


def _opened(source: Source) -> Scenario:
    return source if isinstance(source, Scenario) else load(source)
