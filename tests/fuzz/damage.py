"""Folders of every kind with a file flipped, cut, swapped, edited, removed, or put in place of by a link or a pipe."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
from pathlib import Path
from typing import Any

from sim.results.manifest import checksum
from tests.folders.verbs import RESUMABLE, VERBS, invoke, made, typed


def whole(verb: str, place: Path) -> Path:
    """A folder of a kind, made once and kept for the other cases."""
    out = place / f"whole-{verb}"
    if not out.exists():
        made(verb, place, out)
        (out / "notes.txt").write_text("mine")
        (out / "plots" / "mine.png").write_text("mine")
    return out


def case(luck: random.Random, folder: Path, place: Path) -> None:
    """Damage a copy, then let commands meet it: a message and an exit code, and the user's own files stay."""
    verb = luck.choice(VERBS)
    target = folder / "r"
    shutil.copytree(whole(verb, place), target)
    told = [_damage(luck, target) for _ in range(luck.choice([1, 1, 2]))]
    own = {path: path.read_text() for path in (target / "notes.txt", target / "plots" / "mine.png") if _is_file(path)}
    for words in luck.sample(_meetings(verb, folder, target), 2):
        result = invoke(*words)
        assert result.exit_code in (0, 1, 2), (told, words)
        assert result.exit_code == 0 or result.output.strip(), (told, words)
        for path, content in own.items():
            assert _kept(target, path.name, content), (told, words, path)


def _meetings(verb: str, folder: Path, target: Path) -> list[list[str]]:
    met = [
        ["plot", str(target)],
        ["verify", str(target)],
        ["compare", str(target), "baseline", "-n", "2", "--out", str(folder / "c")],
        typed(verb, folder, "--out", target),
    ]
    if verb in RESUMABLE:
        met.append(typed(verb, folder, "--out", target, "--resume"))
    return met


def _kept(target: Path, name: str, content: str) -> bool:
    """Whether a user's file is there, perhaps as `.yours`: where the manifest is forged, nothing counts as ours."""
    return any(_is_file(path) and path.read_text() == content for path in target.rglob(f"{name}*"))


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _damage(luck: random.Random, target: Path) -> str:
    """Do one thing to one file; says what."""
    ours = sorted(path for path in target.rglob("*") if _is_file(path) and path.name not in ("notes.txt", "mine.png"))
    path = luck.choice(ours + [one for one in ours if one.suffix in (".json", ".parquet")])
    how = luck.choice([_flip, _cut, _swap, _edit, _edit, _forge, _forge, _remove, _link, _pipe, _folder, _junk])
    how(luck, path, ours)
    return f"{how.__name__} {path.relative_to(target)}"


def _flip(luck: random.Random, path: Path, ours: list[Path]) -> None:
    content = bytearray(path.read_bytes() or b"x")
    content[luck.randrange(len(content))] ^= 1 << luck.randrange(8)
    path.write_bytes(bytes(content))


def _cut(luck: random.Random, path: Path, ours: list[Path]) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: luck.randrange(len(content) + 1)])


def _swap(luck: random.Random, path: Path, ours: list[Path]) -> None:
    path.write_bytes(luck.choice(ours).read_bytes())


def _edit(luck: random.Random, path: Path, ours: list[Path]) -> None:
    path = luck.choice([one for one in ours if one.suffix == ".json"] or [path])
    try:
        about: Any = json.loads(path.read_bytes())
        key = luck.choice(list(about))
        about[key] = luck.choice(
            [None, -1, 1.5, "x", [], {}, [[]], {"a": None}, True, 10**30, "\x1b[31m", float("nan")]
        )
        path.write_text(json.dumps(about))
    except (ValueError, TypeError, IndexError):
        _junk(luck, path, ours)


def _forge(luck: random.Random, path: Path, ours: list[Path]) -> None:
    """Change one value anywhere in a JSON file, and put the checksums right, as one would who means harm."""
    path = luck.choice([one for one in ours if one.suffix == ".json"] or [path])
    try:
        about: Any = json.loads(path.read_bytes())
        place = about
        while True:
            key = luck.choice(list(place) if isinstance(place, dict) else range(len(place)))
            if not isinstance(place[key], dict | list) or not place[key] or luck.random() < 0.3:
                break
            place = place[key]
        place[key] = luck.choice([None, -1, 1.5, "x", [], {}, True, 10**30, "\x1b[31m", float("nan")])
        path.write_text(json.dumps(about))
        if not _is_file(path.parent / "manifest.json"):  # an earlier damage may have put a pipe there
            return
        manifest = json.loads((path.parent / "manifest.json").read_bytes())
        if path.name in manifest["files"]:
            manifest["files"][path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
            manifest["sizes"].pop(path.name, None)
        manifest["checksum"] = checksum(manifest)
        (path.parent / "manifest.json").write_text(json.dumps(manifest))
    except (ValueError, TypeError, IndexError, KeyError, OSError):
        _junk(luck, path, ours)


def _remove(luck: random.Random, path: Path, ours: list[Path]) -> None:
    path.unlink()


def _link(luck: random.Random, path: Path, ours: list[Path]) -> None:
    path.unlink()
    path.symlink_to(luck.choice(["/etc/hostname", "/nowhere", "/dev/zero", ".", path.name, str(luck.choice(ours))]))


def _pipe(luck: random.Random, path: Path, ours: list[Path]) -> None:
    path.unlink()
    os.mkfifo(path)


def _folder(luck: random.Random, path: Path, ours: list[Path]) -> None:
    path.unlink()
    path.mkdir()


def _junk(luck: random.Random, path: Path, ours: list[Path]) -> None:
    path.write_bytes(
        luck.choice([b"", b"[]", b"null", b"{}", b"[" * 100_000, b'{"kind": 1}', luck.randbytes(300), b"PAR1" * 4])
    )
