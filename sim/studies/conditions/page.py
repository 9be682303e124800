"""The report of a study of conditions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sim.engine.digest import rules_digest
from sim.report.assumptions import without
from sim.report.limits import run_limits
from sim.report.numbers import unit_of
from sim.report.page import Cell, Finding, Page, Reproduce, Table, columns, text_row
from sim.report.pictures import pictures as embedded
from sim.results import versions
from sim.scenario import CONDITIONS
from sim.studies.conditions.figures import drawings
from sim.studies.conditions.words import READ, amount, cells, end, ranked, summary

if TYPE_CHECKING:
    from sim.studies.conditions.data import ConditionsData


def conditions_page(found: ConditionsData, pictures: Mapping[str, bytes]) -> Page:
    """Return the page; `pictures` are PNGs by the names of `figures`."""
    scenario = found.scenario
    return Page(
        kind=f"Conditions weighed: {found.designs:,} combinations, {found.n:,} histories each",
        title=scenario.title,
        questions=(scenario.question,) if scenario.question else (),
        warnings=(*without(scenario), *(f"{note}." for note in found.notes)),
        findings=tuple(
            Finding(found.headline(name).label.capitalize(), tuple(_split(summary(found, name))))
            for name in found.outcomes
        ),
        answer=(READ,),
        pictures=embedded(drawings(found), pictures),
        tables=(_ends(found), *weighed_tables(found), _switches(found)),
        limits=run_limits(),
        reproduce=_reproduce(found),
    )


def _split(text: str) -> list[str]:
    """A paragraph in its sentences."""
    parts = text.split(". ")
    return [part if part.endswith(".") else f"{part}." for part in parts]


def weighed_tables(found: ConditionsData) -> list[Table]:
    """For each outcome what each condition contributes, and the pairs."""
    made = []
    for name, weighed in found.outcomes.items():
        headline = found.headline(name)
        unit = unit_of(headline.kind, headline.unit)
        if not found.pairs:
            rows = []
            for condition, one in ranked(found, weighed):
                texts = cells(condition, one, headline)
                parts = (one.value, one.alone, one.last)
                keys = (part.value if part else None for part in parts)
                numbers = map(Cell, texts[1:4], keys)
                rows.append((Cell(texts[0]), *numbers, Cell(texts[4])))
            heads = columns(["condition", "contribution", "alone", "last", "what it states"], (1, 2, 3))
            caption = (
                f"In {unit or 'its own unit'}, with 95% intervals of luck; contributions add to all on less all off."
            )
            made.append(Table(f"contributions-{name}", found.titled(name), caption, heads, tuple(rows)))
        pairs = sorted(weighed.interactions.items(), key=lambda item: -abs(item[1].value))
        both = tuple(
            (Cell(found.ids[i]), Cell(found.ids[j]), Cell(amount(one, headline), one.value)) for (i, j), one in pairs
        )
        caption = f"In {unit or 'its own unit'}; above 0 the two add more together than each for itself."
        heads = columns(["condition", "with", "interaction"], (2,))
        made.append(Table(f"interactions-{name}", f"{found.titled(name)}: pairs", caption, heads, both))
    return made


def _ends(found: ConditionsData) -> Table:
    """Every outcome with all conditions on, and with all off."""
    rows = []
    for name, weighed in found.outcomes.items():
        off = "-" if weighed.off is None else end(weighed.off, found.headline(name))
        rows.append(text_row(found.titled(name), end(weighed.on, found.headline(name)), off))
    heads = columns(["outcome", "all conditions on", "all off"])
    return Table("ends", "All on and all off", "With 95% intervals of luck.", heads, tuple(rows))


def _switches(found: ConditionsData) -> Table:
    rows = tuple(text_row(name, CONDITIONS[name].states, CONDITIONS[name].in_words()) for name in found.ids)
    heads = columns(["condition", "what it states", "switched off by"])
    return Table("switches", "How each condition is switched off", "The one list of the register.", heads, rows)


def _reproduce(found: ConditionsData) -> Reproduce:
    outcomes = "".join(f" --outcome {name}" for name in found.outcomes)
    only = f" --only {','.join(found.ids)}" + (" --pairs" if found.pairs else "")
    facts = (
        ("Scenario", "scenario.yaml in the results folder: resolved, with every value stated"),
        ("Seed", str(found.seed)),
        ("Histories a combination", f"{found.n:,}"),
        ("Digest of the scenario", found.scenario.digest()),
        ("Digest of the rules", rules_digest()),
        ("Versions", ", ".join(f"{name} {version}" for name, version in versions().items())),
    )
    return Reproduce(f"moratorium conditions scenario.yaml{only} -n {found.n} --seed {found.seed}{outcomes}", facts)
