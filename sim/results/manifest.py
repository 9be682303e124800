"""The manifest: by what a folder of results is recognised, and what its numbers were made from."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from sim.results.errors import Refused
from sim.results.inside import atomic_write, read_file
from sim.results.kinds import RUN, mending
from sim.results.manifest_shape import shaped

NAME = "manifest.json"
KIND = RUN
FORMAT = 1
PACKAGES = ("moratorium-sim", "numpy", "polars", "numba", "simpy", "scipy")
WRONG_CHECKSUM = "its checksum is wrong"


@dataclass
class Manifest:
    """What made the numbers: digests of scenario and rules (sha256), seed, replicates, versions, parts, files.

    `state` is `partial` while a run is under way and `whole` once the folder has its name. `study` is a digest of what
    else was asked (the points of a sweep, the arms of a comparison); empty where scenario and seed say it all. `files`
    maps a data file to its sha256, `sizes` to its bytes and (for a table) rows; `written` lists every file that is
    ours, by its path in the folder. `checksum` is the manifest's own. Only here may times stand.
    """

    name: str
    title: str
    seed: int
    replicates: int
    scenario: str
    rules: str
    bands: int
    engine: str
    draws: int = 1
    state: str = "partial"
    kind: str = KIND
    format: int = FORMAT
    study: str = ""
    versions: dict[str, str] = field(default_factory=dict)
    chunks: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, list[int]] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    started: str = ""
    finished: str = ""
    checksum: str = ""

    def write(self, folder: Path) -> None:
        """Put the manifest into `folder`, whole or not at all."""
        self.checksum = checksum(asdict(self))
        atomic_write(folder / NAME, (json.dumps(asdict(self), indent=1) + "\n").encode())

    def same_study(self, other: Manifest) -> bool:
        """Whether both ask the same of the same scenario under the same luck, however many histories."""
        asked = (self.study == other.study) if self.study and other.study else True
        return asked and (self.kind, self.scenario, self.seed) == (other.kind, other.scenario, other.seed)

    def mismatch(self, wanted: Manifest) -> list[str]:
        """Why runs of `wanted` cannot be added to those of this manifest; empty when they can."""
        reasons = []
        if self.format != wanted.format:
            reasons.append(f"it has folder format {self.format}, this version writes {wanted.format}")
        if self.scenario != wanted.scenario:
            reasons.append("it holds another scenario")
        if self.rules != wanted.rules:
            reasons.append(f"it was made by other rules (digest {self.rules[:12]}, now {wanted.rules[:12]})")
        if self.seed != wanted.seed:
            reasons.append(f"it was drawn with seed {self.seed}, now {wanted.seed} is asked")
        if self.draws != wanted.draws or (self.draws > 1 and self.replicates != wanted.replicates):
            reasons.append(f"it is {self._shape()}, now {wanted._shape()} are asked")
        if self.kind == RUN and self.study != wanted.study:
            reasons.append("it keeps other windows (questions, or --windows) than are asked now")
        if self.bands != wanted.bands:
            reasons.append(f"its bands are over {self.bands} replicates, now {wanted.bands} are asked")
        return reasons

    def _shape(self) -> str:
        return f"{self.replicates // max(1, self.draws):,} histories of each of {self.draws:,} parameter sets"

    def aged(self) -> list[str]:
        """Packages whose version has changed since: the numbers stay, the bytes of Parquet files may not."""
        now = versions()
        changed = [name for name, old in self.versions.items() if now.get(name) != old]
        return [f"{name} {self.versions[name]} (now {now.get(name, 'none')})" for name in changed]


def study_digest(*asked: object) -> str:
    """What was asked of a study, beside scenario and seed, as one digest; of plain values."""
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def checksum(about: dict[str, Any]) -> str:
    """The sha256 of a manifest as it is written, without its own checksum, and without the digest of the rules.

    That one is compared with today's rules whenever it matters, and told; `moratorium verify` runs them again.
    """
    text = json.dumps({**about, "checksum": "", "rules": ""}, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def recognised(folder: Path) -> dict[str, Any]:
    """What `manifest.json` says in a folder of ours, of whatever kind and in whatever state; empty for any other."""
    try:
        about = json.loads(read_file(folder / NAME))
    except (OSError, ValueError, RecursionError, Refused):
        return {}
    known = isinstance(about, dict) and isinstance(about.get("kind"), str) and about["kind"].startswith("moratorium ")
    return about if known else {}


def read_manifest(folder: Path, kind: str | None = KIND, *, edited: bool = False) -> Manifest | None:
    """The manifest in `folder`; None when there is none of this `kind` (None: of any), so that the folder is not ours.

    Raises `Refused` for one that is damaged: a value of the wrong type, or, unless `edited`, a wrong checksum.
    """
    about = recognised(folder)
    if not about or (kind is not None and about["kind"] != kind):
        return None
    values, wrong = shaped(about)
    if wrong:
        raise Refused(f"damaged file {folder / NAME}: {wrong}; the study must be run again, into another folder")
    if not edited and values.get("checksum") and values["checksum"] != checksum(about):
        raise damaged(folder / NAME, WRONG_CHECKSUM, about["kind"])
    return Manifest(**values)


def damaged(path: Path, what: str, kind: str) -> Refused:
    """Make the error that says what is wrong with a file of a folder, and what mends it."""
    return Refused(f"damaged file {path}: {what}; `{mending(kind)}` mends it")


def versions() -> dict[str, str]:
    """The versions of Python and of the packages that the numbers or their bytes depend on."""
    return dict(_versions())


@cache
def _versions() -> Mapping[str, str]:
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return found
