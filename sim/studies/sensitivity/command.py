"""`moratorium sensitivity`: which parameters matter, apart from luck."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from sim.studies.command_line import options

if TYPE_CHECKING:
    from sim.studies.sensitivity.result import Sensitivity

OUTCOMES = ("deal_180", "unserved_gwh")


@click.command(short_help="Which parameters matter, apart from luck.")
@options.together(
    click.argument("scenario"),
    click.option(
        "--outcome", "outcomes", multiple=True, metavar="NAME",
        help=f"Headline share or mean; may be given again. [default: {', '.join(OUTCOMES)}]",
    ),
    click.option(
        "--parameter", "parameters", multiple=True, metavar="PATH",
        help="Vary this one; may be given again. [default: the uncertain ones of the scenario, or all with a range]",
    ),
    click.option(
        "--rows", type=options.Count(16), default=512, show_default=True, help="Rows of the design, a power of 2."
    ),
    click.option(
        "-n", "--replicates", "n", type=options.Count(2), default=100, show_default=True,
        help="Histories an evaluation.",
    ),
    click.option(
        "--single-rows", type=options.Count(16), default=2048, show_default=True,
        help="Rows of the design in which an evaluation is one history and luck is a factor.",
    ),
    click.option(
        "--most", type=options.Count(1), default=12, show_default=True,
        help="With more parameters, those of the largest swing one at a time have indices.",
    ),
    options.seed,
    options.overrides,
    options.study_out,
    options.workers,
    options.cluster,
    options.resume,
    options.formats,
    options.no_explore,
    options.as_json,
)  # fmt: skip
def command(
    scenario: str, outcomes: tuple[str, ...], parameters: tuple[str, ...], overrides: tuple[str, ...], **given: Any
) -> None:
    """Vary the uncertain parameters of SCENARIO over their ranges: one at a time, and all together (Sobol indices).

    Indices come two ways: of the mean over luck, and of one history with luck as a factor of its own. A ranking says
    which unknowns matter, not which to change: strike rates are uncertainties here, never levers.
    """
    from sim.studies.asked import averaged
    from sim.studies.command_line.loading import load
    from sim.studies.sensitivity.factors import choose

    base = load(scenario, overrides)
    wanted = [headline.name for headline in averaged(base.horizon_days, outcomes or OUTCOMES)]
    kept = _run(base, wanted, choose(base, parameters), given)
    if given["as_json"]:
        click.echo(_for_machines(kept))
    else:
        from sim.studies.sensitivity.words import words

        click.echo(words(kept))
    for line in kept.failures:
        click.echo(line, err=True)
    if kept.failures:
        click.get_current_context().exit(1)


def _run(base: Any, outcomes: list[str], factors: Any, given: dict[str, Any]) -> Sensitivity:
    from sim.results.places import default_folder
    from sim.studies.command_line.progress import bar
    from sim.studies.sensitivity.settings import SensitivitySettings
    from sim.studies.sensitivity.write import write

    out = given["out"] or default_folder(base.name, "sensitivity")
    with bar(f"{base.name}, {len(factors)} parameters") as (progress, say):
        settings = SensitivitySettings(
            rows=given["rows"], n=given["n"], single_rows=given["single_rows"], most=given["most"],
            seed=given["seed"], workers=given["workers"] or 0, cluster=given["cluster"], progress=progress,
        )  # fmt: skip
        return write(out, (base, outcomes, factors, settings), given["formats"], resume=given["resume"], say=say)


def _for_machines(kept: Sensitivity) -> str:
    tables = {name: kept.table(name).to_dicts() for name in ("effects", "indices")}
    return json.dumps({"path": str(kept.path), **kept.about, **tables}, indent=1, ensure_ascii=False)
