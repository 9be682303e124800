"""Grid: the Ukrainian power system as one bus."""

from sim.scenario.parameter import JUDGEMENT, Parameter, integer, number, probability

_MATCH = "history match to 1,951 hours with outage schedules in 2024 (Energy Map/DiXi via nikvesti.com)"
_STACK = "supply in autumn 2024: 7.8 GW nuclear, 25 thermal units of 4.5 GW, 35 hydro units of 2.3 GW (ubn.news)"

_CAPACITY: tuple[Parameter, ...] = (
    number("grid.nuclear_gw", "GW", 7.7, (0.0, 100.0),
        range=(5.0, 7.8), role="uncertainty", data_to="2024-10-30", basis="R", condition="C5",
        sentence="Nuclear capacity under Ukrainian control, which strikes do not remove.",
        source=_STACK),
    number("grid.other_gw", "GW", 10.3, (0.0, 200.0),
        range=(9.0, 12.0), role="uncertainty", data_to="2024-03-31", basis="R", condition="C5",
        sentence="Thermal, hydro and other capacity before the damage: what strikes can remove.",
        source="about 18 GW of peak served in winter 2023-24 (Zelensky via ukranews.com), less the nuclear units"),
    number("grid.imports_gw", "GW", 1.7, (0.0, 50.0),
        range=(0.0, 2.5), role="uncertainty", data_to="2024-10-29", basis="R", condition="C5",
        sentence="Imports from European neighbours at the limit of the lines.",
        source="1.7 GW, raised to 2.1 GW from 1 December 2024 (European Commission, 29 October 2024)"),
    number("grid.destroyed_gw", "GW", 8.8, (0.0, 200.0),
        range=(8.0, 10.0), role="scenario", data_to="2024-10-30", basis="A, R", condition="C4", start_only=True,
        sentence="Capacity destroyed before the first day; divided by nuclear and other capacity it is almost half.",
        source="the article of 30 October 2024: almost half; 9-9.2 GW lost in spring 2024 (UN HRMMU via report.az; Zelensky via ukranews.com)"),
    probability("grid.restored_share", 0.75,
        range=(0.4, 0.9), role="scenario", data_to="2025-02-28", basis="R, J", condition="C4", start_only=True,
        sentence="Share of the destroyed capacity that is usable again on the first day.",
        source="about half by November 2024 (DTEK via Reuters), 5 of 10 GW by February 2025 (Brussels Times); more was usable, since "
        "almost no outages were seen that October: judgement"),
    probability("grid.usable_share", 0.9,
        range=(0.8, 1.0), role="uncertainty", data_to="2024-10-30", basis="J", condition="C4",
        sentence="Share of undamaged thermal, hydro and other capacity that is available at the evening peak.",
        source=JUDGEMENT + ": ordinary outages and water"),
    number("grid.sheddable_share", "share", 0.5, (0.01, 1.0),
        range=(0.4, 0.6), role="uncertainty", data_to="2024-12-13", basis="J", condition="C4",
        sentence="Share of the load that can be switched off in turn: customers outside protected lines.",
        source=JUDGEMENT + "; half of consumers were on schedules on 13 December 2024 (Ukrainska Pravda)"),
)  # fmt: skip

_REPAIR: tuple[Parameter, ...] = (
    integer("grid.crews", "crews", 30, (0, 1_000_000_000),
        range=(20, 36), role="uncertainty", data_to="2024-12-31", basis="R", condition="C4",
        sentence="Blocks under repair at once; a million is endless crews, 0 is no repair.",
        source=_MATCH),
    number("grid.repair_days", "d", 50.0, (0.1, 36_500.0),
        range=(35.0, 75.0), role="uncertainty", data_to="2024-12-31", basis="R, J", condition="C4",
        sentence="Mean days that one crew needs for one block of heavy damage.",
        source=f"{_MATCH}; at least half of the losses back in four months was the aim (DTEK via Interfax-Ukraine)"),
    number("grid.block_gw", "GW", 0.1, (0.0001, 10.0),
        no_range="a unit of the model, not a quantity of the world", role="scenario", data_to="2024-10-30", basis="J", condition="C4", start_only=True,
        sentence="Size of one block of heavy damage.",
        source=JUDGEMENT + ": half a small thermal unit"),
    number("grid.light_repair_days", "d", 18.0, (0.1, 36_500.0),
        range=(8.0, 28.0), role="uncertainty", data_to="2024-12-31", basis="R", condition="C4",
        sentence="Days in which light damage falls to 1/e.",
        source=f"{_MATCH}; outages in Kyiv fell from 11.2 to 9.5 hours a day in two mostly quiet weeks of 2022 (YASNO via Apostrophe)"),
)  # fmt: skip

_DEMAND: tuple[Parameter, ...] = (
    number("grid.demand_mean_gw", "GW", 14.4, (0.1, 200.0),
        range=(14.1, 14.7), role="uncertainty", data_to="2024-12-31", basis="R", condition="C4",
        sentence="Evening peak demand averaged over the year.",
        source=f"{_MATCH}; lower than the 18-18.5 GW of published winter peaks (IEA), because of savings: a caution"),
    number("grid.demand_swing_gw", "GW", 1.9, (0.0, 100.0),
        range=(1.6, 2.5), role="uncertainty", data_to="2024-12-31", basis="R", condition="C4",
        sentence="How far the evening peak rises above its mean on 20 January, and falls below it in July.",
        source=f"{_MATCH}; 12 GW in summer 2024 against 18.5 GW forecast for winter (IEA)"),
    number("grid.night_drop", "share", 0.32, (0.01, 0.99),
        range=(0.28, 0.37), role="uncertainty", data_to="2024-12-31", basis="R, J", condition="C4",
        sentence="Share by which load falls from the evening peak to the night.",
        source=_MATCH),
    number("grid.weather_sd", "share", 0.04, (0.0, 0.15),
        range=(0.02, 0.06), role="uncertainty", data_to="2024-12-31", basis="R, J", condition="C4",
        sentence="Standard deviation of daily demand around the season, as a share.",
        source=_MATCH),
    number("grid.weather_memory", "-", 0.8, (0.0, 1.0),
        range=(0.6, 0.9), role="uncertainty", data_to="2024-10-30", basis="J", condition="C4",
        sentence="Correlation of one day's weather with the next.",
        source=JUDGEMENT + ": spells of cold last about a week"),
    probability("grid.nuclear_summer", 0.70,
        range=(0.62, 0.75), role="uncertainty", data_to="2024-12-31", basis="R, J", condition="C5",
        sentence="Share of nuclear capacity available in July, the season of planned repairs.",
        source=f"summer supply below 10 GW in 2024 (Financial Times via Ukrainska Pravda); {JUDGEMENT}"),
    probability("grid.nuclear_winter", 0.95,
        range=(0.9, 1.0), role="uncertainty", data_to="2024-12-31", basis="R, J", condition="C5",
        sentence="Share of nuclear capacity available on 20 January.",
        source=f"all nine units on line for winter 2024-25 (ubn.news); {JUDGEMENT}"),
    number("grid.felt_days", "d", 14.0, (1.0, 36_500.0),
        no_range="a definition of what is felt; the weight on it carries the doubt", role="uncertainty", data_to="2024-10-30", basis="J", condition="C4",
        sentence="Days over which outages are averaged before they weigh on decisions.",
        source=JUDGEMENT + ": about two weeks"),
)  # fmt: skip

PARAMETERS: tuple[Parameter, ...] = (*_CAPACITY, *_REPAIR, *_DEMAND)
