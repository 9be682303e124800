"""The command `moratorium`: a table of commands, each loaded only when it is called."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import nullcontext
from importlib import import_module
from typing import Any

import click

from sim import __version__
from sim.cli.pipes import reader_gone
from sim.studies import STUDIES
from sim.studies.command_line.completing import COMPLETING
from sim.studies.command_line.printing import guarded

OTHERS = {
    "plot": ("sim.cli.plot", "Draw the pictures of results folders again, without running."),
    "check": ("sim.cli.check", "Validate scenario files; print what each changes in the one it extends."),
    "verify": ("sim.cli.verify", "Run a share of a folder's histories again: equal, or what differs."),
    "explain": ("sim.cli.explain", "Every assumption of a scenario: value, unit, range, role, basis, source."),
    "list": ("sim.cli.list", "List the shipped scenarios with their questions."),
    "new": ("sim.cli.new", "Write a commented scenario file to start from."),
    "schema": ("sim.cli.schema", "Print a JSON Schema of scenario files, for editors."),
    "completion": ("sim.cli.completion", "Print what bash, zsh or fish needs to complete commands and names."),
}
"""Commands that are no studies: (the module whose `command` it is, the line in `moratorium --help`)."""

OBJECTS_BETWEEN_COLLECTIONS = 400_000

_STUDIES = {name: study.line for name, study in STUDIES.items() if study.line}
LINES = {"run": _STUDIES.pop("run"), **{name: line for name, (_, line) in OTHERS.items()}, **_STUDIES}
"""Command: its line in `moratorium --help`, in that order. Nothing is imported for it."""


class Commands(click.Group):
    """A group that finds its commands in the list of studies and in `OTHERS`.

    What went wrong becomes a message and an exit code.
    """

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run as click does; what is printed, click's own messages included, is guarded."""
        # A shell that asks what could be typed next is told in bytes, and reads them itself.
        with nullcontext() if COMPLETING in os.environ else guarded():
            try:
                return super().main(*args, **extra)
            except SystemExit as left:
                # click wraps the stream of a reader that closed it while it printed a page of help.
                if left.code == 1 and type(sys.stdout).__name__.endswith("PacifyFlushWrapper"):
                    raise SystemExit(0) from None
                raise

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order of the table."""
        return list(LINES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; for an unknown word None, and click says what there is."""
        if cmd_name not in LINES:
            return None
        if cmd_name in STUDIES:
            return STUDIES[cmd_name].command()
        command: click.Command = import_module(OTHERS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, importing none of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(LINES.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the likely word for a misspelt command."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from sim.scenario.problems import like

            near = like(args[0], LINES)
            if not near or "Did you mean" in error.message:
                raise
            raise click.UsageError(f"{error.message} Did you mean {near!r}?", ctx) from error

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; failures that people can mend become words on stderr and exit code 1 or 2."""
        from sim.cli.failures import explain
        from sim.plots.reading import without_help
        from sim.studies.command_line.signals import interrupts

        without_help()
        try:
            with interrupts():
                told = super().invoke(ctx)
                sys.stdout.flush()
                return told
        except click.exceptions.Exit as left:
            if reader_gone() and left.exit_code == 0:
                ctx.exit(0)
            raise
        except click.NoSuchOption as error:
            short = error.option_name.lstrip("-")
            if len(short) == 1 and error.ctx and any(f"-{short}" in one.opts for one in error.ctx.command.params):
                raise click.NoSuchOption(error.option_name, possibilities=[f"-{short}"], ctx=error.ctx) from None
            raise
        except (click.ClickException, click.Abort):
            raise
        except (Exception, KeyboardInterrupt) as error:
            if isinstance(error, BrokenPipeError) and reader_gone():
                ctx.exit(0)
            message, code = explain(error)
            if message is None:
                raise
            click.echo(message, err=True)
            ctx.exit(code)


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done; 1 a run failed or was interrupted (what is done is kept); 2 the input is wrong.",
)
@click.version_option(__version__, prog_name="moratorium")
def cli() -> None:
    """Simulate whether an energy-strike moratorium is agreed, holds and ends, and what it does to the lights.

    A scenario file in, thousands of histories through, outcome distributions and plots out. It explores conditions;
    it forecasts nothing.
    """


def main() -> None:
    """Entry point of the command `moratorium` and of `python -m sim`."""
    # Files are drawn in memory. A notebook sets a backend for what it starts, which may not be installed here.
    os.environ["MPLBACKEND"] = "agg"
    # The matrices here are small: threads that wait to multiply them would only take time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Modules and pictures make a quarter of a million objects that stay: the usual 700 would have them looked through
    # hundreds of times, and to take them apart at the end costs a seventh of a short run. Their memory goes anyway.
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, 20, 20)
    atexit.register(gc.freeze)
    # A scenario's title may hold any script; a terminal that cannot show it is no reason to fail.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    cli(prog_name="moratorium")
