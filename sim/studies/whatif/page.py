"""The report of one history with one thing otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sim.engine.digest import rules_digest
from sim.plots.drawing import Drawing
from sim.report.limits import GENERAL
from sim.report.page import Cell, Finding, Page, Reproduce, Table, columns, text_row
from sim.report.pictures import pictures as embedded
from sim.results import versions
from sim.studies.trace.shown import chosen
from sim.studies.trace.telling import Told
from sim.studies.whatif.single import WhatIfData
from sim.studies.whatif.words import COUPLING, HEADS, differing, parting


def whatif_page(
    found: WhatIfData, figures: Mapping[str, Drawing], pictures: Mapping[str, bytes], notes: Sequence[str]
) -> Page:
    """Return the page; `pictures` are PNGs by the name of their drawing."""
    scenario = found.scenario
    since = found.parted
    tellings = () if since is None else tuple(
        _events(head, told, since)
        for head, told in zip(HEADS, (found.told, found.told_after), strict=True)
    )  # fmt: skip
    return Page(
        kind=f"History {found.replicate} of seed {found.seed}, with one thing otherwise",
        title=scenario.title or scenario.name,
        questions=(scenario.question,) if scenario.question else (),
        warnings=tuple(notes),
        findings=(Finding("What is otherwise", (*(f"{text}." for text in found.words), parting(found))),),
        answer=(COUPLING,),
        pictures=embedded(figures, pictures),
        tables=(ends_table(found), *tellings),
        limits=GENERAL,
        reproduce=_reproduce(found),
    )


def ends_table(found: WhatIfData) -> Table:
    """What each history came to, where they differ."""
    rows = tuple(text_row(*cells) for cells in differing(found))
    caption = "Outcomes in which the two differ." if rows else "Both come to the same outcomes."
    return Table("outcomes", "What each came to", caption, columns(("outcome", *HEADS)), rows)


def _events(head: str, told: Sequence[Told], since: float) -> Table:
    rows = tuple(
        (
            Cell(str(one.number), one.number),
            Cell(one.date.isoformat()),
            Cell(f"{one.day:.2f}", one.day),
            Cell(one.words),
        )
        for one in chosen(told)
        if one.day >= since - 1e-9
    )
    heads = columns(("event", "date", "day", "what happened"), (0, 2))
    return Table(head.replace(" ", "-"), head.capitalize(), "From where they part; repairs are left out.", heads, rows)


def _reproduce(found: WhatIfData) -> Reproduce:
    facts = (
        ("Scenario", "scenario.yaml, and with the change otherwise.yaml, in the results folder"),
        ("Fingerprints", f"{found.before.fingerprint} as it was, {found.after.fingerprint} otherwise"),
        ("Digest of the rules", rules_digest()),
        ("Versions", ", ".join(f"{package} {version}" for package, version in versions().items())),
    )
    command = (
        f"moratorium whatif scenario.yaml --replicate {found.replicate} --seed {found.seed} {found.typed}".rstrip()
    )
    return Reproduce(command, facts)
