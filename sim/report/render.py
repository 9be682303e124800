"""A page of data to one self-contained HTML file.

Self-contained means: no address other than `data:`, and a content security policy that forbids everything else and
allows exactly the style and the scripts of this file, by their digests. Only these, and the part of `explore`, are
markup; a page's texts never are. A text from a scenario file could therefore not run even if escaping failed.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib import resources

from markupsafe import Markup

from sim.report.of_the_record import of_the_record
from sim.report.page import Page
from sim.report.template import template

TEMPLATES = "templates"
REPORT = "report.html.j2"


def render(page: Page) -> str:
    """Return the page as HTML text (UTF-8 when written), every text in it escaped."""
    style, scripts, allow, script_allow = text_of("report.css"), [text_of("sort.js")], "", ""
    if page.explore is not None:
        style, allow = f"{style}\n{page.explore.style}", f"{page.explore.allow}; "
        script_allow = f" {page.explore.script_allow}"
        scripts.append(page.explore.script)
    policy = (
        f"default-src 'none'; img-src data:; style-src {source_of(style)}; "
        f"script-src {' '.join(map(source_of, scripts))}{script_allow}; {allow}base-uri 'none'; form-action 'none'"
    )
    text = template(REPORT, text_of(REPORT)).render(
        page=page, policy=policy, style=Markup(style), scripts=[Markup(one) for one in scripts], record=of_the_record()
    )
    return unbroken(text)


_RANGE = re.compile(r"\(?[\d.,\u2212]+%?\u2013[\d.,\u2212]+%?\)?(?=[^<>]*<)")
_OTHERS = re.compile(
    r"(<script[^<]*(?:<(?!/script>)[^<]*)*</script>|<style[^<]*(?:<(?!/style>)[^<]*)*</style>|"
    r'"data:[^"]*)'
)


def unbroken(text: str) -> str:
    """The page with each range of numbers (`15\u201324%`) kept on one line: a browser may break after its dash.

    By a span and not by a joiner, which would be copied with the numbers. Scripts, styles and attributes stay; pictures
    are passed over unread, for they are most of a page and full of digits.
    """
    pieces = _OTHERS.split(text)
    pieces[::2] = [_RANGE.sub(r'<span class="range">\g<0></span>', piece) for piece in pieces[::2]]
    return "".join(pieces)


@cache
def text_of(name: str) -> str:
    """The text of a file that lies beside the template."""
    return (resources.files("sim.report") / TEMPLATES / name).read_text(encoding="utf-8").strip()


def source_of(text: str) -> str:
    """The source expression by which a policy allows exactly this text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
