"""Links between documents lead somewhere, pictures exist, and nothing tracked knows the machine it was written on."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from .documents import LINK, ROOT, anchors, documents, prose


def targets(path: Path) -> list[str]:
    """What `path` links to, pictures included."""
    return [match["target"] for match in LINK.finditer(prose(path))]


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_resolve(path: Path) -> None:
    broken = []
    for target in targets(path):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, fragment = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        if not file.exists() or (fragment and file.suffix == ".md" and fragment not in anchors(file)):
            broken.append(target)
    assert not broken, f"{path.name} links to what is not there: {broken}"


def test_every_document_can_be_reached_from_the_index() -> None:
    index = ROOT / "docs" / "index.md"
    linked = {(index.parent / target.partition("#")[0]).resolve() for target in targets(index)}
    assert set(ROOT.glob("docs/*.md")) - {index} <= linked


def tracked_texts() -> dict[Path, str]:
    """Tracked files that are text, or what stands in the tree where there is no git."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    paths = [ROOT / line for line in listed.stdout.splitlines()] or [*ROOT.glob("sim/**/*.py"), *documents()]
    texts = {}
    for path in paths:
        if path.is_file() and path.suffix not in {".png", ".pdf", ".parquet"}:
            texts[path] = path.read_text(encoding="utf-8", errors="ignore")
    return texts


def test_no_tracked_file_names_a_path_of_a_machine() -> None:
    homes = [re.escape(f"{ROOT.parent}/")] if len(ROOT.parts) > 2 and ROOT.parent != Path("/tmp") else []
    pattern = re.compile("|".join([*homes, r"/(?:root|Users)/\w", r"/home/[a-z]+/"]))
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path, text in tracked_texts().items()
        if (match := pattern.search(text))
    ]
    assert not found, found
