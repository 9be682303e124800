"""The manifest: by what a folder of results is recognised, and what its numbers were made from."""

from __future__ import annotations

import json
import platform
from dataclasses import asdict, dataclass, field, fields
from importlib import metadata
from pathlib import Path
from typing import Any

from sim.results.atomic import atomic_write

NAME = "manifest.json"
KIND = "moratorium results"
FORMAT = 1
PACKAGES = ("moratorium-sim", "numpy", "polars", "numba", "simpy", "scipy")


@dataclass
class Manifest:
    """What made the numbers: digests of scenario and rules (sha256), seed, replicates, versions, parts, files.

    `state` is `partial` while a run is under way and `whole` once the folder has its name. `files` maps a data file
    to its sha256; `written` lists every top-level entry that is ours. Only here may times stand.
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
    versions: dict[str, str] = field(default_factory=dict)
    chunks: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    started: str = ""
    finished: str = ""

    def write(self, folder: Path) -> None:
        """Put the manifest into `folder`, whole or not at all."""
        atomic_write(folder / NAME, (json.dumps(asdict(self), indent=1) + "\n").encode())

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
        if self.bands != wanted.bands:
            reasons.append(f"its bands are over {self.bands} replicates, now {wanted.bands} are asked")
        return reasons

    def _shape(self) -> str:
        return f"{self.replicates // self.draws:,} histories of each of {self.draws:,} parameter sets"

    def aged(self) -> list[str]:
        """Packages whose version has changed since: the numbers stay, the bytes of Parquet files may not."""
        now = versions()
        changed = [name for name, old in self.versions.items() if now.get(name) != old]
        return [f"{name} {self.versions[name]} (now {now.get(name, 'none')})" for name in changed]


def read_manifest(folder: Path, kind: str = KIND) -> Manifest | None:
    """The manifest in `folder`; None when there is none of this `kind`, so that the folder is not ours."""
    try:
        about = json.loads((folder / NAME).read_bytes())
        if not isinstance(about, dict) or about.get("kind") != kind:
            return None
        known = {item.name for item in fields(Manifest)}
        return Manifest(**{key: value for key, value in about.items() if key in known})
    except (OSError, ValueError, TypeError):
        return None


def versions() -> dict[str, str]:
    """The versions of Python and of the packages that the numbers or their bytes depend on."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return found
