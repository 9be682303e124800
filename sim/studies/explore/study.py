"""The verb: scenarios to one page that holds the compiled rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sim.engine.digest import rules_digest
from sim.report.limits import compare_limits
from sim.scenario import Scenario
from sim.studies.explore import bundle
from sim.studies.explore.data import MOST, page_data
from sim.studies.explore.plans import settled


def explore_page(scenarios: Sequence[Scenario], seed: int = 1) -> str:
    """The page of these scenarios as HTML. Raises `shipped.StaleError` where the module is of other rules."""
    data = page_data(scenarios, seed)
    facts = [
        ("Histories", f"500 of each side at once, then up to {MOST:,}"),
        ("Seed", str(seed)),
        *((f"Digest of {one.name}", one.digest()) for one in scenarios),
        ("Digest of the rules", rules_digest()),
        ("Versions", data["versions"]),
        ("Nothing is sent", "the page asks for nothing from outside, and a policy in it forbids it"),
    ]
    return bundle.document(data, uncertain_notes(scenarios), facts, compare_limits(paired=True))


def uncertain_notes(scenarios: Sequence[Scenario]) -> list[str]:
    """What is said of parameters that are distributions: here they stand at their medians."""
    notes = []
    for one in scenarios:
        _, uncertain = settled(one)
        if uncertain:
            listed = ", ".join(f"{path} ({words})" for path, words in uncertain.items())
            notes.append(f"{one.title}: what is uncertain in the file stands at its median here: {listed}.")
    return notes


def write_page(scenarios: Sequence[Scenario], path: Path, seed: int = 1) -> Path:
    """Write the page to `path`, under another name first, so that what lies there is whole. Raises OSError."""
    text = explore_page(scenarios, seed)
    aside = path.with_name(f".{path.name}.part")
    try:
        aside.write_text(text, encoding="utf-8", newline="\n")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return path
