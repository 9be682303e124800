"""Templates of pages, compiled once for their text: to compile one takes longer than to fill it in."""

from __future__ import annotations

import hashlib
import marshal
import sys
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from sim.engine import cache_entry

if TYPE_CHECKING:
    from jinja2 import Template

FILE = "template"
"""The one file of an entry of the cache: Python's code, which does whatever is in it, as machine code does."""

SETTINGS: dict[str, Any] = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}


@cache
def template(name: str, text: str) -> Template:
    """The template `text`, called `name` in messages: all that is filled in is escaped, and nothing may be missing.

    What it compiles to is kept in the user's cache, under a digest of the text, the settings and the versions.
    """
    from jinja2 import Environment, StrictUndefined

    environment = Environment(undefined=StrictUndefined, **SETTINGS)
    made_from = repr((sys.version, version("jinja2"), SETTINGS, name, text))
    key = hashlib.sha256(made_from.encode()).hexdigest()[:32]
    code = cache_entry.kept(f"page-{key}", FILE, lambda: marshal.dumps(environment.compile(text, name)))
    return environment.template_class.from_code(environment, marshal.loads(code), environment.make_globals(None))
