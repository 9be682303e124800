"""The page ``docs/scenario-format.md``, written from the register: ``python -m sim.scenario.document [--check]``."""

from __future__ import annotations

from collections.abc import Iterator
from string import Template

from sim.scenario.actions import TERMS
from sim.scenario.behind import links
from sim.scenario.clocks import CEILING_LIMITS, DEFAULT_CEILINGS, FORMAL_KINDS, KINDS, SIDES, STAGES
from sim.scenario.distribution import CUT
from sim.scenario.document import words
from sim.scenario.events import MAX_EVENTS
from sim.scenario.files import shipped
from sim.scenario.layer import MAX_HORIZON
from sim.scenario.load import MAX_CHAIN
from sim.scenario.nodes import MAX_BYTES, MAX_DEPTH, MAX_NODES
from sim.scenario.parameter import Parameter
from sim.scenario.read import in_words, show
from sim.scenario.registry import REGISTRY, SECTIONS
from sim.scenario.resolve import DEFAULT_HORIZON, MAX_SET


def page() -> str:
    """Write the whole page as Markdown."""
    return "\n".join(_parts())


def _parts() -> Iterator[str]:
    figures = {
        "shipped": _list(shipped()),
        "stages": _list(STAGES),
        "kinds": _list(KINDS),
        "formal": " or ".join(FORMAL_KINDS),
        "sides": _list(SIDES),
        "terms": _list(tuple(path.removeprefix(TERMS) for path in REGISTRY if path.startswith(TERMS))),
        "horizon": str(DEFAULT_HORIZON),
        "max_horizon": show(MAX_HORIZON),
        "cut": show(CUT),
        "low": show(CEILING_LIMITS[0]),
        "high": show(CEILING_LIMITS[1]),
        "bytes": show(MAX_BYTES),
        "depth": show(MAX_DEPTH),
        "nodes": show(MAX_NODES),
        "events": show(MAX_EVENTS),
        "set": show(MAX_SET),
        "chain": show(MAX_CHAIN),
    }
    prose = (words.HEAD, words.KEYS, words.VALUES, words.EVENTS, words.CLOCKS, words.CHECKS, words.PARAMETERS)
    for text in prose:
        yield Template(text).substitute(figures) + (_ceilings() if text is words.CLOCKS else "")
    for section, sentence in SECTIONS.items():
        yield _section(section, sentence)


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _ceilings() -> str:
    return "".join(f"| `{clock}` | {rate:.4g} |\n" for clock, rate in DEFAULT_CEILINGS.items())


def _section(section: str, sentence: str) -> str:
    lines = [f"### {section}", "", sentence, ""]
    lines += ["| path | default (range) | allowed | role | basis | meaning and source |", "|---|---|---|---|---|---|"]
    lines += [_row(parameter) for parameter in REGISTRY.values() if parameter.path.split(".")[0] == section]
    return "\n".join(lines) + "\n"


def _row(parameter: Parameter) -> str:
    unit = "" if parameter.unit == "-" else f" {parameter.unit}"
    default = f"{_short(parameter.default)}{unit}"
    if parameter.range is not None:
        default += f" ({_short(parameter.range[0])} to {_short(parameter.range[1])})"
    allowed = in_words(parameter).replace(f" ({parameter.unit})", "")
    basis = parameter.basis + (f"; {parameter.condition}" if parameter.condition else "")
    meaning = parameter.sentence + (" *Start only.*" if parameter.start_only else "")
    source = parameter.source[0].upper() + parameter.source[1:].removesuffix(".")
    told = f"{meaning} *Source:* {source}. *To:* {parameter.data_to}."
    told += f" *Record:* {seen}." if (seen := links(parameter.path)) else ""
    told += f" *No range:* {parameter.no_range}." if parameter.no_range else ""
    cells = (f"`{parameter.path}`", default, allowed, parameter.role, basis, told)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _short(value: float | int | bool | str | None) -> str:
    """Write a number with at most four digits: the page shows 0.01667 for 1/60."""
    if isinstance(value, float) and not value.is_integer():
        return f"{value:.4g}"
    return show(value)
