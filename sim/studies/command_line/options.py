"""Options that several commands share, so that they read and behave the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from sim.plots.formats import Formats
from sim.studies.command_line.completing import ParameterPath, Source

Command = TypeVar("Command", bound=Callable[..., Any])

FORMATS = ("png", "svg", "pdf")


def _formats(ctx: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(word.strip().lower() for word in value.split(",") if word.strip()))
    if not chosen or (wrong := [word for word in chosen if word not in FORMATS]):
        found = repr(wrong[0]) if chosen else "nothing"
        raise click.BadParameter(f"{found} is not a format; give one or more of {', '.join(FORMATS)}")
    return Formats.of(chosen, ctx.meta.get(_DPI), explore=not ctx.meta.get(_NO_EXPLORE))


_DPI = "sim.dpi"
_NO_EXPLORE = "sim.no_explore"


def _dpi(ctx: click.Context, parameter: click.Parameter, value: int | None) -> None:
    ctx.meta[_DPI] = value


DIGITS = 40


class Count(click.IntRange):
    """A whole number; what looks like one written otherwise is told how to write it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """As click does, with the cure for 1e5 and 1,000."""
        text = str(value).strip()
        try:
            number = float(text.replace(",", "").replace("_", "").replace(" ", ""))
        except ValueError:
            number = 0.5
        if not text.lstrip("+-").isdecimal() and number.is_integer() and abs(number) < 1e15:
            self.fail(f"{text!r} is not written in digits; write {number:.0f}", param, ctx)
        if not text.lstrip("+-").isdecimal():
            self.fail(f"{text!r} is not a whole number", param, ctx)
        if len(text) > DIGITS:  # Python itself refuses thousands of them
            self.fail(f"{text[:12]}... has {len(text):,} digits", param, ctx)
        return int(super().convert(int(text), param, ctx))


def _no_explore(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    ctx.meta[_NO_EXPLORE] = value


scenario = click.argument("scenario", metavar="SCENARIO", type=Source())
scenarios = click.argument("scenarios", metavar="SCENARIO...", nargs=-1, required=True, type=Source())
results = click.argument("results", metavar="RESULTS...", nargs=-1, required=True, type=click.Path(path_type=Path))
replicates = click.option(
    "-n",
    "--replicates",
    "n",
    metavar="N",
    type=Count(1, 2**32),
    default=2000,
    show_default=True,
    help="Histories a scenario.",
)
seed = click.option(
    "--seed", metavar="N", type=Count(0, 2**63 - 1), default=1, show_default=True, help="Seed of all luck."
)
overrides = click.option(
    "--set",
    "overrides",
    metavar="PATH=VALUE",
    multiple=True,
    type=ParameterPath("="),
    help="Change a parameter; may be given again.",
)
out = click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Results folder (for several scenarios: the folder of theirs). [default: results/NAME]",
)
study_out = click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Results folder. [default: results/NAME-sweep-PARAMETER, NAME-tip-PARAMETER-OUTCOME or NAME-sensitivity]",
)
engine = click.option(
    "--engine",
    type=click.Choice(["compiled", "simpy"]),
    default="compiled",
    show_default=True,
    help="Both give the same histories; simpy is slower and needs no compiler.",
)
workers = click.option("--workers", type=Count(1), help="Threads or processes. [default: all processors]")
xlsx = click.option(
    "--xlsx", is_flag=True, help="Write a workbook (tables.xlsx), too, with a sheet that explains the columns."
)
_kinds = click.option(
    "--format", "formats", default="png", show_default=True, callback=_formats, help="Of pictures: png,svg,pdf."
)
_fineness = click.option(
    "--dpi", type=Count(50, 1200), is_eager=True, expose_value=False, callback=_dpi,
    help="Dots an inch of PNG pictures: 300 for print. [default: 110]",
)  # fmt: skip
resume = click.option("--resume", is_flag=True, help="Go on where an earlier one of the same was stopped.")
no_explore = click.option(
    "--no-explore", is_flag=True, is_eager=True, expose_value=False, callback=_no_explore,
    help="Leave out of the report the part in which its assumptions can be moved.",
)  # fmt: skip
"""For the commands whose folder has a report; stands beside `formats`."""
questions = click.option(
    "--questions",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Questions to ask of every scenario beside its own.",
)
cluster = click.option(
    "--cluster", metavar="ADDRESS", help="A Dask scheduler (tcp://host:8786), or 'local' to start one."
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")


def formats(command: Command) -> Command:
    """`--format` and `--dpi`."""
    return _kinds(_fineness(command))


def together(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """One decorator out of several, in the order in which --help shall list them."""

    def decorate(function: Command) -> Command:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate
