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

COMMAND = [sys.executable, "-m", "sim"]


def command(arguments: list[str], cache: str | None = None) -> tuple[float, float]:
    """Wall seconds and the peak of memory (MiB) of one command. Raises CalledProcessError if it fails."""
    environment = {**os.environ, **({"XDG_CACHE_HOME": cache} if cache else {})}
    begun = time.perf_counter()
    child = subprocess.Popen(
        [*COMMAND, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, child.args)
    return time.perf_counter() - begun, memory(used)


def memory(used: resource.struct_rusage) -> float:
    """Peak resident memory in MiB."""
    return used.ru_maxrss / (1024.0 if sys.platform != "darwin" else 1024.0**2)


def middle(arguments: list[str], rounds: int, cache: str | None = None) -> float:
    """Median wall seconds over rounds, after one that is not counted."""
    command(arguments, cache)
    return median(command(arguments, cache)[0] for _ in range(rounds))


def measure(sizes: tuple[int, ...] = (10_000, 100_000, 1_000_000), rounds: int = 3) -> dict[str, float]:
    """Seconds of the usual commands; MiB and seconds of runs of growing size."""
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "results")
        run = ["run", "baseline", "-n", "2000", "--out", out]
        cold = command(run, cache=str(Path(folder) / "empty"))[0]
        made = {
            "help_s": middle(["--help"], rounds),
            "check_s": middle(["check", "baseline"], rounds),
            "run_2000_warm_s": middle(run, rounds),
            "run_2000_cold_s": cold,
        }
        for n in sizes:
            seconds, peak = command(["run", "baseline", "-n", str(n), "--out", out])
            made[f"run_{n}_s"] = seconds
            made[f"run_{n}_peak_mib"] = peak
    return made
