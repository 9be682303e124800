"""A page of data to one self-contained HTML file.

Self-contained means: no address other than `data:`, and a content security policy that forbids everything else and
allows exactly the one style and the one script of this file, by their digests. A text from a scenario file could
therefore not run even if escaping failed.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from sim.report.page import Page

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = "templates"


def render(page: Page) -> str:
    """Return the page as HTML text (UTF-8 when written), every text in it escaped."""
    style, script = text_of("report.css"), text_of("sort.js")
    policy = (
        f"default-src 'none'; img-src data:; style-src {source_of(style)}; script-src {source_of(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return _template().render(page=page, policy=policy)


@cache
def _template() -> Template:
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FunctionLoader(text_of), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    # Only the two files of ours that stand beside the template are markup; a page's texts never are.
    environment.filters["ours"] = lambda name: Markup(text_of(name))
    return environment.get_template("report.html.j2")


@cache
def text_of(name: str) -> str:
    """The text of a file that lies beside the template."""
    return (resources.files("sim.report") / TEMPLATES / name).read_text(encoding="utf-8").strip()


def source_of(text: str) -> str:
    """The source expression by which a policy allows exactly this text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
