"""Willingness, demands and trust: what makes each side say yes in a round."""

from sim.scenario.parameter import JUDGEMENT, Parameter, number, probability

_PRIOR = (
    "a prior, not a fit: officials gave one round at most 20% (Washington Post via pledgetimes.com), and 2 of 9 "
    "known attempts at an energy truce took effect; set so that a deal within 180 days has a probability of about 0.08"
)


def _intercept(side: str, default: float) -> Parameter:
    capital = {"ukraine": "Kyiv", "russia": "Moscow"}[side]
    return number(f"willingness.{side}", "logit", default, (-50.0, 50.0),
        range=(default - 1.0, default + 1.0), role="uncertainty", data_to="2024-08-31", basis="J", condition="C1",
        sentence=f"Readiness of {capital} to say yes with every other term at 0.",
        source=_PRIOR)  # fmt: skip


def _weight(name: str, default: float, condition: str, sentence: str, source: str, data_to: str) -> Parameter:
    return number(f"willingness.{name}", "logit", default, (0.0, 50.0),
        range=(0.0, 2.5), role="uncertainty", data_to=data_to, basis="L, J", condition=condition,
        sentence=sentence, source=f"{source}; size: judgement")  # fmt: skip


PARAMETERS: tuple[Parameter, ...] = (
    _intercept("ukraine", 0.3),
    _intercept("russia", -0.9),
    _weight("pain", 1.0, "C4",
        "Weight of Ukraine's own outages (per 8 hours a day felt, at most twice) towards yes.",
        "sign: ripeness and the hurting stalemate (Zartman 2000)", "2000-12-31"),
    _weight("leverage", 1.2, "C7",
        "Weight of idle refining capacity (per 8% felt, at most twice) towards Moscow's yes.",
        "sign: the article of 30 October 2024, and ripeness (Zartman 2000)", "2024-10-30"),
    _weight("mediation", 1.0, "C1",
        "Weight of the mediator towards yes, for both sides.",
        "sign: the article of 30 October 2024 on Qatar; mediators choose hard cases, so this is no estimate of an effect",
        "2024-10-30"),
    _weight("trust", 1.5, "C8",
        "Weight of trust in the other side towards yes.",
        "sign: the commitment problem (Powell 2006)", "2006-12-31"),
    _weight("demands", 1.0, "C9",
        "Weight of the linked demands against yes, for both sides.",
        "sign: the shrinking bargaining range (Fearon 1995)", "1995-12-31"),
    _weight("advantage", 0.3, "C4",
        "Weight of Ukraine's outages against Moscow's yes: what is won by striking is not given up.",
        "sign: bargaining from strength (Fearon 1995; Powell 2006)", "2006-12-31"),
    _weight("provocation", 0.8, "C7",
        "Weight of fresh Ukrainian strikes (per two remembered, at most twice) against Moscow's yes.",
        "sign: the answers that Moscow announced to strikes on its refineries (Putin, 11 April 2024, via Kyiv Independent)", "2024-04-11"),
    _weight("kursk", 1.0, "C6",
        "Weight against Moscow's yes while more than the tolerated area of Kursk is held.",
        "sign: Ushakov, Lavrov and Shoigu in August and September 2024 (The Moscow Times)", "2024-09-30"),
    number("demands.gap", "-", 1.0, (0.0, 10.0),
        range=(0.0, 1.0), role="uncertainty", data_to="2024-10-30", basis="A", condition="C9",
        sentence="Distance between the demands on the war as a whole (0 none, 1 maximal: the occupied regions and the sanctions).",
        source="the article of 30 October 2024: demands that remain unacceptable to Kyiv"),
    number("demands.linkage", "-", 0.5, (0.0, 10.0),
        range=(0.0, 1.0), role="uncertainty", data_to="2024-10-30", basis="J", condition="C9",
        sentence="How far those demands leak into the narrow deal on energy (0 not at all, 1 fully).",
        source=JUDGEMENT + "; in December 2025 the Kremlin tied an energy truce to a full settlement (The Telegraph India)"),
    probability("trust.initial", 0.3,
        range=(0.0, 1.0), role="scenario", data_to="2024-10-30", basis="J", condition="C8", start_only=True,
        sentence="Trust of each side in the other on the first day.",
        source=JUDGEMENT + ": the level without any moratorium"),
    probability("trust.loss_per_breach", 0.5,
        range=(0.0, 1.0), role="uncertainty", data_to="2024-10-30", basis="J", condition="C8",
        sentence="Share of the trust in its author that an unforgiven breach, or an offensive, destroys.",
        source=JUDGEMENT),
    number("trust.recovery_days", "d", 90.0, (0.1, 1e9),
        range=(30.0, 365.0), role="uncertainty", data_to="2024-10-30", basis="J", condition="C8",
        sentence="Days in which the distance of trust to its level falls to 1/e.",
        source=JUDGEMENT + "; talks came back 85 days after the offensive of August 2024 (Financial Times via RBC-Ukraine)"),
)  # fmt: skip
