"""`python -m sim.studies.explore.build`: build the WebAssembly module that the package ships, or check it.

Writes `kernel.wasm` and beside it `kernel.json`: the digest of the rules that it was built from, and with what. With
`--check` nothing is written: it exits 1 if the shipped module is stale, or differs from one built with the same tools.
Users need none of this; it wants Numba (a dependency anyway) and a linker (`link.CURE`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence

from sim.studies.explore import shipped

ENVIRONMENT_READY = "MORATORIUM_BUILD_READY"


def main(arguments: Sequence[str] | None = None) -> int:
    """Build or check; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m sim.studies.explore.build", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 if the shipped module is not this one"
    )
    check = parser.parse_args(arguments).check
    if ENVIRONMENT_READY not in os.environ:
        return _again(sys.argv[1:] if arguments is None else list(arguments))
    module, facts = build()
    if check:
        return _check(module, facts)
    shipped.WASM.write_bytes(module)
    shipped.FACTS.write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
    print(f"{shipped.WASM.name}: {len(module):,} bytes, rules {facts['rules'][:12]}, linked by {facts['linker']}")
    return 0


def build() -> tuple[bytes, dict[str, str]]:
    """The module, and what it was built from and with."""
    import llvmlite
    import numba
    from llvmlite import binding

    from sim.engine.digest import rules_digest
    from sim.studies.explore import lower
    from sim.studies.explore.link import link, linker

    module = link(lower.objects(), lower.exported())
    version = subprocess.run([*linker(), "--version"], capture_output=True, text=True, check=True)
    return module, {
        "rules": rules_digest(),
        "sha256": hashlib.sha256(module).hexdigest(),
        "python": ".".join(platform.python_version_tuple()[:2]),
        "numba": numba.__version__,
        "llvmlite": llvmlite.__version__,
        "llvm": ".".join(map(str, binding.llvm_version_info)),
        "linker": version.stdout.strip(),
    }


def _again(arguments: list[str]) -> int:
    """Run once more in a process whose Numba has not yet read its settings."""
    from sim.studies.explore.settings import RAW

    environment = {**os.environ, **RAW, ENVIRONMENT_READY: "1"}
    return subprocess.run([sys.executable, "-m", "sim.studies.explore.build", *arguments], env=environment).returncode


def _check(module: bytes, facts: dict[str, str]) -> int:
    """Hold the shipped module against the one just built."""
    reason = shipped.stale()
    kept = shipped.facts()
    if reason is None and module != shipped.WASM.read_bytes():
        tools = [name for name in facts if name not in ("rules", "sha256") and facts[name] != kept[name]]
        if tools:
            changed = ", ".join(f"{name} {kept[name]} -> {facts[name]}" for name in tools)
            print(f"{shipped.WASM.name} was built with other tools ({changed}); its rules are these")
            return 0
        reason = "differs from what the same tools build of the same rules"
    if reason:
        print(
            f"{shipped.WASM} {reason}: run python -m sim.studies.explore.build and commit both files", file=sys.stderr
        )
        return 1
    print(f"{shipped.WASM.name} is what these rules and tools build")
    return 0


if __name__ == "__main__":
    sys.exit(main())
