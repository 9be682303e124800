"""What two scenarios of other spans can still be compared in: a total over 90 days is no total over 365."""

from __future__ import annotations

from sim.outcomes.certain import certain
from sim.outcomes.headlines import HEADLINES, Headline
from sim.outcomes.table import OUTCOMES
from sim.scenario import Scenario


def same_span(a: Scenario, b: Scenario) -> bool:
    """Whether both cover the same dates."""
    return a.start == b.start and equally_long(a, b)


def equally_long(a: Scenario, b: Scenario) -> bool:
    """Whether both run for as many days, so that totals over them mean the same."""
    return a.horizon_days == b.horizon_days


def comparable(a: Scenario, b: Scenario) -> list[str]:
    """Names of the headlines that mean the same in both.

    Those within so many days that both run; of totals over the whole span only those of spans that are equally long;
    of totals over a season only those of the same dates; nothing that is not asked of one of them.
    """
    signed = {name for one in (a, b) for name, why in certain(one).items() if why.startswith("not asked")}
    horizon = min(a.horizon_days, b.horizon_days)
    return [
        name
        for name, headline in HEADLINES.items()
        if headline.applies(horizon)
        and name not in signed
        and (equally_long(a, b) or not over_the_span(headline))
        and (same_span(a, b) or not name.startswith("winter_"))
    ]


def over_the_span(headline: Headline) -> bool:
    """Whether it grows with the length of the histories: all but a share within so many days and a mean state."""
    return headline.within is None and OUTCOMES[headline.column].kind != "share"
