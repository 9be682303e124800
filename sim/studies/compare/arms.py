"""The arms of a comparison: each a scenario that was run now, or a results folder that was run before.

An arm that fails is kept with its reason: a comparison that silently drops a scenario is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sim.engine.digest import rules_digest
from sim.outcomes.rounding import histories
from sim.results import Folder, Interrupted, is_results_folder
from sim.results.manifest import study_digest
from sim.scenario import ScenarioError, common_ceilings
from sim.studies.compare.arm import Arm
from sim.studies.compare.asking import all_questions, with_all
from sim.studies.compare.bridge import changes
from sim.studies.errors import StudyError
from sim.studies.executors import WorkersLost
from sim.studies.run.asking import asking
from sim.studies.run.folder import stored
from sim.studies.run.parameter_sets import uncertain
from sim.studies.run.result import Result
from sim.studies.run.study import run
from sim.studies.settings import Settings
from sim.studies.unknowns import as_it_stands

if TYPE_CHECKING:
    from sim.scenario import Scenario

Source = object
"""A path, a shipped scenario's name, a mapping, a Scenario, a results folder, or a Result."""


def gather(sources: Sequence[Source], settings: Settings) -> list[Arm]:
    """Open every source, then run those that are scenarios, all under the largest ceilings of any.

    Raises `ScenarioError`, `Refused` or `StudyError` if a source cannot be read, or walked to (nothing has run then),
    and `Interrupted` on Ctrl-C. A run that fails becomes an arm with a `failure`.
    """
    opened = open_all(sources)
    questions = all_questions(opened, settings.questions)
    opened = [one if isinstance(one, Result) else with_all(one, questions) for one in opened]
    scenarios = [one.scenario if isinstance(one, Result) else one for one in opened]
    ceilings = common_ceilings(scenarios)
    for other in scenarios[1:] if settings.bridge else ():
        changes(as_it_stands(scenarios[0]), as_it_stands(other))
    names = _unique(_name_of(one) for one in opened)
    arms, rules = [], rules_digest()
    for name, one, source in zip(names, opened, sources, strict=True):
        typed = str(source) if isinstance(source, str | Path) else ""
        if isinstance(one, Result):
            made_by = one.folder.manifest.rules if one.folder else rules
            arms.append(Arm(name, one.scenario, one, made_by, folder=one.path, source=typed))
        else:
            settings.say(f"{name}: {histories(settings.n)}")
            raised = {clock: rate for clock, rate in ceilings.items() if rate != one.ceilings[clock]}
            arm = Arm(name, one.replace({}, ceilings=ceilings), None, rules, source=typed, raised=raised)
            arms.append(_run(arm, settings))
    return arms


def changed(sources: Sequence[str], overrides: Sequence[str]) -> list[object]:
    """The sources with `PATH=VALUE` set in every scenario, `NAME:PATH=VALUE` in one: by name, or A, B, ... by place.

    Raises StudyError for a name that is none of them and for a results folder, whose histories are there already.
    """
    from sim.scenario import load

    asked: list[list[str]] = [[] for _ in sources]
    for text in overrides:
        name, colon, rest = text.partition(":")
        if not colon or "=" in name:
            for own in asked:
                own.append(text)
            continue
        asked[_place(name.strip(), sources, text)].append(rest.strip())
    return [_with(source, own, load) for source, own in zip(sources, asked, strict=True)]


def _place(name: str, sources: Sequence[str], text: str) -> int:
    """Which of the sources a name means."""
    known = [place for place, source in enumerate(sources) if name in (source, Path(source).stem)]
    if len(known) == 1:
        return known[0]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(sources)]
    if len(name) == 1 and name in letters and not known:
        return letters.index(name)
    why = "names two of them; say A, B, ... by place" if known else f"names none of {', '.join(sources)}"
    raise StudyError(f"--set {text}: {name!r} {why}")


def _with(source: str, overrides: Sequence[str], load: Callable[..., Scenario]) -> object:
    if not overrides:
        return source
    if Path(source).is_dir() or is_results_folder(Path(source)):
        raise StudyError(f"--set {overrides[0]}: {source} is a results folder, whose histories are there already")
    return load(source, list(overrides))


def _run(arm: Arm, settings: Settings) -> Arm:
    try:
        arm.result = run(arm.scenario, replace(settings, out=None, kept=_kept(arm, settings)))
    except KeyboardInterrupt:
        if settings.kept is not None:
            raise
        raise Interrupted("interrupted; a comparison keeps nothing of an unfinished run") from None
    except Exception as error:
        if settings.kept is not None and isinstance(error, OSError | WorkersLost):
            raise  # what is done is kept, and the same goes on from there
        # Whatever stops one scenario must not cost the others; it is named in every table.
        arm.failure = f"{type(error).__name__}: {error}"
        settings.say(f"{arm.name} failed: {arm.failure}")
    return arm


def _kept(arm: Arm, settings: Settings) -> Path | None:
    """Where the parts of an arm are kept: by what decides its histories, so that another never takes them up."""
    if settings.kept is None:
        return None
    unsure = uncertain(arm.scenario)
    sets = (settings.draws, settings.n) if unsure else ()
    cuts = asking(arm.scenario).cuts
    asked = study_digest(
        arm.scenario.digest(), settings.seed, arm.rules, settings.bands, sets, *([cuts] if cuts else [])
    )
    return settings.kept / f"arm-{asked[:24]}"


def open_all(sources: Sequence[Source]) -> list[Result | Scenario]:
    """Open every source; what is wrong with any of them is said for all of them at once."""
    if not sources:
        raise StudyError("nothing to compare: name at least one scenario or results folder")
    opened: list[Result | Scenario] = []
    wrong: list[ScenarioError] = []
    for source in sources:
        try:
            opened.append(_open(source))
        except ScenarioError as error:
            wrong.append(error)
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        raise StudyError([str(error) for error in wrong])
    return opened


def _open(source: Source) -> Result | Scenario:
    from sim.scenario import Scenario, load

    if isinstance(source, Result | Scenario):
        return source
    if isinstance(source, Folder):
        return stored(source)
    if isinstance(source, Mapping):
        return load(source)
    path = Path(str(source))
    return stored(Folder(path)) if path.is_dir() or is_results_folder(path) else load(str(source))


def _name_of(opened: Result | Scenario) -> str:
    if isinstance(opened, Result):
        return opened.folder.path.name if opened.folder else opened.scenario.name
    return opened.name


def _unique(names: Iterable[str]) -> list[str]:
    """The names, a repeated one numbered: comparing a scenario with itself is a fair question."""
    seen: dict[str, int] = {}
    unique: list[str] = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return unique
