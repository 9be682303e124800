"""The tables of docs/data.md: `python -m sim.results.data_page` writes them again."""

from __future__ import annotations

import sys
from pathlib import Path

from sim.results.dictionary import TABLES, listed

BEGIN = "<!-- columns: written by python -m sim.results.data_page docs/data.md -->"


def document() -> str:
    """Every column of every table, as Markdown."""
    lines = []
    for table in dict.fromkeys(table for table, _ in listed()):
        lines += [f"## `{table}`" if table != "*" else "## In many tables", ""]
        lines += [f"{TABLES[table][:1].upper()}{TABLES[table][1:]}.", ""] if table in TABLES else []
        lines += ["| column | unit | what it is |", "|---|---|---|"]
        found = [one for (where, _), one in listed().items() if where == table]
        lines += [f"| `{one.name}` | {one.unit} | {one.words} |" for one in found]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    page = Path(sys.argv[1])
    kept = page.read_text(encoding="utf-8").split(BEGIN)[0]
    page.write_text(f"{kept}{BEGIN}\n\n{document()}", encoding="utf-8")
