"""A reader that closes the pipe early is no failure, whichever command is cut off."""

import subprocess
import sys

import pytest

from tests.matrix import some

COMMANDS = (
    ("check", "baseline", *["kursk_withdrawal"] * 3),
    ("explain", "baseline"),
    ("--help",),
    ("list",),
    ("run", "baseline", "-n", "2", "--out", "{place}/r"),
    ("compare", "baseline", "no_talks", "-n", "2", "--out", "{place}/c"),
    ("trace", "baseline", "--replicate", "1"),
    ("schema",),
)


# Each command is a process of its own: three of them each time, one of a line and two of many.
@pytest.mark.parametrize("unbuffered", [False, pytest.param(True, marks=pytest.mark.slow)])
@pytest.mark.parametrize("words", some(COMMANDS, every=3), ids=lambda words: words[0])
def test_a_closed_pipe_ends_in_silence(tmp_path, words, unbuffered: bool) -> None:
    if unbuffered and words[0] in ("run", "compare"):
        pytest.skip("the same path, and slow")
    command = [sys.executable, *(["-u"] if unbuffered else []), "-m", "sim", *(w.format(place=tmp_path) for w in words)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()  # before a word has come: every write fails
    errors = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == 0, errors
    assert "Traceback" not in errors
    assert "BrokenPipe" not in errors
