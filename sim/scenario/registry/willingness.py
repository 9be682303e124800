"""Willingness, demands and trust: what makes each side say yes in a round."""

from sim.scenario.parameter import JUDGEMENT, Parameter, number, probability

_PRIOR = (
    "a prior, not a fit: set so that the Qatar round of summer 2024 succeeds with at most the 20% that officials gave it "
    "(Washington Post via pledgetimes.com)"
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


def _price(
    name: str, default: float, likely: tuple[float, float], sentence: str, source: str, data_to: str
) -> Parameter:
    return number(f"willingness.{name}", "logit", default, (0.0, 50.0),
        range=likely, role="uncertainty", data_to=data_to, basis="L, J", condition="C1",
        sentence=sentence, source=f"{source}; size: judgement")  # fmt: skip


PARAMETERS: tuple[Parameter, ...] = (
    _intercept("ukraine", 0.3),
    _intercept("russia", 0.3),
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
    _price("signature", 1.5, (0.5, 2.5),
        "What a text costs each side over and above talking about it, against yes at signature and renewal.",
        "sign: a yes to talks binds nobody; level: with it the Qatar round succeeds as rarely as officials thought (August 2024)",
        "2024-08-31"),
    _price("intrusion", 0.3, (0.0, 1.5),
        "Weight of monitoring and graduated response against yes to a text.",
        "sign: monitoring that assures compliance also exposes (Coe & Vaynman 2020, on arms control); that it makes agreements "
        "easier to keep (Fearon 1998) acts through moratorium.deterrence and terms.monitoring",
        "2020-12-31"),
    _price("duration", 0.3, (0.0, 1.5),
        "Weight of the length of a term against yes to a text: half of it at 60 days, all of it without an end.",
        "sign: the longer a deal binds, the longer each holds out for better terms (Fearon 1998); that it also helps to keep "
        "the deal is not part of this",
        "1998-12-31"),
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
