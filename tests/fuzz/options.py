"""Command lines: real commands and options, with values that no one would give."""

from __future__ import annotations

import random
from pathlib import Path

import click
from click.testing import CliRunner

from sim.cli.main import cli
from sim.scenario import REGISTRY
from tests.fuzz.files import STRANGE

VALUES = (
    *("", " ", "-", "--", "0", "-1", "1.5", "1e5", "1,000", "nan", "inf", "1e308", "-1e308", "9" * 400, "1" * 5_000),
    *(
        "null",
        "~",
        "true",
        "words",
        "a=b",
        "=",
        ":",
        "::",
        "a:b:c",
        "0:1",
        "1:0:3",
        "0:1:0",
        "0:1:1e9",
        "[",
        "*",
        "\x1b[31m",
    ),
    *(
        "talks.mediator",
        "talks.mediator=",
        "talks.mediator=null",
        "talks.mediator=0:1:3",
        "talks.mediator=0,0",
        "x=1,2",
    ),
    *("deal_180=null", "deal_180=1e308", f"deal_180={'9' * 400}", "deal_180=words", "deal_180=nan", "deal_18=1", "=1"),
    *(
        "/proc/x",
        "/dev/null",
        "/dev/full/x",
        "..",
        ".",
        "~",
        "a/../..",
        "x" * 300,
        "żółć",
        "new\nline",
        "r?",
        "r[12]",
        "\udcff",
    ),
)
SMALL = {
    **{"-n": "2", "--workers": "1", "--rows": "16", "--single-rows": "16", "--points": "2", "--draws": "2"},
    **{"--sets": "32", "--histories": "4", "--waves": "1", "--particles": "32", "--generations": "1", "--futures": "2"},
}
"""Given unless the case gives them itself: no case shall run for minutes."""

TOO_LARGE = ("--minutes", "--seconds")


def case(luck: random.Random, folder: Path, place: Path) -> None:
    """Run one; only exit codes 0, 1 and 2 come out of it, with a message, and nothing beside the folders asked for."""
    words = line(luck)
    with CliRunner().isolated_filesystem(folder):
        Path("mine.yaml").write_text("extends: baseline\nhorizon_days: 20\n", encoding="utf-8")
        result = CliRunner().invoke(cli, words)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise AssertionError(f"moratorium {words!r}") from result.exception
    assert result.exit_code in (0, 1, 2), words
    assert result.exit_code == 0 or result.output.strip(), words
    assert "Traceback" not in result.output, words


def line(luck: random.Random) -> list[str]:
    """The words of one command: known options, one or two of them with strange values."""
    name = luck.choice(cli.list_commands(click.Context(cli)))
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    known = [one for one in command.params if isinstance(one, click.Option) and not _long(one)]
    words, given = [name], set()
    for option in luck.sample(known, min(len(known), luck.randint(0, 3))):
        given.update(option.opts)
        words += [luck.choice(option.opts)] + ([] if option.is_flag else [_value(luck, option)])
    for option in command.params:
        if isinstance(option, click.Option) and not given & set(option.opts):
            words += next(([one, SMALL[one]] for one in option.opts if one in SMALL), [])
    places = [luck.choice(["mine.yaml", "mine.yaml", luck.choice(VALUES), luck.choice(STRANGE)]) for _ in range(2)]
    return words + places[: luck.randint(0, 2)]


def _long(option: click.Option) -> bool:
    return any(word in ("--help", "--cluster", "--precision") for word in option.opts)


def _value(luck: random.Random, option: click.Option) -> str:
    if any(word in SMALL for word in option.opts):  # a large number is right, and would run for days
        return luck.choice([value for value in VALUES if not value.isdigit() or len(value) > 20])
    if "--set" in option.opts and luck.random() < 0.7:
        return f"{luck.choice(list(REGISTRY))}={luck.choice(VALUES)}"
    return luck.choice(VALUES)
