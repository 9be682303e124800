"""The progress bar: on stderr, only on a terminal, with rate and time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from sim.studies.command_line.printing import printable
from sim.studies.command_line.signals import heed


def say(line: str) -> None:
    """One line for the person waiting, on stderr."""
    click.echo(line, err=True)


@contextmanager
def bar(title: str) -> Iterator[tuple[Callable[[int, int], None], Callable[[str], None]]]:
    """Give `(progress, say)`: `progress(done, total)` moves a bar; `say` prints a line above it.

    Where stderr is no terminal there is no bar, and rich is not even imported.
    """
    if not sys.stderr.isatty():
        yield (lambda done, total: heed()), say
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    # The bar's own signs go past the guard; its words do not.
    console = Console(file=getattr(sys.stderr, "stream", sys.stderr))
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(printable(title), total=None, rate="")

        begun: list[tuple[float, int]] = []

        def move(done: int, total: int) -> None:
            heed()
            now = time.monotonic()
            if not begun:
                begun.append((now, done))
            (start, kept), rate = begun[0], ""
            if done > kept and now > start:
                rate = f"{(done - kept) / (now - start):,.0f}/s"
            progress.update(task, completed=done, total=total, rate=rate)

        yield move, lambda line: console.print(printable(line), markup=False, highlight=False)
