"""What differs between scenarios, and what stands behind each changed number in the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report.page import Assumption, Table, columns, text_row
from sim.scenario import CONDITIONS, REGISTRY, difference_rows, event_in_words
from sim.scenario.assumed import assumed
from sim.scenario.differ import in_words
from sim.scenario.parameter import BASES, ROLES
from sim.scenario.problems import DEFAULT
from sim.scenario.read import show

if TYPE_CHECKING:
    from sim.scenario import Parameter, Scenario


def differences_table(reference: Scenario, other: Scenario, names: tuple[str, str], name: str) -> Table:
    """Every value, event and date in which `other` differs from `reference`; `names` are their names on the page."""
    rows = [text_row(*row) for row in difference_rows(other.differences(reference))]
    return Table(
        name=name,
        title=f"{names[1]} against {names[0]}",
        caption=f"“{other.title}” beside “{reference.title}”; what is not listed is the same in both.",
        columns=columns(["path", names[0], names[1], "unit"]),
        rows=tuple(rows),
    )


def assumptions(changes: list[tuple[str, Scenario, Scenario]]) -> tuple[Assumption, ...]:
    """One entry a changed path of the register, over all changes `(name, before, after)`, in the register's order."""
    said: dict[str, list[str]] = {}
    for name, before, after in changes:
        for path, was, now, unit in difference_rows(after.differences(before)):
            if path in REGISTRY:
                said.setdefault(path, []).append(f"{name}: {was} becomes {now} {unit}".strip())
    for name, before, after in changes:
        for path in _set_by_events(before, after):
            said.setdefault(path, []).append(f"{name}: set by an event")
    told = [_assumption(REGISTRY[path], said[path], _own(path, changes)) for path in REGISTRY if path in said]
    return (*told, *_events(changes))


def without(scenario: Scenario) -> tuple[str, ...]:
    """A sentence for each condition of the article that the scenario switches off."""
    return tuple(
        f"Without {name}, {CONDITIONS[name].states}: {CONDITIONS[name].in_words()}." for name in scenario.without
    )


def register(scenario: Scenario) -> Table:
    """Every parameter of a scenario: value, unit, default, range, role, basis, newest evidence, source."""
    heads = ["path", "value", "unit", "default", "range", "role", "basis", "evidence to", "source"]
    rows = []
    for one in assumed(scenario):
        value, default = (in_words(found) for found in (scenario.values[one.path], one.default))
        span = "-" if one.range is None else f"{show(float(one.range[0]))} to {show(float(one.range[1]))}"
        told = (one.path, value, one.unit, default, span, one.role, one.basis, one.data_to, one.source)
        rows.append(text_row(*told))
    caption = (
        "Basis: A the article, R the record, L literature, J judgement. A source is the file's own where it gives one."
    )
    return Table("register", "All parameters", caption, columns(heads), tuple(rows))


def _set_by_events(before: Scenario, after: Scenario) -> list[str]:
    """Paths that events of `after` set and those of `before` do not set in the same way."""
    old = {(event.day, event.when, path): value for event in before.events for path, value in event.values.items()}
    return [
        path
        for event in after.events
        for path, value in event.values.items()
        if old.get((event.day, event.when, path)) != value
    ]


def _own(path: str, changes: list[tuple[str, Scenario, Scenario]]) -> list[str]:
    """The sources that the scenarios themselves give for a parameter."""
    said = ((name, after.origins.get(path, DEFAULT).source) for name, _, after in changes)
    return [f"{name}: {source}" for name, source in said if source]


def _assumption(parameter: Parameter, changes: list[str], own: list[str]) -> Assumption:
    bases = ", ".join(BASES.get(letter.strip(), letter.strip()) for letter in parameter.basis.split(","))
    facts = [("Default", f"{show(parameter.default)} {_unit(parameter)}".strip()), ("Basis", bases)]
    if parameter.range is not None:
        low, high = parameter.range
        facts.insert(1, ("Plausible range", f"{show(low)} to {show(high)} {_unit(parameter)}".strip()))
    facts.append(("Role", f"{parameter.role}: {ROLES[parameter.role]}"))
    facts += [("Source given", text) for text in own]
    facts.append(("Source of the default" if own else "Source", parameter.source or "none named"))
    facts.append(("Newest evidence", parameter.data_to))
    if parameter.condition:
        facts.append(("Condition of the article", parameter.condition))
    return Assumption(parameter.path, "; ".join(changes) + ".", parameter.sentence, tuple(facts))


def _events(changes: list[tuple[str, Scenario, Scenario]]) -> list[Assumption]:
    """Withdrawals and offensives that a scenario adds: no number of the register stands behind them."""
    added = [
        f"{name}: {event_in_words(event, after.start)}"
        for name, before, after in changes
        for event in after.events
        if event not in before.events and event.action != "set"
    ]
    if not added:
        return []
    sentence = (
        "A withdrawal or an offensive is an event that the scenario supposes. The register has no number for whether "
        "or when it happens; what follows from it does (kursk.*, talks.derail_probability, talks.cool_off_days)."
    )
    return [Assumption("events", "; ".join(added) + ".", sentence, (("Basis", "the scenario's own supposition"),))]


def _unit(parameter: Parameter) -> str:
    return "" if parameter.unit == "-" else parameter.unit
