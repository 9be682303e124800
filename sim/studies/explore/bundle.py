"""The page's scripts, style and template, put into one file: nothing is fetched, and a policy forbids it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from sim.outcomes.lives import LIVES
from sim.plots.labels import CAUSE_LABELS, KIND_LABELS
from sim.plots.palette import CAUSE_COLOURS, KIND_COLOURS
from sim.report.render import source_of, text_of
from sim.report.template import template
from sim.studies.headline_words import MANY

if TYPE_CHECKING:
    from jinja2 import Template

FOLDER = Path(__file__).parent

IN_WORKER = ("kernel.js", "plan.js", "worker.js")
IN_PAGE = (
    "plan.js",
    "text.js",
    "estimates.js",
    "table.js",
    "words.js",
    "many.js",
    "dom.js",
    "pictures.js",
    "lives.js",
    "strip.js",
    "telling.js",
    "chains.js",
    "address.js",
    "yaml.js",
    "csv.js",
    "pool.js",
    "study.js",
    "controls.js",
    "main.js",
)
SCRIPT_ALLOW = "'wasm-unsafe-eval'"
ALLOW = "worker-src blob:"
"""What a policy has to grant: WebAssembly, and workers of the page's own text."""
START = """
const page = JSON.parse(document.getElementById("explore-data").textContent);
startPage(document.getElementById("explore"), page, WORKER);
"""


def script() -> str:
    """The one script: the page's own files, with the workers' text as a string in it."""
    worker = "\n".join([*map(page_file, IN_WORKER), "startWorker(self);"])
    return f"(() => {{\nconst WORKER = {_json(worker)};\n{source(IN_PAGE)}{START}}})();"


def style() -> str:
    """The style of this part alone, with the colours of our plots; it stands on the report's."""
    colours = {f".cause.{name}": colour for name, colour in CAUSE_COLOURS.items()}
    colours |= {f".kind.{name}": colour for name, colour in KIND_COLOURS.items()}
    rules = [f".explore {name} {{ --own: {colour}; }}" for name, colour in colours.items()]
    return "\n".join([*rules, page_file("explore.css")])


def source(names: tuple[str, ...]) -> str:
    """Scripts of the page one after the other, as they are tested."""
    return "\n".join(map(page_file, names))


def section(data: dict[str, Any]) -> Markup:
    """The part of a page that is explored: markup and data, without script and style."""
    lives = [
        {"name": name, "label": life.label, "causes": [(cause, CAUSE_LABELS[cause]) for cause in life.ends]}
        for name, life in LIVES.items()
    ]
    return Markup(
        _template("explore.html.j2").render(
            data=Markup(_json(data)), lives=lives, kinds=list(KIND_LABELS.items()), many=MANY
        )
    )


def document(data: dict[str, Any], notes: list[str], facts: list[tuple[str, str]], limits: tuple[str, ...]) -> str:
    """The whole page as HTML."""
    looks = f"{text_of('report.css')}\n{style()}"
    program = script()
    titles = list(dict.fromkeys(one["title"] for one in data["scenarios"]))
    made: str = _template("page.html.j2").render(
        policy=policy([looks], [program]),
        style=Markup(looks),
        script=Markup(program),
        explore=section(data),
        heading=" and ".join(titles) if len(titles) < 3 else f"{len(titles)} scenarios",
        notes=notes,
        facts=facts,
        limits=limits,
    )
    return made


def policy(styles: list[str], scripts: list[str]) -> str:
    """What this page may do: its own style and scripts, WebAssembly, workers of its own text, nothing from outside."""
    return (
        f"default-src 'none'; img-src data:; style-src {' '.join(map(source_of, styles))}; "
        f"script-src {' '.join(map(source_of, scripts))} {SCRIPT_ALLOW}; {ALLOW}; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def page_file(name: str) -> str:
    """The text of one file of the page."""
    return (FOLDER / "page" / name).read_text(encoding="utf-8").strip()


def _template(name: str) -> Template:
    return template(name, page_file(name))


def _json(value: object) -> str:
    """JSON that cannot end the script that it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
