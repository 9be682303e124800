"""Kursk and the broader talks: the area held, Moscow's precondition, and what a lasting deal could open."""

from sim.scenario.parameter import JUDGEMENT, Parameter, number, probability

PARAMETERS: tuple[Parameter, ...] = (
    number("kursk.area_km2", "km2", 600.0, (0.0, 20_000.0),
        range=(500.0, 800.0), role="scenario", data_to="2024-10-30", basis="R", condition="C6", start_only=True,
        sentence="Area of the Kursk region held by Ukraine on the first day.",
        source="about 600 km2 on 30 October 2024 (Financial Times via RBC-Ukraine); 560-800 km2 in November (DeepState; General Staff via Reuters)"),
    number("kursk.unit_km2", "km2", 100.0, (1.0, 20_000.0),
        no_range="a unit of the model, not a quantity of the world", role="scenario", data_to="2024-10-30", basis="J", condition="C6", start_only=True,
        sentence="Area of one unit that is lost or taken at once.",
        source=JUDGEMENT + ": small against the area held, and few enough to count"),
    number("kursk.loss_per_day", "1/d", 0.010, (0.0, 5.0),
        range=(0.006, 0.02), role="uncertainty", data_to="2025-03-13", basis="R", condition="C6",
        sentence="Rate at which each unit held is lost.",
        source="about 1,300 km2 in August 2024, 600 at the end of October, 140 on 13 March 2025 (Syrskyi via UNN; Financial Times "
        "via RBC-Ukraine; DeepState via The Moscow Times): half-life of about 70 days"),
    probability("kursk.precondition.strictness", 0.9,
        range=(0.0, 1.0), role="uncertainty", data_to="2024-10-30", basis="A", condition="C6",
        sentence="Probability that Moscow refuses a complete halt, at signature, while more than the tolerated area is held.",
        source="the article of 30 October 2024 (after the Financial Times): Moscow unlikely to agree until Ukrainian troops leave; "
        "Ushakov, Lavrov and Shoigu in August and September 2024 (The Moscow Times)"),
    number("kursk.precondition.tolerated_km2", "km2", 100.0, (0.0, 20_000.0),
        range=(0.0, 400.0), role="uncertainty", data_to="2025-03-18", basis="A, J", condition="C6",
        sentence="Area up to which Moscow would take Kursk as left.",
        source="the moratorium of 18 March 2025 followed by five days the fall to 140 km2 (DeepState via The Moscow Times); size: judgement"),
    number("kursk.offensive_per_day", "1/d", 0.0, (0.0, 5.0),
        range=(0.0, 0.02), role="uncertainty", data_to="2024-10-30", basis="A", condition="C2",
        sentence="Rate of further ground offensives that no event in the file dates.",
        source="the article of 30 October 2024: one offensive derailed the talks; none is foreseen, so 0"),
    number("kursk.offensive_km2", "km2", 1000.0, (0.0, 20_000.0),
        no_range="one offensive is on record, and by default there is no other", role="scenario", data_to="2024-08-12", basis="R", condition="C2",
        sentence="Area that an offensive takes.",
        source="1,000 km2 within a week of 6 August 2024 (Ukrainian claim via Euromaidan Press)"),
    number("broader_talks.hold_days", "d", 45.0, (0.0, 36_500.0),
        range=(20.0, 120.0), role="uncertainty", data_to="2024-10-30", basis="A, J", condition="C10",
        sentence="Days that a formal deal must have held without a breach before larger talks can open.",
        source="the article of 30 October 2024: a halt could show readiness for larger talks; length: judgement"),
    number("broader_talks.per_day", "1/d", 1.0 / 60.0, (0.0, 50.0),
        no_range="nothing on record bounds it: no energy deal has led to larger talks", role="uncertainty", data_to="2024-08-31", basis="J", condition="C10",
        sentence="Rate at which larger talks open once a deal has held, before trust and demands weigh in.",
        source=JUDGEMENT + ": about two months, as long as the Qatar round of June to August 2024 (Washington Post)"),
)  # fmt: skip
