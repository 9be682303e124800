"""The words and the table of `moratorium explain`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.report.text import paragraph, table
from sim.scenario import CONDITIONS, Scenario, difference_rows, event_in_words, parent_of
from sim.scenario.assumed import Assumed
from sim.scenario.behind import behind
from sim.scenario.parameter import BASES, ROLES
from sim.scenario.read import show


def head(scenario: Scenario) -> str:
    """What the scenario is, what it changed in its parent, its events, and which conditions act."""
    lines = [f"{scenario.title}: {scenario.horizon_days} days from {scenario.start}"]
    parent = parent_of(scenario)
    if parent is not None:
        changes = difference_rows(scenario.differences(parent))
        lines.append(f"Extends {scenario.parent} and changes in it:" if changes else f"Extends {scenario.parent}.")
        lines += [f"  {path}: {before} -> {after} {unit}".rstrip() for path, before, after, unit in changes]
    lines += [f"Event {event_in_words(event, scenario.start)}" for event in scenario.events]
    return "\n".join([*lines, conditions(scenario), ""])


def conditions(scenario: Scenario) -> str:
    """Which conditions act, which are switched off, and which there is nothing to switch off in."""
    acting = scenario.acting()
    idle = [name for name, one in CONDITIONS.items() if one.off and name not in (*acting, *scenario.without)]
    fixed = [name for name, one in CONDITIONS.items() if not one.off and name in scenario.conditions]
    parts = [f"Conditions that act: {', '.join(acting) or 'none'}"]
    parts += [f"switched off: {', '.join(scenario.without)}"] if scenario.without else []
    parts += [f"with nothing to switch off here: {', '.join(idle)}"] if idle else []
    parts += [f"without a switch: {', '.join(fixed)}"] if fixed else []
    return paragraph("; ".join(parts) + ".")


def overview(rows: list[Assumed]) -> str:
    """All parameters as a table: a star marks what differs from the default, ! what is outside its range."""
    heads = ("", "path", "value", "unit", "default", "range", "role", "basis", "data to", "said in")
    told = [
        (
            ("*" if row.changed else "") + ("!" if row.beyond_range else ""),
            row.path,
            value(row.value),
            row.unit,
            value(row.default),
            span(row),
            row.role,
            row.basis,
            row.data_to,
            row.said_in,
        )
        for row in rows
    ]
    legend = "* differs from the default; ! outside the plausible range without a source of its own."
    return f"{table(heads, told)}\n{legend} Sentences and sources: moratorium explain SCENARIO PATH, or --json."


def value(found: object) -> str:
    """A value in few signs: four digits of a number."""
    if isinstance(found, Mapping):
        return ", ".join(f"{kind} {list(args)}" for kind, args in found.items())
    if isinstance(found, float) and not found.is_integer():
        return f"{found:.4g}"
    known: Any = found
    return show(known)


def span(row: Assumed) -> str:
    """The plausible range."""
    return "-" if row.range is None else f"{value(float(row.range[0]))} to {value(float(row.range[1]))}"


def facts(row: Assumed) -> list[str]:
    """One parameter: its value, then a line for each thing that is known."""
    unit = "" if row.unit == "-" else f" {row.unit}"
    where = "the default" if row.said_in == "default" else f"said in {row.said_in}"
    default = f"; the default is {value(row.default)}{unit}" if row.changed else ""
    bases = ", ".join(BASES.get(letter.strip(), letter.strip()) for letter in row.basis.split(","))
    carries = f" Carries {row.condition}: {CONDITIONS[row.condition].states}." if row.condition else ""
    source = row.source[0].upper() + row.source[1:].rstrip(".")
    of = "" if row.own_source else " (of the default)" if row.changed else ""
    outside = " The value lies outside it, and its file gives no source." if row.beyond_range else ""
    seen = behind(row.path)
    record = f" In the record (docs/record.md): {', '.join(seen)}." if seen else ""
    return [
        f"{row.path} = {value(row.value)}{unit} ({where}{default})",
        row.sentence + carries,
        f"Plausible range: {span(row)}{unit}.{outside}" if row.range else "No plausible range.",
        f"Role: {row.role} ({ROLES[row.role]}). Basis: {bases}. Evidence to {row.data_to}.",
        f"Source{of}: {source}.{record}",
    ]
