"""The report of one history: what happened on each day, and what it answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sim.engine.digest import rules_digest
from sim.outcomes.rounding import NONE
from sim.report.limits import GENERAL
from sim.report.page import Cell, Finding, Page, Reproduce, Table, columns
from sim.report.pictures import pictures as embedded
from sim.results import versions
from sim.studies.trace.chains import in_words
from sim.studies.trace.data import TraceData
from sim.studies.trace.figures import drawings

ONE = "One history is an example of what may happen, never a forecast: another replicate goes another way."


def trace_page(trace: TraceData, pictures: Mapping[str, bytes]) -> Page:
    """Return the page of a history; `pictures` are PNGs by the name of their drawing."""
    scenario = trace.scenario
    return Page(
        kind=f"History {trace.replicate} of seed {trace.seed}: {scenario.horizon_days:,} days from {scenario.start}",
        title=scenario.title or scenario.name,
        questions=(scenario.question,) if scenario.question else (),
        warnings=tuple(trace.notes),
        answer=(ONE,),
        findings=tuple(_findings(trace)),
        pictures=embedded(drawings(trace), pictures),
        tables=(events_table(trace),),
        limits=GENERAL,
        reproduce=_reproduce(trace),
    )


def _findings(trace: TraceData) -> Iterator[Finding]:
    """Why each moratorium ended."""
    for end in trace.ends:
        head, *chain = in_words(end, trace.scenario.start).split("\n")
        yield Finding(head, tuple(line.removeprefix("  - ") for line in chain) or (head,))


def events_table(trace: TraceData) -> Table:
    """Every event that counted, repairs left out."""
    rows = tuple(
        (
            Cell(str(one.number), one.number),
            Cell(one.date.isoformat()),
            Cell(f"{one.day:.2f}", one.day),
            Cell(NONE if one.parent is None else str(one.parent), one.parent),
            Cell(one.words),
        )
        for one in trace.told
        if one.what != "heavy_repair"
    )
    heads = columns(["event", "date", "day", "answers", "what happened"], (0, 2, 3))
    return Table("events", "Events", "Repairs are left out; an answer names the event that it answers.", heads, rows)


def _reproduce(trace: TraceData) -> Reproduce:
    name = trace.scenario.name
    facts = (
        ("Fingerprint", str(trace.history.fingerprint)),
        ("Digest of the scenario", trace.scenario.digest()),
        ("Digest of the rules", rules_digest()),
        ("Versions", ", ".join(f"{package} {version}" for package, version in versions().items())),
    )
    return Reproduce(f"moratorium trace {name} --replicate {trace.replicate} --seed {trace.seed}", facts)
