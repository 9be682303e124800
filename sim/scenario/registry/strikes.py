"""Strikes: base rates, damage and reciprocity. Aggregate rates only: uncertainties, never levers."""

from sim.scenario.parameter import JUDGEMENT, Parameter, number, probability

_MONTHS = (
    "monthly counts before 30 October 2024 are no more spread than without it (Fano factor 1.6 against 2.2-2.4) but more "
    "persistent (lag-one correlation 0.53 against 0.2)"
)
_LEWIS = "Lewis et al. 2012 on self-exciting violence"
_CONTESTED = "Jaeger & Paserman 2008 (retaliation runs one way) against Haushofer et al. 2010 (it runs both ways)"

PARAMETERS: tuple[Parameter, ...] = (
    number("strikes.russia.per_day", "1/d", 0.02, (0.0, 20.0),
        range=(0.012, 0.04), role="uncertainty", data_to="2024-12-31", basis="R", condition="C3",
        sentence="Unprovoked Russian mass strikes on the power system a day, outside the cold season and without any moratorium.",
        source="13 waves in the 284 days from 22 March 2024 (nine by 31 August: UN HRMMU via report.az; the rest counted by "
        "Ukrenergo and the Ukrainian Air Force) = 0.046 a day, answers included"),
    number("strikes.russia.shift_per_day", "1/d", 1.0 / 90.0, (0.0, 20.0),
        range=(0.0, 1.0 / 30.0), role="uncertainty", data_to="2024-10-30", basis="J",
        sentence="Rate at which Russia's campaign shifts to another level, for reasons outside the model.",
        source=f"{_MONTHS}; size: judgement"),
    number("strikes.russia.winter_pull", "-", 1.0, (0.0, 20.0),
        range=(0.0, 2.0), role="uncertainty", data_to="2024-12-31", basis="J", condition="C8",
        sentence="How much the coldest day raises the Russian base rate (1 doubles it on 20 January).",
        source=JUDGEMENT + "; the dated waves of 2024 do not show it"),
    number("strikes.russia.damage_gw", "GW", 4.0, (0.0, 50.0),
        range=(3.0, 4.8), role="uncertainty", data_to="2024-12-31", basis="R", condition="C4",
        sentence="Mean capacity that one wave puts out of use, drawn from an exponential distribution.",
        source="history match to 1,951 hours with outage schedules in 2024 (Energy Map/DiXi via nikvesti.com)"),
    probability("strikes.russia.light_share", 0.88,
        range=(0.2, 0.92), role="uncertainty", data_to="2024-12-31", basis="R", condition="C4",
        sentence="Share of the damage of a wave that is light: lines and substations, back within weeks (0.88 in a campaign on "
        "networks, 0.2 in one on plants).",
        source="history match to the outage hours of 2022-24: networks in the winter of 2022-23 and from August 2024, plants in "
        "spring 2024 (Energy Map/DiXi; DTEK)"),
    number("strikes.russia.saturation", "-", 1.0, (0.0, 1.0),
        range=(0.0, 1.0), role="uncertainty", data_to="2024-12-31", basis="R, J", condition="C4",
        sentence="How far heavy damage falls off with what is out already, which cannot be hit again (0 not at all, 1 in proportion).",
        source="history match to the outage hours of 2024 (Energy Map/DiXi); size: judgement"),
    number("strikes.ukraine.per_day", "1/d", 0.10, (0.0, 20.0),
        range=(0.05, 0.2), role="uncertainty", data_to="2024-12-31", basis="R", condition="C7",
        sentence="Unprovoked Ukrainian strikes on refineries a day, before the push that is meant as leverage.",
        source="about 80 strikes on oil installations in 2024, from dated press reports (Bloomberg via Censor.net, Reuters)"),
    number("strikes.ukraine.shift_per_day", "1/d", 1.0 / 90.0, (0.0, 20.0),
        range=(0.0, 1.0 / 30.0), role="uncertainty", data_to="2024-10-30", basis="J",
        sentence="Rate at which Ukraine's campaign shifts to another level, for reasons outside the model.",
        source=f"{_MONTHS}; size: judgement"),
    number("strikes.ukraine.leverage_push", "-", 0.5, (0.0, 20.0),
        range=(0.0, 1.0), role="uncertainty", data_to="2024-10-30", basis="A", condition="C7",
        sentence="How much the refinery strikes rise while no formal deal is in force, to press Moscow back to the talks.",
        source="the article of 30 October 2024 (after the Financial Times): strikes on refineries as leverage"),
    number("strikes.ukraine.refining_share", "share", 0.008, (0.0, 1.0),
        range=(0.005, 0.015), role="uncertainty", data_to="2024-03-31", basis="R", condition="C7",
        sentence="Mean share of Russian refining capacity that one strike idles, drawn from an exponential distribution.",
        source="about 14% of capacity idle at the end of March 2024 (Reuters via ukranews.com; estimates of 10-17%)"),
    number("strikes.shift_sd", "-", 0.3, (0.0, 3.0),
        range=(0.0, 0.7), role="uncertainty", data_to="2024-10-30", basis="J",
        sentence="Standard deviation of what a shift adds to the log of a campaign's rate; 0 is no shifting.",
        source=f"{_MONTHS}; size: judgement"),
    number("strikes.shift_memory", "-", 0.5, (0.0, 1.0),
        range=(0.0, 0.8), role="uncertainty", data_to="2024-10-30", basis="J",
        sentence="Share of a campaign's level that a shift keeps.",
        source=f"{_MONTHS}; size: judgement"),
    number("strikes.reciprocity.russia_by_russia", "strikes", 0.2, (0.0, 5.0),
        range=(0.0, 0.5), role="uncertainty", data_to="2012-12-31", basis="L, J", condition="C8",
        sentence="Expected further Russian waves that one Russian wave sets off (campaigns come in bursts).",
        source=f"{_LEWIS}; size: judgement"),
    number("strikes.reciprocity.ukraine_by_ukraine", "strikes", 0.2, (0.0, 5.0),
        range=(0.0, 0.5), role="uncertainty", data_to="2012-12-31", basis="L, J", condition="C8",
        sentence="Expected further refinery strikes that one refinery strike sets off.",
        source=f"{_LEWIS}; size: judgement"),
    number("strikes.reciprocity.russia_by_ukraine", "strikes", 0.05, (0.0, 5.0),
        range=(0.0, 0.12), role="uncertainty", data_to="2010-12-31", basis="L, J", condition="C8",
        sentence="Expected Russian waves that one refinery strike provokes.",
        source=f"{_CONTESTED}; size: judgement"),
    number("strikes.reciprocity.ukraine_by_russia", "strikes", 0.5, (0.0, 5.0),
        range=(0.0, 1.0), role="uncertainty", data_to="2010-12-31", basis="L, J", condition="C8",
        sentence="Expected refinery strikes that one Russian wave provokes.",
        source=f"{_CONTESTED}; size: judgement"),
    number("strikes.reciprocity.memory_days", "d", 14.0, (0.1, 3650.0),
        range=(5.0, 40.0), role="uncertainty", data_to="2010-12-31", basis="L",
        sentence="Mean delay of an answer, and the time over which the memory of a provocation fades.",
        source="impulse responses of days to weeks in Jaeger & Paserman 2008 and Haushofer et al. 2010"),
)  # fmt: skip
