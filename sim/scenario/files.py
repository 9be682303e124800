"""Finding and reading scenario files: shipped ones by name, others by path."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from sim.scenario.nodes import MAX_BYTES, Node, fail, parse
from sim.scenario.problems import Origin, ScenarioError, clip, like, nearest


def shipped_folder() -> Path:
    """Give the folder of the shipped scenarios: in the installed package, or at the top of a clone."""
    installed = Path(__file__).resolve().parents[1] / "shipped"
    return installed if (installed / "baseline.yaml").is_file() else Path(__file__).resolve().parents[2] / "scenarios"


def shipped() -> tuple[str, ...]:
    """List the names of the shipped scenarios, ``baseline`` first."""
    names = sorted(path.stem for path in shipped_folder().glob("*.yaml"))
    return tuple(sorted(names, key=lambda name: name != "baseline"))


def read_tree(path: Path, file: str) -> Node:
    """Read a file into a tree of nodes; ``file`` is its name in messages.

    Raises ScenarioError if it is missing, a folder, unreadable, too large, not text or not YAML.
    """
    origin = Origin(file)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            inside = path / "scenario.yaml"
            cure = f"; the one in it is {file}/scenario.yaml" if inside.is_file() else ""
            raise fail(origin, f"is a folder; a scenario is a .yaml file{cure}")
        if not stat.S_ISREG(status.st_mode):
            raise fail(origin, "is not an ordinary file; a scenario is a .yaml file")
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise fail(origin, f"there is no such file{_like(path)}") from None
    except PermissionError:
        raise fail(origin, "cannot be read: permission denied") from None
    except ScenarioError:
        raise
    except (OSError, ValueError) as error:
        raise fail(origin, f"cannot be read: {getattr(error, 'strerror', None) or 'not a file name'}") from None
    if len(raw) > MAX_BYTES:
        raise fail(origin, f"is larger than {MAX_BYTES:,} bytes; a scenario is at most that large")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise fail(Origin(file, 1, 1), "is text in UTF-16; save it as UTF-8 (in an editor: Save as, encoding UTF-8)")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise fail(Origin(file, line, 1), "is not text in UTF-8; save it with that encoding") from None
    return parse(text, file)


def _like(path: Path) -> str:
    try:
        names: Iterator[str] = (entry.name for entry in os.scandir(path.parent) if entry.name.endswith(".yaml"))
        near = like(path.stem, (name[:-5] for name in list(names)[:1000]), cutoff=0.7)
        return f"; did you mean {near}.yaml?" if near else ""
    except (OSError, ValueError):
        return ""


def locate(word: str, folder: Path | None, origin: Origin) -> tuple[Path, str]:
    """Find what ``extends`` names: a shipped scenario, or a ``.yaml`` file relative to ``folder``.

    Returns the path and its name in messages. Raises ScenarioError for any other word.
    """
    if word.endswith(".yaml"):
        path = (folder or Path()) / word
        return path, os.path.normpath(path)
    names = shipped()
    if word in names:
        return shipped_folder() / f"{word}.yaml", f"{word}.yaml"
    allowed = f"allowed: a .yaml file, or one of {', '.join(names)}"
    raise fail(origin, f"found {clip(word)}; {allowed}{nearest(word, names)}", "extends")
