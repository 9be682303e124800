"""The table of conditions in ``docs/model.md``, written from the register between two marks."""

from __future__ import annotations

from sim.scenario.condition import Condition
from sim.scenario.registry import CONDITIONS

BEGIN, END = "<!-- conditions: written from the register -->", "<!-- end of conditions -->"


def table() -> str:
    """The table as Markdown: id, what is stated, mechanism, switch, decisive test."""
    lines = ["| id | condition | mechanism | switch it off with | decisive test |", "|---|---|---|---|---|"]
    lines += [
        f"| {one.id} | {one.states} | {one.mechanism} | {_switch(one)} | {one.test} |" for one in CONDITIONS.values()
    ]
    return "\n".join(lines)


def _switch(condition: Condition) -> str:
    if not condition.off:
        return f"(none: {condition.no_switch})"
    parts = [f"`{switch.path}: {condition.value_in_words(switch)}`" for switch in condition.off]
    return ", ".join([*parts, *(f"no `{action}` among the events" for action in condition.drops)])


def written_into(page: str) -> str:
    """The page with the table between its marks as it should be. Raises ValueError without the marks."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the page has no place for the table of conditions")
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"
