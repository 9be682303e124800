"""A commented file to start from: every parameter with its value, unit, range and meaning, as comments."""

from __future__ import annotations

import textwrap

from sim.scenario.distribution import Distribution
from sim.scenario.parameter import Parameter
from sim.scenario.read import show
from sim.scenario.registry import REGISTRY, SECTIONS
from sim.scenario.scenario import Scenario

WIDTH = 110


def draft(name: str, parent: Scenario, extends: str) -> str:
    """The text of a new file that extends `parent`, which it calls `extends`.

    It is a valid scenario as it stands, and stays one when the sign `#` before a parameter is taken away.
    """
    lines = [
        f"# {name}: say here what this scenario supposes, and why.",
        "#",
        "# Help while typing: moratorium schema --out schema.json, and as the first line of this file",
        "# `# yaml-language-server: $schema=schema.json`. Check it with: moratorium check " + f"{name}.yaml",
        "",
        f"extends: {extends}",
        f"title: {name.replace('_', ' ').replace('-', ' ').capitalize()}",
        "question: What changes if ...?",
        f"conditions: [{', '.join(parent.conditions)}]  # which conditions of the article it varies",
        "# without: [C6]  # conditions to switch off",
        f"# start: {parent.start}",
        f"# horizon_days: {parent.horizon_days}",
        "",
        "# What happens on a day, or when the state is first reached.",
        "# events:",
        "#   - on: 2025-01-20",
        "#     set: {talks.mediator: 1}",
        "",
        f"# Below: every parameter as {parent.name} has it. Take away `# ` to change one; a value that rests on",
        '# something of your own can say so: {value: 0.7, source: "..."}',
    ]
    for section, sentence in SECTIONS.items():
        lines += ["", f"# --- {section}: {sentence}"]
        for parameter in REGISTRY.values():
            if parameter.path.split(".")[0] == section:
                lines += _parameter(parameter, parent)
    return "\n".join(lines) + "\n"


def _parameter(parameter: Parameter, parent: Scenario) -> list[str]:
    unit = "" if parameter.unit == "-" else f" ({parameter.unit})"
    told = f"{parameter.sentence.rstrip('.')}{unit}"
    if parameter.range is not None:
        low, high = parameter.range
        told += f"; plausible {show(float(low))} to {show(float(high))}"
    elif parameter.type == "choice":
        told += f"; one of {', '.join(str(word) for word in parameter.allowed)}"
    comment = textwrap.wrap(f"{told}.", WIDTH, initial_indent="#   ", subsequent_indent="#   ")
    return [*comment, f"# {parameter.path}: {_value(parent.values[parameter.path])}"]


def _value(value: object) -> str:
    """The value as YAML; whole numbers without the thousands that `show` sets off."""
    if isinstance(value, Distribution):
        return "range" if value.kind == "range" else str(value.as_mapping()).replace("'", "")
    return show(value).replace(",", "")  # type: ignore[arg-type]
