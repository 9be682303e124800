"""The table of docs/performance.md out of what `python -m benchmarks` measured."""

from __future__ import annotations

import platform
from importlib.metadata import version

from benchmarks.markers import DOCS, markdown, put
from sim.engine.workers import worker_count

PLACE = "figures of speed"
Measured = dict[str, dict[str, float]]

ROWS: tuple[tuple[str, str, str], ...] = (
    ("SimPy engine, a history of baseline (365 days), ms", "{:.2g}", "engines.simpy_ms_per_replicate"),
    ("compiled engine, the same history, microseconds", "{:.3g}", "engines.compiled_us_per_replicate"),
    ("**SimPy over compiled**, one core", "{:.3g}", "engines.simpy_over_compiled"),
    ("SimPy over a bare SimPy loop that is given all gaps", "{:.3g}", "engines.simpy_over_bare_simpy"),
    ("SimPy over a bare SimPy loop that draws them", "{:.3g}", "engines.simpy_over_bare_simpy_that_draws"),
    (
        "compiled over C with the same generator (`benchmarks/baseline.c`, rows only): least, middle, largest",
        "{:.3f}; {:.3f}; {:.3f}",
        "by_hand.compiled_over_c_least by_hand.compiled_over_c by_hand.compiled_over_c_largest",
    ),
    (
        "the baseline's clocks bare, nothing else, in SimPy, mesa, ciw: microseconds a year",
        "{:,.0f}; {:,.0f}; {:,.0f}",
        "bare_clocks.bare_clocks_in_simpy_us bare_clocks.bare_clocks_in_mesa_us bare_clocks.bare_clocks_in_ciw_us",
    ),
    ("one thread over two", "{:.2f}", "threads.one_over_two_threads"),
    (
        "microseconds a history at n = 1,000, 10,000, 100,000, 1,000,000",
        "{:.0f}; {:.0f}; {:.0f}; {:.0f}",
        " ".join(f"scaling.us_per_replicate_at_n_{n}" for n in (1_000, 10_000, 100_000, 1_000_000)),
    ),
    (
        "microseconds a year at horizons of 90, 365, 1,095, 3,650 days",
        "{:.0f}; {:.0f}; {:.0f}; {:.0f}",
        " ".join(f"scaling.us_per_replicate_year_at_{days}_days" for days in (90, 365, 1_095, 3_650)),
    ),
    ("`moratorium --help`, `moratorium check baseline`, s", "{:.2f}; {:.2f}", "commands.help_s commands.check_s"),
    (
        "`run -n 2000` with plots and report, warm: s, and s of processor time",
        "{:.1f}; {:.1f}",
        "commands.run_2000_warm_s commands.run_2000_warm_processor_s",
    ),
    ("the same after an empty cache, s", "{:.1f}", "commands.run_2000_cold_s"),
    ("first compile, s of processor time", "{:.1f}", "commands.first_compile_processor_s"),
    ("`run -n 100` with plots and report, warm: s of processor time", "{:.2f}", "commands.run_100_warm_processor_s"),
    (
        "`run -n 1000000` with plots and report: s, and s of processor time of all threads",
        "{:.0f}; {:.0f}",
        "commands.run_1000000_s commands.run_1000000_processor_s",
    ),
    (
        "peak memory of `run` at n = 10,000, 100,000, 1,000,000, MiB",
        "{:.0f}; {:.0f}; {:.0f}",
        " ".join(f"commands.run_{n}_peak_mib" for n in (10_000, 100_000, 1_000_000)),
    ),
    (
        "sweep of 21 x 21 points x 500 histories with plots, s; Sobol study of 12 parameters, 716,800 histories, s",
        "{:.0f}; {:.0f}",
        "studies.sweep_s studies.sensitivity_s",
    ),
)
"""What each row says, how its figures are written, and which they are."""


def table(measured: Measured) -> str:
    """Markdown; a row of which anything is missing (no C compiler, no mesa) is left out."""
    rows = []
    for words, form, names in ROWS:
        pairs = (name.split(".") for name in names.split())
        found = [measured.get(group, {}).get(figure) for group, figure in pairs]
        if None not in found:
            rows.append((words, form.format(*found)))
    return markdown(("what", "figure"), rows)


def machine() -> str:
    """On what it was measured."""
    made = ", ".join(f"{name} {version(name)}" for name in ("numba", "numpy", "simpy"))
    return f"{worker_count()} processors ({platform.machine()}), Python {platform.python_version()}, {made}."


def write(measured: Measured) -> None:
    """Put machine and table into docs/performance.md."""
    put(DOCS / "performance.md", PLACE, f"Measured on {machine()}\n\n{table(measured)}")
