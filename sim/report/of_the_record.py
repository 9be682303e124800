"""The last word of every report: what the dated record says of the model that made it."""

from __future__ import annotations

from sim.record.verdict import verdict


def of_the_record() -> tuple[str, ...]:
    """The two sentences of the score table, where the model failed, and what that means for a page of levels."""
    said = verdict()
    texts = [said.words]
    if said.failures:
        texts.append(f"Where it failed: {'; '.join(said.failures)}.")
    texts.append(
        "So read levels with care, and differences between scenarios as what follows from the assumptions; "
        "`moratorium hindcast` gives the whole table, failures first."
    )
    return tuple(texts)
