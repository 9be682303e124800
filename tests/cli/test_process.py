"""The command as a process: light start, streams, signals."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest

HEAVY = ("numba", "scipy", "polars", "matplotlib", "jinja2", "rich", "simpy")


def _command(*words):
    return [sys.executable, "-m", "sim", *map(str, words)]


LIGHT = [["--help"], ["run", "--help"], ["check", "baseline"], ["check", "mirror"]]


@pytest.mark.parametrize("words", LIGHT, ids=" ".join)
def test_help_and_check_import_nothing_heavy(words):
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "sim", *words], capture_output=True, text=True, check=True
    )
    loaded = {line.rsplit("|", 1)[1].strip().split(".")[0] for line in done.stderr.splitlines() if "|" in line}
    assert "sim" in loaded
    assert not loaded & set(HEAVY)


def test_import_sim_imports_nothing_heavy():
    code = f"import sys, sim; sys.exit(bool(set(sys.modules) & set({HEAVY!r})))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


AT_THE_END = """
import atexit, gc, sys
atexit.register(lambda: print("left as they are:", gc.get_freeze_count()))
sys.argv = ["moratorium", "list"]
from sim.cli.main import main
main()
"""


def test_at_the_end_objects_are_left_to_the_system_and_not_taken_apart():
    done = subprocess.run([sys.executable, "-c", AT_THE_END], capture_output=True, text=True, check=True)
    assert int(done.stdout.rpartition("left as they are:")[2]) > 10_000


WITHOUT_NUMBA = """
import sys
sys.modules["numba"] = sys.modules["llvmlite"] = None
from sim.cli.main import cli
cli(sys.argv[1:])
"""


@pytest.mark.parametrize(("engine", "code"), [pytest.param("simpy", 0, marks=pytest.mark.slow), ("compiled", 1)])
def test_simpy_needs_no_numba_and_the_compiled_engine_says_that_it_does(tmp_path, engine, code):
    words = ["run", "baseline", "-n", "3", "--set", "horizon_days=20", "--workers", "1", "--out", tmp_path / "a"]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_NUMBA, *map(str, words), "--engine", engine],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert ("needs Numba" in done.stderr) == (engine == "compiled")


# What a run and its pictures ask of Student and the binomial distribution is `sim.outcomes.distributions`; SimPy is for
# the engine of that name.
WITHOUT_EITHER = """
import sys
sys.modules["scipy"] = sys.modules["simpy"] = None
from sim.cli.main import cli
for words in (["run", "baseline", "-n", "3", "--out", sys.argv[1]], ["plot", sys.argv[1]]):
    try:
        cli(words)
    except SystemExit as end:
        assert not end.code
"""


@pytest.mark.slow
def test_run_and_plot_do_without_scipy_and_simpy(tmp_path):
    subprocess.run([sys.executable, "-c", WITHOUT_EITHER, str(tmp_path / "a")], check=True, stdout=subprocess.DEVNULL)
    assert (tmp_path / "a" / "report.html").exists()


def test_what_runs_and_compares_imports_no_scipy():
    code = "import sys, sim.studies.run.verb, sim.outcomes.paired; sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_help_lists_every_command():
    done = subprocess.run(_command("--help"), capture_output=True, text=True, check=True)
    for word in ("run", "plot", "check", "Exit codes"):
        assert word in done.stdout


def _in_terminal(until, *words, **environment):
    """What the command writes to a terminal as stderr, until a pattern appears (then Ctrl-C) or its end."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120", **environment}
    process = subprocess.Popen(_command(*words), stdout=subprocess.DEVNULL, stderr=theirs, env=environment)
    os.close(theirs)
    seen, stopped = "", False
    while True:
        try:
            piece = os.read(ours, 4096).decode(errors="replace")
        except OSError:
            break
        if not piece:
            break
        seen += piece
        if not stopped and process.poll() is None and re.search(until, seen):
            process.send_signal(signal.SIGINT)  # once: a second would cut off what is said of the first
            stopped = True
    os.close(ours)
    process.wait()
    return seen


def test_on_a_terminal_there_is_a_bar_with_rate_and_time_left(tmp_path):
    seen = _in_terminal(r"\d/s", "run", "baseline", "-n", 3_000_000, "--out", tmp_path / "a")
    assert re.search(r"\d+/3000000", seen)
    assert re.search(r"[\d,]+/s", seen)
    assert re.search(r"\d:\d\d:\d\d|-:--:--", seen)
    assert "\x1b[3" in seen, "in colour"
    assert "interrupted: " in seen


@pytest.mark.slow
def test_no_color_is_honoured(tmp_path):
    seen = _in_terminal(r"\d/s", "run", "baseline", "-n", 3_000_000, "--out", tmp_path / "a", NO_COLOR="1")
    assert "/3000000" in seen
    assert not re.search(r"\x1b\[[0-9;]*3[0-9][;m]", seen)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("engine", "number"),
    [
        ("compiled", signal.SIGINT),
        pytest.param("compiled", signal.SIGTERM, marks=pytest.mark.slow),
        pytest.param("simpy", signal.SIGINT, marks=pytest.mark.slow),
    ],
)
def test_a_signal_stops_cleanly_and_says_how_to_go_on(tmp_path, number, engine):
    process = subprocess.Popen(
        _command("run", "baseline", "-n", 3_000_000, "--engine", engine, "--out", tmp_path / "a"),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    parts = tmp_path / ".a.partial" / "parts"
    while process.poll() is None and len(list(parts.glob("runs-*"))) < 2:
        time.sleep(0.05)
    process.send_signal(number)
    out, err = process.communicate(timeout=300)
    assert process.returncode == 1
    assert out == ""
    told = re.search(r"interrupted: ([\d,]+) replicates are kept in .*--resume goes on from there", err)
    assert told, err
    assert int(told[1].replace(",", "")) < 3_000_000, "it ended of itself"
    assert "Traceback" not in err
    assert "\x1b" not in err, "without a terminal there is no bar"
    assert not (tmp_path / "a").exists()
