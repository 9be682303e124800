"""The page of hindcasts: failures first, then the score table, the pictures, and every question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sim.engine.digest import rules_digest
from sim.report.page import Finding, Page, Reproduce
from sim.report.pictures import pictures as embedded
from sim.results import versions
from sim.studies.hindcast.baselines import BASELINES
from sim.studies.hindcast.figures import drawings
from sim.studies.hindcast.summary import LABELS, failures
from sim.studies.hindcast.tables import failures_table, questions_table, score_tables, truces_table
from sim.studies.hindcast.words import declared, truces_words, two_sentences

if TYPE_CHECKING:
    from sim.studies.hindcast.data import HindcastsData

LIMITS = (
    "One history is too short to show skill: a few dozen months, most of them of one campaign, and a handful of deals.",
    "What was observed is often one party's claim; where a source gives a range, every value in it counts alike.",
    "The rules were written with the whole record in view; only numbers were held to earlier evidence, where they "
    "were.",
    "Intervals of differences are by blocks of three months; a few dozen months make few blocks.",
    "A model that is no better than a baseline may still be right about what would change if a condition changed; "
    "nothing "
    "here shows that it is.",
)


def hindcast_page(result: HindcastsData, pictures: Mapping[str, bytes]) -> Page:
    """Return the page; `pictures` are PNGs by the name of their figure."""
    found = failures(result.rows)
    about = result.about
    worst = tuple(f"{one.row.hindcast}, {one.row.question}: the model {one.why}." for one in found[:8])
    told = tuple(f"{LABELS[name]}: {words}." for name, words in BASELINES.items())
    cautions = tuple(
        f"{one['title']} (as of {one['as_of']}, {one['declares']}): {one['caution']}" for one in about["hindcasts"]
    )
    return Page(
        kind=f"{len(result.rows)} questions of {len(about['hindcasts'])} hindcasts, {about['n']:,} histories each",
        title="Held against the record",
        questions=("What does the model get right of what happened, what does it not, and by how much?",),
        warnings=tuple(result.notes),
        findings=(
            Finding(
                f"Failures first: {len(found)} of {len(result.rows)} questions", worst or ("None by its own measure.",)
            ),
            Finding("What the hindcasts are", (declared(about["hindcasts"]), *cautions)),
            Finding("The baselines, from the record before the as-of date only", told),
        ),
        answer=(two_sentences(result.lines), *((truces_words(result.truces),) if result.truces else ())),
        pictures=embedded(drawings(result.rows, result.about), pictures),
        tables=(
            *score_tables(result.lines),
            failures_table(found),
            questions_table(result.rows),
            *((truces_table(result.truces),) if result.truces else ()),
        ),
        limits=LIMITS,
        reproduce=_reproduce(result),
    )


def _reproduce(result: HindcastsData) -> Reproduce:
    about = result.about
    facts = (
        *(
            (one["name"], f"as of {one['as_of']}, digest of its scenario {one['scenario'][:16]}")
            for one in about["hindcasts"]
        ),
        ("Digest of the rules", rules_digest()),
        ("Versions", ", ".join(f"{name} {version}" for name, version in versions().items())),
    )
    names = " ".join(one["name"] for one in about["hindcasts"])
    command = f"moratorium hindcast {names} -n {about['n']} --draws {about['draws']} --seed {about['seed']}"
    return Reproduce(command, facts)
