"""Refining: Russian capacity out of use and its repair."""

from sim.scenario.parameter import JUDGEMENT, Parameter, number, probability

PARAMETERS: tuple[Parameter, ...] = (
    probability("refining.idle_at_start", 0.04,
        range=(0.0, 0.2), role="scenario", data_to="2024-09-30", basis="R, J", condition="C7", start_only=True,
        sentence="Share of Russian refining capacity out of use because of strikes on the first day.",
        source="14.5% offline from all causes in September 2024 (Reuters via Devdiscourse); the part due to strikes: judgement"),
    number("refining.repair_days", "d", 50.0, (0.1, 36_500.0),
        range=(36.0, 70.0), role="uncertainty", data_to="2024-04-15", basis="R", condition="C7",
        sentence="Time in which idled refining capacity falls to 1/e of what it was, with no further strike.",
        source="14% idle at the end of March 2024, 10% on 15 April (Reuters via ukranews.com and energytoday.ir): half-life of about 36 days"),
    number("refining.felt_days", "d", 30.0, (1.0, 36_500.0),
        no_range="a definition of what is felt; the weight on it carries the doubt", role="uncertainty", data_to="2024-10-30", basis="J", condition="C7",
        sentence="Days over which Moscow averages idle capacity before it weighs on its decisions.",
        source=JUDGEMENT + ": about a month of fuel stocks and export contracts"),
)  # fmt: skip
