"""Talks: stage, channel, pace, mediator, and what throws them back."""

from sim.scenario.clocks import STAGES
from sim.scenario.parameter import JUDGEMENT, Parameter, boolean, choice, integer, number, probability

PARAMETERS: tuple[Parameter, ...] = (
    choice("talks.stage", "contacts", STAGES,
        no_range="a word", role="scenario", data_to="2024-10-30", basis="A", condition="C1", start_only=True,
        sentence="Stage of the talks on the first day.",
        source='the article of 30 October 2024: "at a very early stage"'),
    boolean("talks.channel_open", True,
        no_range="a switch", role="lever", data_to="2024-10-30", basis="A", condition="C1",
        sentence="Whether the two sides talk at all; closed, no round takes place and no formal deal can be signed.",
        source="the article of 30 October 2024; both capitals denied the talks (Meduza and The Moscow Times, 30 October 2024)"),
    number("talks.round_days", "d", 17.0, (0.1, 36_500.0),
        range=(7.0, 45.0), role="uncertainty", data_to="2024-08-31", basis="R", condition="C1",
        sentence="Mean days between rounds while the channel is open.",
        source="about two months of shuttling by Qatar to a near-agreement in August 2024 (Washington Post via pledgetimes.com): three to four rounds"),
    number("talks.mediator", "-", 0.5, (0.0, 5.0),
        range=(0.0, 1.0), role="lever", data_to="2024-10-30", basis="J", condition="C1",
        sentence="Weight of the mediator (0 none, 0.5 Qatar in 2024, 1 one that both capitals cannot ignore).",
        source="mediation by Qatar: the article of 30 October 2024; its weight: judgement"),
    number("talks.cool_off_days", "d", 60.0, (0.0, 36_500.0),
        range=(30.0, 180.0), role="uncertainty", data_to="2024-10-30", basis="R, J", condition="C2",
        sentence="Days without rounds or a new tacit understanding after a derailment or a collapse.",
        source="85 days from the Kursk offensive of 6 August 2024 to the report of new talks on 30 October (Financial Times via RBC-Ukraine)"),
    probability("talks.derail_probability", 0.9,
        range=(0.5, 1.0), role="uncertainty", data_to="2024-08-31", basis="A, J", condition="C2",
        sentence="Probability that an offensive throws the talks back to dormant and ends any moratorium.",
        source="Russia postponed the Doha meeting after 6 August 2024 (Washington Post via pledgetimes.com); size: judgement"),
    probability("talks.partial_fallback", 0.25,
        range=(0.0, 1.0), role="uncertainty", data_to="2024-10-30", basis="J", condition="C6",
        sentence="Probability that the sides settle for a partial deal when Moscow refuses the complete one.",
        source=JUDGEMENT),
    integer("talks.setback_on_end", "stages", 1, (0, 3),
        range=(0, 3), role="uncertainty", data_to="2024-10-30", basis="J", condition="C1",
        sentence="Stages that the talks fall back when a formal deal ends by breach or expiry.",
        source=JUDGEMENT + "; around 80% of ceasefire agreements fail, and earlier failures raise later chances (Quinn & Joshi via theworld.org)"),
)  # fmt: skip
