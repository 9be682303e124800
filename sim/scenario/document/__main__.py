"""Write the page, or with ``--check`` say whether the one that is there is current."""

from __future__ import annotations

import sys
from pathlib import Path

from sim.scenario.document import page
from sim.scenario.document.conditions import written_into

PAGE = Path("docs") / "scenario-format.md"
MODEL = Path("docs") / "model.md"


def main(arguments: list[str]) -> int:
    """Run ``[--check] [FILE]``; FILE is ``docs/scenario-format.md`` unless given. Returns the exit code."""
    paths = [Path(word) for word in arguments if word != "--check"] or [PAGE]
    text = page()
    if "--check" not in arguments:
        paths[0].write_text(text, encoding="utf-8")
        if MODEL.is_file():
            MODEL.write_text(written_into(MODEL.read_text(encoding="utf-8")), encoding="utf-8")
        return 0
    current = paths[0].is_file() and paths[0].read_text(encoding="utf-8") == text
    if not current:
        sys.stderr.write(f"{paths[0]} is not current; write it anew with python -m sim.scenario.document\n")
    return 0 if current else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
