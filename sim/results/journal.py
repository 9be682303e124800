"""Answers that are kept while a study runs: a line each, with its checksum, on the disk before the next begins."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from sim.results.inside import is_stranger, open_file, read_file


class Journal:
    """Plain values by a key, appended to the file `path`; a torn or edited line counts as missing."""

    def __init__(self, path: Path) -> None:
        """Read what is there. Raises `Refused` if that is no ordinary file."""
        self.path = path
        self._kept: dict[str, Any] = {}
        content = read_file(path) if path.exists() or is_stranger(path) else b""
        for line in content.splitlines():
            try:
                checksum, key, value = json.loads(line)
                if isinstance(key, str) and checksum == _checksum(key, value):
                    self._kept[key] = value
            except (ValueError, TypeError, RecursionError):
                continue
        self._torn = bool(content) and not content.endswith(b"\n")

    def __len__(self) -> int:
        """How many answers are kept."""
        return len(self._kept)

    def get(self, key: str) -> Any:
        """What is kept under `key`; None if nothing is."""
        return self._kept.get(key)

    def add(self, key: str, value: Any) -> None:
        """Keep one answer; when this returns, it survives a kill and a power cut."""
        line = json.dumps([_checksum(key, value), key, value]).encode() + b"\n"
        handle = open_file(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        with os.fdopen(handle, "ab") as file:
            file.write(b"\n" + line if self._torn else line)
            file.flush()
            os.fsync(file.fileno())
        self._torn = False
        self._kept[key] = value


def _checksum(key: str, value: Any) -> str:
    return hashlib.sha256(json.dumps([key, value]).encode()).hexdigest()
