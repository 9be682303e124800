"""`moratorium compare`: scenarios under the same luck, the first as the reference."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.studies.command_line import options

if TYPE_CHECKING:
    from sim.studies.compare.result import Comparison

SHOWN = ("outcome", "difference", "95% interval", "better", "equal", "worse", "saves")
"""Columns of the terminal's table, besides the two levels; the report has the others."""


@click.command(short_help="Compare scenarios under the same luck.")
@options.together(
    click.argument("sources", metavar="A B [C ...]", nargs=-1, required=True),
    options.replicates,
    options.seed,
    click.option(
        "--out", type=click.Path(path_type=Path), metavar="DIR", help="Folder to write. [default: results/A_vs_B]"
    ),
    click.option(
        "--set",
        "overrides",
        metavar="[A:]PATH=VALUE",
        multiple=True,
        help="Change a parameter of every scenario, or of the one named before the colon (A, B, ... by place, or as "
        "typed); may be given again.",
    ),
    click.option(
        "--bridge",
        is_flag=True,
        help="Say what each change does where several were made: a waterfall, a paragraph.",
    ),
    options.questions,
    options.engine,
    options.workers,
    click.option(
        "--draws",
        type=options.Count(2),
        help="Sets of the uncertain parameters, -n histories each; for scenarios that have any. [default: 64]",
    ),
    options.resume,
    click.option("--csv", is_flag=True, help="Write the tables as CSV, too."),
    options.xlsx,
    options.formats,
    options.no_explore,
    options.as_json,
)
@click.pass_context
def command(
    ctx: click.Context,
    /,
    sources: tuple[str, ...],
    overrides: tuple[str, ...],
    out: Path | None,
    formats: tuple[str, ...],
    as_json: bool,
    **settings: Any,
) -> None:
    """Compare B, C, ... with A, history by history under the same luck.

    Each is a scenario file, the name of a shipped scenario, or a results folder. Folders are read as they are, and
    compared without pairing (and with the reason why) if their seeds, numbers of histories, draws, ceilings or rules
    differ; for folders, -n and --seed say nothing. Writes a folder with tables, pictures and a report.
    """
    from sim.studies.command_line.loading import warn
    from sim.studies.command_line.progress import bar, say
    from sim.studies.compare.arms import changed
    from sim.studies.compare.verb import compare
    from sim.studies.compare.write import summary

    if len(sources) < 2:
        raise click.UsageError("compare takes two or more scenarios or results folders; `moratorium run` takes one")
    target = out or _default(sources)
    with bar("compare") as (progress, line):
        settings |= {name: settings[name] or 0 for name in ("workers", "draws")}
        comparison: Comparison = compare(
            *changed(sources, overrides), **settings, out=target, formats=formats, progress=progress, say=line
        )  # fmt: skip
    path = comparison.path or target
    if as_json:
        about = {"path": str(path), **summary(comparison), "words": comparison.paragraphs()}
        click.echo(json.dumps(about, indent=1, ensure_ascii=False, allow_nan=False))
    else:
        click.echo(_for_people(comparison, path))
    for note in comparison.notes:
        say(note)
    for arm in comparison.arms:
        warn(arm.scenario)
    if comparison.failed or comparison.failures:
        ctx.exit(1)


def _default(sources: tuple[str, ...]) -> Path:
    """`results/A_vs_B_vs_C`, by file or folder name; cut short where a file system would refuse it."""
    from sim.results.places import default_folder
    from sim.scenario.names import name_of_file

    return default_folder(*(name_of_file(Path(source).stem) for source in sources), between="_vs_")


def _optional(heads: list[str]) -> list[int]:
    """Places of the columns that a narrow terminal can do without, the most dispensable first."""
    return [heads.index(head) for head in ("saves", "equal", "worse", "better") if head in heads]


def _for_people(comparison: Comparison, path: Path) -> str:
    from sim.report.text import near, paragraph, table
    from sim.studies.compare.question_tables import asks, questions_table
    from sim.studies.compare.tables import differences_table
    from sim.studies.compare.words import trace_command

    blocks = []
    for arm, words in zip(comparison.others, comparison.paragraphs(), strict=False):
        found = differences_table(comparison, arm, "differences", short=True)
        keep = [at for at, column in enumerate(found.columns) if column.head in SHOWN or at in (1, 2)]
        heads = [found.columns[at].head for at in keep]
        rows = [[row[at].text for at in keep] for row in found.rows if "quantile" not in row[0].text]
        blocks.append(f"{found.title}\n\n{table(heads, rows, numeric=range(1, len(keep)), optional=_optional(heads))}")
        if asks(comparison, arm):
            asked = questions_table(comparison, arm, "questions", short=True)
            rows = [[cell.text for cell in row] for row in asked.rows]
            blocks.append(table([column.head for column in asked.columns], rows, numeric=(4, 5)))
        if arm.failure:
            blocks.append(f"{arm.name} failed: {arm.failure}")
        blocks.append(paragraph(words))
        if command := trace_command(comparison, arm):
            blocks.append(f"To see why: {command}")
    blocks.append(paragraph(comparison.paragraphs()[-1]))
    blocks.append(f"Report: {near(path / 'report.html')}")
    return "\n\n".join(blocks)
