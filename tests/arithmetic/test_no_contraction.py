"""What the kernel is compiled to: plain operations, none contracted, nothing of the C library.

A fused multiply-add rounds once where the rules round twice, and the library's functions differ between machines. So
there is neither in the machine code, and histories are the same where the processor has fewer instructions.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys

import pytest

from sim.engine import compiled, kernel, machine_code


@pytest.fixture(scope="module")
def assembly() -> str:
    compiled.register()
    module, machine = machine_code.optimised(kernel.run_block, compiled.nothing_to_do())
    return machine.emit_assembly(module)


@pytest.mark.slow  # compiles the kernel
def test_the_kernel_has_no_contracted_operation_and_no_call_of_the_c_library(assembly: str) -> None:
    assert not re.findall(r"\bv?fn?m(?:add|sub)\w*", assembly), "a multiplication and an addition were made one"
    names = set(re.findall(r"(?:call\w*|bl)\s+\*?([A-Za-z_][\w.@]*)", assembly))
    library = {"exp", "log", "cos", "sin", "pow", "ldexp", "frexp", "floor", "exp2", "log2", "expm1", "log1p", "fma"}
    assert not {name for name in names if name.split("@")[0] in library}


HISTORIES = """
import hashlib
from pathlib import Path
import numpy as np
from sim.engine import compiled
from sim.engine.plan import make_plan
from sim.scenario import load, shipped
digest, count = hashlib.sha256(), 0
names = shipped()
for name in names:
    rows = compiled.run_chunk(make_plan(load(name)), 0, -(-4000 // len(names)), 11, 0, False).rows
    digest.update(rows["fingerprint"].tobytes())
    count += len(rows)
print(count, digest.hexdigest())
"""

WITHOUT_FMA = "-fma,-avx512f,-avx2,-avx,-fma4,-xop"
HOSTS = {
    "as it is": {},
    "without fused operations": {"NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": WITHOUT_FMA},
    "a library without fused operations": {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-AVX2,-FMA4,-AVX512F"},
}


@pytest.mark.slow
def test_4000_histories_are_the_same_with_and_without_fused_operations(tmp_path) -> None:
    made = {}
    for name, changed in HOSTS.items():
        cache = {"XDG_CACHE_HOME": str(tmp_path / hashlib.sha256(name.encode()).hexdigest()[:8])}
        ran = subprocess.run(
            [sys.executable, "-c", HISTORIES],
            env={**os.environ, **changed, **cache},
            capture_output=True,
            text=True,
            check=True,
        )
        made[name] = ran.stdout.split()
    assert int(made["as it is"][0]) >= 4000
    assert len({digest for _, digest in made.values()}) == 1, made
