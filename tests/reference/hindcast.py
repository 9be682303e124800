"""The score table that the documentation shows: kept as a file, written into the pages, computed anew on demand.

python -m tests.reference.hindcast             # say whether the kept scores are those of today
python -m tests.reference.hindcast --update    # keep today's, and write them into the pages
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
VERDICT = ROOT / "sim" / "record" / "verdict.json"
KEPT = ROOT / "results" / "reference" / "scores" / "hindcast.json"
PAGES = {ROOT / "docs" / "hindcasts.md": "scores", ROOT / "README.md": "words"}
N, SEED, DRAWS = 4096, 1, 256


def compute() -> dict[str, Any]:
    """The score table, the sentences and the failures of the shipped hindcasts today."""
    import sim
    from sim.studies.hindcast.summary import failures
    from sim.studies.hindcast.words import two_sentences

    found = sim.hindcast(n=N, seed=SEED, draws=DRAWS)
    assert found.truces is not None
    return {
        "n": N,
        "draws": DRAWS,
        "table": found.table.to_dicts(),
        "words": two_sentences(found.lines),
        "failures": [[one.row.hindcast, one.row.question, one.why] for one in failures(found.rows)],
        "questions": len(found.rows),
        "truces": {name: found.truces[name] for name in ("log_model", "log_lognormal", "model_lives")},
    }


def shipped(kept: dict[str, Any]) -> dict[str, Any]:
    """What the package carries, for the last word of every report."""
    failed = [f"{hindcast}, {question}: {why}" for hindcast, question, why in kept["failures"]]
    return {"words": kept["words"], "failures": failed}


def table(kept: dict[str, Any]) -> str:
    """The score table as Markdown."""
    from sim.studies.hindcast.summary import GROUPS, LABELS

    lines = []
    for group, words in GROUPS.items():
        rows = [row for row in kept["table"] if row["group"] == group]
        score = {"crps": "CRPS", "brier": "Brier"}[rows[0]["score"]]
        lines += [f"**{words[:1].upper()}{words[1:]}** ({score})", ""]
        lines += [
            "| forecaster | n | mean | bits | in 50 / 80 / 90% | less the model (90%) |",
            "|---|---|---|---|---|---|",
        ]
        lines += [f"| {LABELS[row['forecaster']]} | {row['n']} | {' | '.join(_cells(row))} |" for row in rows] + [""]
    return "\n".join(lines)


def _cells(row: dict[str, Any]) -> list[str]:
    mean = "-" if row["mean"] is None else f"{row['mean']:.2f}"
    bits = "-" if row["ignorance"] is None else f"{row['ignorance']:.2f}"
    levels = [row[f"inside_{level}"] for level in (50, 80, 90)]
    held = "-" if None in levels else " / ".join(f"{x:.2f}" for x in levels)
    if row["forecaster"] == "model" or row["mean"] is None:
        return [mean, bits, held, "-"]
    span = "" if row["low"] is None else f" ({row['low']:+.2f} to {row['high']:+.2f})"
    return [mean, bits, held, f"{row['less_the_model']:+.2f}{span}"]


def section(kept: dict[str, Any], which: str) -> str:
    """What a page holds between its marks."""
    if which == "words":
        return kept["words"]
    failed = "\n".join(
        f"- `{hindcast}`, `{question}`: the model {why}." for hindcast, question, why in kept["failures"]
    )
    truces = kept["truces"]
    return (
        f"**Failures first** ({len(kept['failures'])} of {kept['questions']} questions):\n\n{failed}\n\n{table(kept)}\n"
        f"{kept['words']}\n\nOther limited truces: {truces['log_model']:.2f} nats for the model under doubt, "
        f"{truces['log_lognormal']:.2f} for a lognormal fitted to the other truces."
    )


def marks(which: str) -> tuple[str, str]:
    """The lines between which a page holds it."""
    begin = f"<!-- {which}: written by python -m tests.reference.hindcast --update -->"
    return begin, f"<!-- end of {which} -->"


def renewed(page: str, kept: dict[str, Any], which: str) -> str:
    """The page with its section written anew."""
    begin, end = marks(which)
    pattern = re.escape(begin) + ".*?" + re.escape(end)
    assert re.search(pattern, page, re.DOTALL), f"no {begin}"
    return re.sub(pattern, lambda _: f"{begin}\n\n{section(kept, which)}\n\n{end}", page, flags=re.DOTALL)


def main() -> int:
    """Say whether the scores are those that were kept; with --update, keep these."""
    now = json.loads(json.dumps(compute()))
    if "--update" in sys.argv[1:]:
        KEPT.parent.mkdir(exist_ok=True)
        VERDICT.write_text(json.dumps(shipped(now), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        KEPT.write_text(json.dumps(now, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        for page, which in PAGES.items():
            page.write_text(renewed(page.read_text(encoding="utf-8"), now, which), encoding="utf-8")
        return 0
    same = bool(now == json.loads(KEPT.read_text(encoding="utf-8")))
    print("as kept" if same else "changed")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
