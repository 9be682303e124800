"""The one table of outcomes: what each column of a history's row is called, in what unit, of what kind.

Headlines, figures, tables, words, the documentation of the data and its dictionary read it; a new outcome column is a
line here, beside the row's type (`sim.model.records.ROW_DTYPE`, whose order it keeps).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["time", "count", "amount", "share"]
Better = Literal["more", "fewer"]

PREFIX = "questions."
"""In front of a question's name where it stands among outcomes: no question can be taken for a column of the rows."""


@dataclass(frozen=True, slots=True)
class Share:
    """A headline share of a time: the histories in which that day is reached, by day `within` where given."""

    name: str
    label: str
    within: int | None
    better: Better


@dataclass(frozen=True, slots=True)
class Outcome:
    """One column of the row.

    `kind`: the day of a first event (`time`, null if it never comes), a `count`, an `amount` (of energy, hours, days)
    or a `share`. `headline` says whether its mean is a headline; `shares` are the headline shares of a time;
    `quantiles` whether its spread is told, too. `better` is the sign of better in a comparison: a convention for
    signs, not a ranking of policies. `sentence` explains the column.
    """

    name: str
    label: str
    unit: str
    kind: Kind
    sentence: str
    better: Better = "fewer"
    headline: bool = False
    quantiles: bool = False
    shares: tuple[Share, ...] = ()

    @property
    def shown_unit(self) -> str:
        """The unit beside the label: a count's own unit is in its label, so that its kind is shown."""
        return "count" if self.kind == "count" else self.unit


_DEALS = (
    Share("deal_180", "formal deal within 180 days", 180, "more"),
    Share("deal_365", "formal deal within 365 days", 365, "more"),
)
_COMPLETE = (Share("complete_365", "complete deal within 365 days", 365, "more"),)
_BROKEN = (Share("tacit_ended_180", "tacit understanding broken within 180 days", 180, "fewer"),)
_OPENED = (Share("broader_talks", "broader talks opened", None, "more"),)

_ALL = (
    Outcome("first_deal_day", "first formal deal", "d", "time",
            "day of the first formal deal; null if there is none", "more", shares=_DEALS),
    Outcome("first_complete_day", "first complete deal", "d", "time",
            "day of the first complete deal", "more", shares=_COMPLETE),
    Outcome("tacit_end_day", "end of the first tacit spell", "d", "time",
            "day on which the first tacit spell ends by breach or shock; null else", shares=_BROKEN),
    Outcome("deal_days", "life of the first formal spell", "d", "amount",
            "how long the first formal spell lasts", "more"),
    Outcome("formal_days", "days under a formal deal", "d", "amount", "days under any formal deal", "more", True),
    Outcome("broader_talks_day", "broader talks open", "d", "time",
            "day on which broader talks open", "more", shares=_OPENED),
    Outcome("kursk_clear_day", "Kursk cleared", "d", "time",
            "day on which nothing is held in Kursk for the first time"),
    Outcome("russian_waves", "Russian waves", "waves", "count", "Russian waves on the power system", headline=True),
    Outcome("russian_answers", "Russian answers", "waves", "count", "the answers among the Russian waves"),
    Outcome("refinery_strikes", "refinery strikes", "strikes", "count",
            "Ukrainian strikes on refining", headline=True),
    Outcome("ukrainian_answers", "Ukrainian answers", "strikes", "count", "the answers among the refinery strikes"),
    Outcome("breaches", "breaches", "breaches", "count", "breaches that were not forgiven", headline=True),
    Outcome("incidents", "incidents", "incidents", "count", "ambiguous incidents"),
    Outcome("hours_short", "hours short", "h", "amount",
            "hours in which supply lies below demand", headline=True, quantiles=True),
    Outcome("schedule_hours", "schedule hours", "h", "amount", "hours of scheduled cuts", headline=True),
    Outcome("unserved_gwh", "unserved energy", "GWh", "amount",
            "energy demanded and not served", headline=True, quantiles=True),
    Outcome("customer_outage_hours", "customer outage hours", "h", "amount",
            "hours without power of an average customer", headline=True),
    Outcome("worst_day_gwh", "unserved energy on the worst day", "GWh", "amount", "unserved energy of the worst day"),
    Outcome("winter_hours_short", "hours short, November to March", "h", "amount",
            "hours short on dates in November to March", headline=True),
    Outcome("winter_unserved_gwh", "unserved energy, November to March", "GWh", "amount",
            "unserved energy on dates in November to March", headline=True),
    Outcome("refining_idle_mean", "refining capacity idle", "share of capacity", "share",
            "share of refining capacity idle: mean over time", headline=True),
    Outcome("refining_idle_max", "refining capacity idle, largest", "share of capacity", "share",
            "share of refining capacity idle: largest"),
)  # fmt: skip

OUTCOMES: dict[str, Outcome] = {outcome.name: outcome for outcome in _ALL}


def capital(label: str) -> str:
    """A label at the head of an axis or a row."""
    return label[:1].upper() + label[1:]
