"""Whole commands as a user types them: start-up, a warm and a cold run, memory against n, a million histories."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

COMMAND = [sys.executable, "-m", "sim"]


class Used(NamedTuple):
    """What one command took."""

    seconds: float  # by the clock on the wall
    mebibytes: float  # at the peak
    processor: float  # seconds, of all threads


def command(arguments: list[str], cache: str | None = None) -> Used:
    """What one command takes. Raises CalledProcessError if it fails."""
    environment = {**os.environ, **({"XDG_CACHE_HOME": cache} if cache else {})}
    # As for a user, whose Python keeps what it has compiled of our modules; "warm" is with that.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    child = subprocess.Popen(
        [*COMMAND, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, child.args)
    return Used(time.perf_counter() - begun, memory(used), used.ru_utime + used.ru_stime)


def memory(used: resource.struct_rusage) -> float:
    """Peak resident memory in MiB."""
    return used.ru_maxrss / (1024.0 if sys.platform != "darwin" else 1024.0**2)


def middle(arguments: list[str], rounds: int) -> tuple[float, float]:
    """Medians of wall and of processor seconds over rounds, after one that is not counted."""
    command(arguments)
    found = [command(arguments) for _ in range(rounds)]
    return median(used.seconds for used in found), median(used.processor for used in found)


def measure(sizes: tuple[int, ...] = (10_000, 100_000, 1_000_000), rounds: int = 3) -> dict[str, float]:
    """Seconds of the usual commands; MiB and seconds of runs of growing size."""
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "results")
        run = ["run", "baseline", "--out", out, "-n"]
        cold = command([*run, "2000"], cache=str(Path(folder) / "empty"))
        warm, warm_processor = middle([*run, "2000"], rounds)
        made = {
            "help_s": middle(["--help"], rounds)[0],
            "check_s": middle(["check", "baseline"], rounds)[0],
            "run_2000_warm_s": warm,
            "run_2000_warm_processor_s": warm_processor,
            "run_2000_cold_s": cold.seconds,
            "first_compile_processor_s": cold.processor - warm_processor,
            "run_100_warm_processor_s": middle([*run, "100"], rounds)[1],
        }
        for n in sizes:
            used = command([*run, str(n)])
            made |= {f"run_{n}_s": used.seconds, f"run_{n}_peak_mib": used.mebibytes}
            made[f"run_{n}_processor_s"] = used.processor
    return made
