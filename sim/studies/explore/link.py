"""The linker: a WebAssembly object to a WebAssembly module, by LLD."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

FLAGS = ("--no-entry", "--strip-all", "-O2", "--fatal-warnings", "-z", "stack-size=65536")
NAMES = ("wasm-ld", *(f"wasm-ld-{version}" for version in range(24, 13, -1)))
CURE = "no WebAssembly linker here: pip install '.[build]', or install LLD (Debian: apt install lld)"


class NoLinkerError(RuntimeError):
    """There is no WebAssembly linker on this machine."""


def linker() -> list[str]:
    """The command that links: the one that the package `ziglang` brings, else LLD by its own name."""
    if importlib.util.find_spec("ziglang") is not None:
        return [sys.executable, "-m", "ziglang", "wasm-ld"]
    for name in NAMES:
        if found := shutil.which(name):
            return [found]
    raise NoLinkerError(CURE)


def link(made: bytes, exported: Sequence[str]) -> bytes:
    """The object `made` as a module with these functions, its memory and `__heap_base` seen from outside.

    Nothing may be missing: the module imports nothing. Raises NoLinkerError, or RuntimeError with what LLD says.
    """
    command = linker()
    with tempfile.TemporaryDirectory() as folder:
        source, module = Path(folder, "kernel.o"), Path(folder, "kernel.wasm")
        source.write_bytes(made)
        exports = [f"--export={name}" for name in (*exported, "__heap_base")]
        done = subprocess.run(
            [*command, str(source), "-o", str(module), *FLAGS, *exports], capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
        return module.read_bytes()
