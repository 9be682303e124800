"""`moratorium sweep`: outcomes over the values of one parameter or several."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from sim.studies.command_line import options

if TYPE_CHECKING:
    from pathlib import Path

    from sim.scenario import Scenario
    from sim.studies.sweep.points import SweepPlan
    from sim.studies.sweep.result import Sweep


@click.command(short_help="Vary parameters; response curves and heat maps.")
@options.together(
    click.argument("scenario"),
    click.option(
        "--vary",
        multiple=True,
        metavar="PATH=LO:HI:STEPS",
        help="Evenly spaced values; or PATH=a,b,c; or with --design PATH=LO:HI, or PATH for its plausible range. "
        "Given again: a grid.",
    ),
    click.option(
        "--design",
        type=click.Choice(["grid", "lhs", "sobol"]),
        help="Points: all combinations, or spread. [default: grid]",
    ),
    click.option("--points", type=options.Count(2), help="How many, with --design lhs or sobol."),
    click.option(
        "-n", "--replicates", "n", type=options.Count(1), help="Histories a point. [default: 500; with --tip 2000]"
    ),
    options.seed,
    options.overrides,
    options.questions,
    options.study_out,
    options.engine,
    options.workers,
    click.option(
        "--tip", metavar="OUTCOME=VALUE", help="Find where an outcome crosses a value, along one --vary PATH=LO:HI."
    ),
    click.option("--against", metavar="SCENARIO", help="With --tip: the paired difference to this one crosses (0)."),
    options.cluster,
    click.option("--resume", is_flag=True, help="Go on where an earlier sweep stopped, or add points or histories."),
    click.option("--dry-run", is_flag=True, help="Say points, histories, time and disk; run nothing."),
    click.option("--outcome", "outcomes", multiple=True, metavar="NAME", help="Draw and print these only."),
    options.formats,
    options.no_explore,
    options.as_json,
)
def command(
    scenario: str,
    vary: tuple[str, ...],
    design: str | None,
    points: int | None,
    overrides: tuple[str, ...],
    questions: Path | None,
    **given: Any,
) -> None:
    """Run SCENARIO at every point, all points with the same luck, and write a tidy table, curves and maps.

    What the scenario asks (`questions:`) is answered at every point. Strike rates may be varied to see how much not
    knowing them matters; they are never levers here.
    """
    from sim.studies import STUDIES
    from sim.studies.asked import averaged
    from sim.studies.command_line.loading import load
    from sim.studies.run.asking import asking, with_questions
    from sim.studies.sweep.words import words

    base = with_questions(load(scenario, overrides), questions)
    _tell_medians(base)
    if given["tip"] is not None:
        # The search for a tipping point stands above the sweep: it is found through the list, and not imported.
        STUDIES["tip"].part("command").answer(base, vary, {**given, "overrides": overrides})
        return
    if given["against"] is not None:
        raise click.UsageError("--against belongs to --tip")
    averaged(base.horizon_days, given["outcomes"] or None, asking(base).questions)
    planned, kind = _plan(base, vary, design, points, given)
    if given["dry_run"]:
        _foretell(planned, given)
        return
    result = _run(planned, kind, given)
    click.echo(_for_machines(result) if given["as_json"] else words(result))
    for note in result.notes:
        click.echo(note, err=True)
    if result.failures:
        click.get_current_context().exit(1)


def _tell_medians(base: Scenario) -> None:
    """Uncertain parameters are not drawn here; whoever runs a sweep over them should know."""
    from sim.scenario import Distribution

    count = sum(isinstance(value, Distribution) for value in base.values.values())
    if count:
        few = f"{count} uncertain parameters stand" if count > 1 else "the uncertain parameter stands"
        click.echo(f"{few} at the median unless varied; `moratorium run` draws them", err=True)


def _plan(
    base: Scenario, vary: tuple[str, ...], design: str | None, points: int | None, given: dict[str, Any]
) -> tuple[SweepPlan, str]:
    """The plan of the command line; what it does not say is taken from the file's `sweep:` block."""
    from sim.studies.sweep.axes import axis, parse_axis
    from sim.studies.sweep.points import plan

    block = base.sweep
    axes = [parse_axis(text) for text in vary] or [axis(path, asked) for path, asked in (block.vary if block else ())]
    # Another set of parameters is another sweep: the file's design and points belong to the file's own.
    ours = block if block and not vary else None
    kind = design or (ours.design if ours else None) or "grid"
    count = points if points is not None else ours.points if ours and kind != "grid" else None
    n = given["n"] or (block.n if block else None) or 500
    return plan(base, axes, n, given["seed"], design=kind, points=count), kind


def _run(planned: SweepPlan, kind: str, given: dict[str, Any]) -> Sweep:
    from sim.results.places import default_folder
    from sim.studies.command_line.progress import bar
    from sim.studies.sweep.settings import SweepSettings
    from sim.studies.sweep.write import run_sweep

    out = given["out"] or default_folder(planned.base.name, "sweep", *planned.paths)
    with bar(f"{planned.base.name}, {len(planned.points):,} points") as (progress, say):
        settings = SweepSettings(
            out=out, resume=given["resume"], engine=given["engine"], workers=given["workers"] or 0,
            cluster=given["cluster"], progress=progress, say=say, outcomes=given["outcomes"], formats=given["formats"],
        )  # fmt: skip
        return run_sweep(planned, settings, kind)


def _foretell(planned: SweepPlan, given: dict[str, Any]) -> None:
    from sim.studies.sweep.forecast import forecast
    from sim.studies.sweep.words import foretold

    told = forecast(planned, given["engine"], given["workers"] or 0)
    click.echo(json.dumps(told, indent=1) if given["as_json"] else foretold(told))


def _for_machines(result: Sweep) -> str:
    assert result.path is not None
    about = json.loads((result.path / "summary.json").read_bytes())
    rows = result.points.drop("se").to_dicts()
    return json.dumps({"path": str(result.path), **about, "estimates": rows}, indent=1, ensure_ascii=False)
