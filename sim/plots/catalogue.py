"""Every figure by name: which verb draws it, from which tables, and what it shows in words.

No matplotlib here: a figure's module is imported when it is first drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sim.plots.context import Context

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Entry:
    """A figure of the catalogue.

    `verb` is what it belongs to (run, compare, sweep, sensitivity); `needs` names the data it takes, by position;
    `caption` is a line under it; `alt` says in words what a reader who cannot see it should know of its make-up.
    """

    name: str
    verb: str
    needs: tuple[str, ...]
    caption: str
    alt: str

    def load(self) -> Callable[..., Figure]:
        """The function that draws it; imports its module."""
        folder = self.verb if self.verb in ("run", "compare") else "studies"
        function: Callable[..., Figure] = getattr(import_module(f"sim.plots.{folder}.{self.name}"), self.name)
        return function


_ENTRIES = (
    Entry(
        "deal_share", "run", ("runs",), "Histories with a deal, by kind and day",
        "Rising step curves: the share of histories that have signed any formal deal, a first deal that is partial, "
        "and a complete deal, by days from the start, each with its 95% interval.",
    ),
    Entry(
        "spell_life", "run", ("spells",), "How long moratoria last and what ends them",
        "Three panels. Left, falling curves: the share of first tacit understandings and first formal deals that "
        "still hold, by days since they began, with 95% limits. Middle and right, stacked areas: the share "
        "ended by each cause, and the share still in force.",
    ),
    Entry(
        "supply_demand", "run", ("bands",), "Electricity supply and demand through the winter",
        "Two panels by date. Above, supply and demand at the evening peak in gigawatts: medians with bands of 50 and "
        "90% of histories. Below, supply less demand, with a line at zero. November to March is shaded.",
    ),
    Entry(
        "distributions", "run", ("runs",), "How outcomes are spread over histories",
        "Four histograms: unserved energy, hours short, Russian waves and refinery strikes, each with a strip that "
        "marks the 5, 25, 50, 75 and 95% quantiles.",
    ),
    Entry(
        "state_shares", "run", ("bands",), "Moratorium in force and stage of the talks",
        "Two panels of stacked areas by date: the share of histories in each kind of moratorium, and in each stage "
        "of the talks.",
    ),
    Entry(
        "sample_histories", "run", ("spells", "events"), "A sample of single histories",
        "One row a history along the dates: a bar coloured by the kind of moratorium in force, ticks above it for "
        "Russian waves, ticks below it for refinery strikes, circles on it for breaches and incidents taken as such.",
    ),
    Entry(
        "deal_curves", "compare", ("runs",), "Histories with a deal, by scenario and day",
        "Rising step curves, one a scenario: the share of histories with a deal by days from the start, each with "
        "its 95% interval.",
    ),
    Entry(
        "paired_differences", "compare", ("runs",), "Differences between paired histories",
        "Sorted curves, one a scenario: the difference of each history to the reference history with the same luck, "
        "from the lowest to the highest; beside them the mean differences with 95% intervals.",
    ),
    Entry(
        "forest", "compare", ("contrasts",), "All headline outcomes on one scale",
        "One row an outcome, one mark a scenario: the difference to the reference in standard deviations, with its "
        "95% interval, around a line at zero.",
    ),
    Entry(
        "bridge", "compare", ("steps",), "From one scenario to the other, a change at a time",
        "A waterfall: a bar at the top for the outcome in the reference, a bar a change from where the one above ends, "
        "with its 95% interval, and a bar at the bottom for the outcome in the other scenario.",
    ),
    Entry(
        "outcome_panels", "compare", ("runs",), "The distribution of an outcome, by scenario",
        "One histogram a scenario on shared axes, with a strip of quantiles, and the reference's outline in each.",
    ),
    Entry(
        "life_curves", "compare", ("spells",), "How long moratoria last, by scenario",
        "Two panels of falling curves, one a scenario: the share of first tacit understandings and of first formal "
        "deals that still hold, by days since they began, with 95% limits.",
    ),
    Entry(
        "cause_panels", "compare", ("spells",), "What ends moratoria, by scenario",
        "One panel of stacked areas a scenario: the share of first spells ended by each cause, and the share still "
        "in force, by days since they began.",
    ),
    Entry(
        "response_curves", "sweep", ("points",), "Outcomes over one parameter",
        "One panel an outcome: its value over the values of the varied parameter, with 95% intervals.",
    ),
    Entry(
        "heat_map", "sweep", ("points",), "An outcome over two parameters",
        "A grid of cells over the values of two parameters, coloured by the outcome, with contour lines.",
    ),
    Entry(
        "tipping_point", "sweep", ("points",), "Where an outcome crosses a level",
        "The outcome over one parameter with its interval, a dashed line at the level asked for, and a vertical line "
        "with a band where the two cross.",
    ),
    Entry(
        "tornado", "sensitivity", ("effects",), "One parameter at a time",
        "Horizontal bars, longest on top: the outcome at the low and at the high end of each parameter's plausible "
        "range, around the outcome as the scenario stands.",
    ),
    Entry(
        "total_indices", "sensitivity", ("indices",), "Which parameters matter, apart from luck",
        "Horizontal bars, largest on top: the total and the first-order Sobol index of each parameter, and of luck, "
        "with intervals.",
    ),
    Entry(
        "partial_effects", "sensitivity", ("curves",), "The shape of each parameter's effect",
        "One small panel a parameter on a shared scale: the mean outcome over the parameter's range, with intervals.",
    ),
    Entry(
        "luck_and_parameters", "sensitivity", ("runs",), "Luck beside not knowing the parameters",
        "Parameter draws sorted by their mean outcome: a dot for the mean, a bar for the 5 to 95% spread that luck "
        "makes within the draw, and a dashed line for the overall mean.",
    ),
    Entry(
        "timelines", "whatif", ("spells", "events", "days"), "One history along the dates, or two side by side",
        "Two panels by date. Above, a bar a history coloured by the kind of moratorium in force, ticks above it for "
        "Russian waves and below it for refinery strikes, circles for breaches. Below, supply less demand in "
        "gigawatts, with a line at zero. A dashed line marks where two histories part.",
    ),
    Entry(
        "saved_by", "whatif", ("shares", "strengths"), "What would have saved the deal",
        "Left, horizontal bars with 95% intervals: the share of collapses that one incident explained, one breach "
        "forgiven, one strike withheld, any of these, a pair, or none would have undone. Right, falling steps: the "
        "share of those savings that are at least so strong over redrawn futures.",
    ),
    Entry(
        "condition_contributions", "conditions", ("contributions",), "What each condition contributes",
        "One row a condition, the largest on top: a dot with its 95% interval for its contribution (Shapley value), on "
        "a bar from what it adds alone to what it adds when all others are on, around a line at zero.",
    ),
    Entry(
        "months_forecast", "hindcast", ("months",), "What was forecast for each month, and what came",
        "By month: a bar from the 5 to the 95% quantile of the forecast, thick from 25 to 75%, with a tick at the "
        "median, "
        "one colour a hindcast; black dots with ranges for what the record says came.",
    ),
    Entry(
        "reliability", "hindcast", ("bins",), "How often what was given a probability came true",
        "Points by the probability given: the share that came true with its 95% interval and the number of forecasts "
        "beside it, for the model as its parameters stand and in doubt; a diagonal line for perfect reliability.",
    ),
    Entry(
        "pit", "hindcast", ("histogram",), "Where what came lies in the forecast distributions",
        "Histograms of the probability integral transform in fifths, one panel a forecaster with its number of "
        "forecasts, "
        "and a dashed line at 1, where a calibrated forecaster would be flat.",
    ),
    Entry(
        "prior_posterior", "calibrate", ("bins",), "What the record makes of each parameter",
        "One panel a parameter over the quantile of its prior: bars for the density of the ensemble, a dashed line for "
        "the prior, dots for the share of sets that the record does not rule out.",
    ),
    Entry(
        "implausibility", "calibrate", ("bins",), "How implausible the record makes each stretch of a parameter",
        "One panel a parameter over the quantile of its prior: a line for the least implausible set of the first wave "
        "and one for the middle set, and a dashed line at the cutoff above which sets are ruled out.",
    ),
    Entry(
        "contraction", "calibrate", ("parameters",), "What was narrowed, and what stays unidentified",
        "A bar a calibrated parameter, the most narrowed on top: the share of the prior's variance that the record "
        "took away; below the dashed line bars are pale, for parameters that stay unidentified.",
    ),
    Entry(
        "predictive_checks", "calibrate", ("checks",), "What the ensemble predicts of each summary",
        "One row a summary: bars from 5 to 95% of histories under the prior and under the ensemble with ticks at the "
        "medians, and a diamond with a range for what was observed.",
    ),
)  # fmt: skip

FIGURES: dict[str, Entry] = {entry.name: entry for entry in _ENTRIES}


def figures_for(verb: str) -> list[Entry]:
    """The figures of a verb (run, compare, sweep, sensitivity), in the order in which a report shows them."""
    return [entry for entry in _ENTRIES if entry.verb == verb]


def draw(name: str, *data: Any, context: Context, **settings: Any) -> Figure:
    """Draw the figure `name` from its data, in the order of `Entry.needs`; raises KeyError for an unknown name."""
    if name not in FIGURES:
        raise KeyError(f"there is no figure {name!r}; there are {', '.join(FIGURES)}")
    return FIGURES[name].load()(*data, context=context, **settings)


def alt_text(name: str, context: Context) -> str:
    """The words that stand for the figure: its title, what it shows, and how many histories stand behind it."""
    return f"{context.title}. {FIGURES[name].alt} {context.provenance()}."
