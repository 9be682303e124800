"""A part of a page that brings a program of its own."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class Part:
    """The last section of a report: markup of ours with every text in it escaped, its style and its script.

    `allow` is what the page's policy has to grant it beside them, as directives with their sources.
    """

    name: str
    title: str
    markup: Markup
    style: str
    script: str
    notes: tuple[str, ...] = ()
    script_allow: str = ""
    allow: str = ""
