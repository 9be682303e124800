"""`sim.conditions`: what each condition of the article contributes; tables in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.scenario import Scenario, load
from sim.studies.asked import averaged
from sim.studies.conditions import tables
from sim.studies.conditions.study import ConditionsSettings, chosen, study

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.figure import Figure

    from sim.studies.conditions.study import Conditions as Found


@dataclass(frozen=True)
class Conditions:
    """A study of conditions: `contributions` and `interactions` (polars), `plot(outcome)`, a notebook view."""

    found: Found

    @property
    def contributions(self) -> pl.DataFrame:
        """One row an outcome and condition: its Shapley value, alone and last, with paired 95% limits."""
        return tables.contributions(self.found)

    @property
    def interactions(self) -> pl.DataFrame:
        """One row an outcome and pair, the largest first."""
        return tables.interactions(self.found)

    def plot(self, outcome: str | None = None) -> Figure:
        """The figure of one outcome, the first unless named; KeyError for one that was not asked for."""
        from sim.studies.conditions.figures import NAME, figures

        return figures(self.found)[f"{NAME}-{outcome or next(iter(self.found.outcomes))}"]

    def text(self) -> str:
        """The paragraph of each outcome."""
        from sim.studies.conditions.words import summary

        return "\n\n".join(summary(self.found, outcome) for outcome in self.found.outcomes)

    def _repr_html_(self) -> str:
        from sim.outcomes.headlines import HEADLINES
        from sim.studies.conditions.words import cells, ranked

        parts = [f"<h4>{escape(self.found.scenario.title)}</h4>"]
        heads = "".join(f"<th>{head}</th>" for head in ("condition", "contribution", "alone", "last", "what it states"))
        for outcome, weighed in self.found.outcomes.items():
            headline = HEADLINES[outcome]
            rows = "".join(
                "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells(name, one, headline)) + "</tr>"
                for name, one in ranked(self.found, weighed)
            )
            parts.append(
                f"<p>{escape(headline.label)}</p><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
            )
        return "".join(parts)


def conditions(
    scenario: Scenario | str | Path | Mapping[str, object],
    outcomes: Sequence[str] = ("deal_365", "unserved_gwh", "russian_waves"),
    only: Sequence[str] = (),
    **settings: Any,
) -> Conditions:
    """Run every combination of the conditions that act, under the same luck; nothing is written.

    `outcomes` are names of headline shares and means; `only` the ids to switch. Further `settings` are those of
    `sim.studies.conditions.study.ConditionsSettings`: n, seed, pairs, workers, cluster, progress. Raises
    `ScenarioError` or `sim.studies.errors.StudyError` for a request that is wrong.

    >>> import sim
    >>> weighed = sim.conditions("baseline", ["russian_waves"], only=["C3", "C8"], n=20)
    >>> weighed.contributions["condition"].sort().to_list()
    ['C3', 'C8']
    """
    base = scenario if isinstance(scenario, Scenario) else load(scenario)
    wanted = averaged(base.horizon_days, outcomes)
    return Conditions(study(base, wanted, chosen(base, only), ConditionsSettings(**settings)))
