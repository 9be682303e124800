"""Moratorium: the kinds and their terms, incidents, misreading, forgiveness, temptation, collapse."""

from sim.scenario.clocks import KINDS
from sim.scenario.parameter import JUDGEMENT, Parameter, choice, integer, number, probability

ENDLESS = 1e9

_WEIGHTS = (
    "the first mass wave ended every lull that broke; the lull of 2023-24 outlived several refinery hits and ended after a "
    "cluster of them (Ukrenergo via Kyiv Independent; RBC-Ukraine)"
)
_TIT_FOR_TAT = "generous tit for tat under noise (Axelrod 1984; Nowak & Sigmund 1992)"
_LULLS = "two lulls, of 183 and 83 days (Ukrenergo via Kyiv Independent; RBC-Ukraine, 30 October 2024)"


def _weight(event: str, default: int, sentence: str, **words: object) -> Parameter:
    return integer(f"moratorium.breach_weight.{event}", "breaches", default, (1, 1000),
        role="uncertainty", data_to="2024-11-17", basis="R, J", condition="C8", sentence=sentence, source=_WEIGHTS, **words)  # fmt: skip


_GENERAL: tuple[Parameter, ...] = (
    choice("moratorium.initial", "tacit", KINDS,
        no_range="a word", role="lever", data_to="2024-10-30", basis="A", condition="C3", start_only=True,
        sentence="Kind of moratorium in force on the first day.",
        source="the article of 30 October 2024: both sides have struck less in recent weeks"),
    number("moratorium.tacit_formation_per_day", "1/d", 0.005, (0.0, 5.0),
        range=(0.0, 0.02), role="uncertainty", data_to="2024-11-17", basis="R", condition="C3",
        sentence="Rate at which a tacit understanding forms when there is none and both sides are as likely as not to say yes.",
        source=_LULLS),
    number("moratorium.incidents_per_day", "1/d", 0.05, (0.0, 20.0),
        range=(0.02, 0.15), role="uncertainty", data_to="2025-04-30", basis="J", condition="C8",
        sentence="Serious ambiguous incidents a day by each side under a moratorium.",
        source=JUDGEMENT + ": serious ones only; in spring 2025 each side claimed more than one violation a day (Ukrainska Pravda; TASS)"),
    probability("moratorium.misread", 0.3,
        range=(0.1, 0.5), role="uncertainty", data_to="1992-12-31", basis="L, J", condition="C8",
        sentence="Probability that an incident which nobody explains is taken for a deliberate strike.",
        source=f"{_TIT_FOR_TAT}; size: judgement"),
    probability("moratorium.forgiveness", 0.3,
        range=(0.1, 0.6), role="uncertainty", data_to="1992-12-31", basis="L, J", condition="C8",
        sentence="Probability that the victim lets a breach of weight 1 pass; of weight w, this to the power w.",
        source=f"{_TIT_FOR_TAT}; size: judgement"),
    _weight("russian_wave", 8, "Weight of a Russian wave as a breach, in whole units; 1 is as much as an incident.",
        range=(3, 10)),
    _weight("refinery_strike", 2, "Weight of a refinery strike as a breach, in whole units; 1 is as much as an incident.",
        range=(1, 4)),
    _weight("incident", 1, "Weight of a misread incident as a breach, in whole units.",
        no_range="the unit in which the others are measured"),
    probability("moratorium.hotline", 0.2,
        range=(0.0, 0.6), role="lever", data_to="2024-10-30", basis="J, L", condition="C8",
        sentence="Probability that an incident under a tacit understanding, which has no monitors, is explained by a word between the two.",
        source=JUDGEMENT + ": as much as weak monitoring; the contrition channel of noisy reciprocity (Wu & Axelrod 1995)"),
    number("moratorium.deterrence", "-", 0.5, (0.0, 1.0),
        range=(0.0, 1.0), role="uncertainty", data_to="2004-12-31", basis="L, J", condition="C8",
        sentence="Share of the temptation to breach a formal deal that full monitoring takes away.",
        source="monitoring and the durability of ceasefires (Fortna 2004), between other parties; size: judgement"),
    number("moratorium.temptation.ukraine", "-", 1.0, (0.0, 10.0),
        range=(0.0, 2.0), role="uncertainty", data_to="2024-10-30", basis="J", condition="C8",
        sentence="How Ukraine's restraint weakens as the cold passes (the shield is worth less): its factor grows by exp(this) from deep winter to spring.",
        source="the article of 30 October 2024: Kyiv resumed in February and March; size, equal for both on purpose: judgement"),
    number("moratorium.temptation.russia", "-", 1.0, (0.0, 10.0),
        range=(0.0, 2.0), role="uncertainty", data_to="2024-10-30", basis="J", condition="C8",
        sentence="How Russia's restraint weakens in the cold (a strike is worth more): its factor grows by exp(this) towards deep winter.",
        source="the campaign of winter 2022-23 (Ukrainian Air Force); size, equal for both on purpose: judgement"),
    number("moratorium.collapse_retaliation.russia", "strikes", 4.0, (0.0, 50.0),
        range=(0.0, 8.0), role="uncertainty", data_to="2024-06-22", basis="R", condition="C8",
        sentence="Expected further Russian waves when a moratorium collapses by a Ukrainian breach.",
        source="eight waves in the 92 days from 22 March 2024, of which 4.3 are expected without a collapse (UN HRMMU via report.az); "
        "later, four in the 60 days after 17 November 2024"),
    number("moratorium.collapse_retaliation.ukraine", "strikes", 4.0, (0.0, 50.0),
        range=(0.0, 8.0), role="uncertainty", data_to="2024-10-30", basis="J", condition="C8",
        sentence="Expected further refinery strikes when a moratorium collapses by a Russian breach.",
        source=JUDGEMENT + ": the same as Russia's, so that the model takes no side"),
    probability("moratorium.none.trust_level", 0.3,
        no_range="the level from which those of the kinds are measured", role="uncertainty", data_to="2024-10-30", basis="J",
        sentence="Level to which trust relaxes while there is no moratorium.",
        source=JUDGEMENT + ": low, but above nothing, since prisoners and bodies were exchanged all through the war"),
)  # fmt: skip

_SCOPE_SOURCE = {
    "tacit": "the article of 30 October 2024: the understanding is about energy installations; all of them: judgement",
    "partial": "the two lists of March 2025 differed (Kremlin via TASS; Ukrainska Pravda); size: judgement",
    "complete": "the article of 30 October 2024: a complete halt",
}
_RESTRAINT_SOURCE = {
    "tacit": "no mass strike on energy in the winter of 2023-24 (deputy energy minister via nenka.info), and none from 26 August to "
    "17 November 2024 (RBC-Ukraine)",
    "partial": "as under the tacit understanding: judgement",
    "complete": "no large strike on power plants in the 30 days from 18 March 2025 (Krone), refinery strikes stopped (Reuters)",
}
_DATA_TO = {"tacit": "2024-11-17", "partial": "2025-03-18", "complete": "2025-04-17"}
_DEFAULTS: dict[str, tuple[float, float, int, float]] = {
    "tacit": (1.0, 0.10, 5, 0.5),
    "partial": (0.7, 0.10, 5, 0.7),
    "complete": (1.0, 0.05, 5, 0.8),
}


def _restraint(kind: str, side: str, factor: float) -> Parameter:
    adjective = {"russia": "Russian", "ukraine": "Ukrainian"}[side]
    return number(f"moratorium.{kind}.restraint.{side}", "-", factor, (0.0, 1.0),
        range=(0.03, 0.25), role="uncertainty", data_to=_DATA_TO[kind], basis="R, J", condition="C3",
        sentence=f"Factor on the {adjective} base rate inside the scope of a {kind} moratorium (0 none at all, 1 no restraint).",
        source=_RESTRAINT_SOURCE[kind])  # fmt: skip


def _kind(kind: str) -> tuple[Parameter, ...]:
    scope, restraint, tolerance, level = _DEFAULTS[kind]
    return (
        probability(f"moratorium.{kind}.scope", scope,
            range=(0.5, 1.0), role="lever", data_to=_DATA_TO[kind], basis="A, J", condition="C11",
            sentence=f"Share of strikes that a {kind} moratorium covers; the rest stay legal.",
            source=_SCOPE_SOURCE[kind]),
        _restraint(kind, "russia", restraint),
        _restraint(kind, "ukraine", restraint),
        integer(f"moratorium.{kind}.tolerance", "breaches", tolerance, (0, 1_000_000_000),
            range=(3, 8), role="uncertainty", data_to="2025-04-30", basis="J", condition="C8",
            sentence=f"Weight of breaches within the window that a {kind} moratorium survives; 1,000 or more is never reached.",
            source=JUDGEMENT + "; the moratorium of March 2025 outlived dozens of claimed violations (Ukrainian and Russian foreign ministries)"),
        probability(f"moratorium.{kind}.trust_level", level,
            range=(0.3, 0.9), role="uncertainty", data_to="2024-10-30", basis="J", condition="C10",
            sentence=f"Level to which trust relaxes while a {kind} moratorium holds.",
            source=JUDGEMENT + ": the stronger the commitment, the higher (Powell 2006)"),
    )  # fmt: skip


_TERMS: tuple[Parameter, ...] = (
    number("moratorium.terms.days", "d", 60.0, (0.1, 36_500.0),
        range=(14.0, 180.0), role="lever", data_to="2025-03-18", basis="R", condition="C10", nullable=True,
        sentence="Length of one term of a formal deal; null is endless.",
        source="two months in the Doha draft of August 2024 (Washington Post via pledgetimes.com); 30 days in March 2025 (Kremlin via TASS)"),
    integer("moratorium.terms.max_renewals", "renewals", 6, (0, 1_000_000),
        no_range="a clause of a text that is not written; six renewals of 60 days outlast the horizon", role="lever", data_to="2023-07-17", basis="J", condition="C10",
        sentence="How often a formal deal may be renewed.",
        source=JUDGEMENT + "; the Black Sea grain deal was renewed about as often as it could be, then not"),
    number("moratorium.terms.renewal_bonus", "logit", 1.0, (-50.0, 50.0),
        range=(0.0, 2.0), role="lever", data_to="2026-01-31", basis="R, J", condition="C10",
        sentence="How much easier a renewal is than a first yes (a text may run on unless it is denounced).",
        source="three of four renewals of the Black Sea grain deal in 2022-23, none of the truces of 2025 and January 2026: the one "
        "number set on evidence after the article"),
    probability("moratorium.terms.monitoring", 0.2,
        range=(0.0, 0.9), role="lever", data_to="2021-12-31", basis="J", condition="C8",
        sentence="Probability that the monitors of a formal deal explain an incident before it can be misread.",
        source=JUDGEMENT + "; agreements with compliance mechanisms last longer (Fortna 2004; Clayton & Sticher 2021)"),
    number("moratorium.terms.window_days", "d", 14.0, (0.0, ENDLESS),
        range=(7.0, 60.0), role="lever", data_to="2024-10-30", basis="J", condition="C8",
        sentence="Days for which a breach counts towards the tolerance.",
        source=JUDGEMENT),
    probability("moratorium.terms.graduated_response", 0.0,
        range=(0.0, 1.0), role="lever", data_to="2025-03-18", basis="J", condition="C8",
        sentence="How far answers to a breach of a formal deal are held down by an agreed ladder of responses (1 takes off 70%).",
        source=JUDGEMENT + "; the published text of March 2025 only freed the other side (Kremlin via TASS)"),
)  # fmt: skip

PARAMETERS: tuple[Parameter, ...] = (*_GENERAL, *_kind("tacit"), *_kind("partial"), *_kind("complete"), *_TERMS)
