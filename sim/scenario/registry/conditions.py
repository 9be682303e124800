"""The one list of the conditions that the article states (C12: the record).

The table in the documentation, the file key ``without``, ``moratorium explain`` and ``moratorium conditions`` read it.
"""

from __future__ import annotations

from sim.scenario.condition import Condition, Plain, Switch


def _off(*pairs: tuple[str, Plain]) -> tuple[Switch, ...]:
    return tuple(Switch(path, value) for path, value in pairs)


CONDITIONS: dict[str, Condition] = {
    one.id: one
    for one in (
        Condition("C1",
            "talks at a very early stage; Kyiv wants to resume, through Qatar, what was nearly agreed in August",
            "stages and rounds, `talks.mediator`",
            _off(("talks.channel_open", False)),
            test="no channel, no formal deal"),
        Condition("C2",
            "the near-agreement was derailed by a ground offensive",
            "`offensive`: stage to dormant, cooling off, trust lost",
            _off(("kursk.offensive_per_day", 0.0)), drops=("offensive",),
            test="an offensive that derails for certain: nothing is signed until the cooling off is over"),
        Condition("C3",
            "both sides have lately struck less",
            "`moratorium.initial: tacit` and its restraint",
            (Switch("moratorium.initial", "none", only_from="tacit"), Switch("moratorium.tacit_formation_per_day", 0.0)),
            test="with all feedback off, strikes fall by exactly the restraint factor; by default fewer strikes in the first 30 days"),
        Condition("C4",
            "winter, and almost half of generation destroyed",
            "the grid, winter demand, `grid.destroyed_gw`",
            _off(("strikes.russia.damage_gw", 0.0), ("grid.destroyed_gw", 0.0)),
            test="unserved energy rises with damage and with demand"),
        Condition("C5",
            "dependence on nuclear power and imports",
            "strikes remove other plants only; lost nuclear or import capacity comes straight off supply",
            (), no_switch="it is what is left of supply when C4 has done its work, and ends with C4",
            test="unserved energy is never higher with more of either"),
        Condition("C6",
            "no *complete* halt while Ukrainian troops hold Kursk",
            "`kursk.precondition` gates the complete kind",
            _off(("kursk.precondition.strictness", 0.0), ("willingness.kursk", 0.0)),
            test="strictness 1, no loss of area, no withdrawal: a complete deal never"),
        Condition("C7",
            "refinery strikes as leverage",
            "`strikes.ukraine.leverage_push`; accumulated cost helps, fresh provocation hurts",
            _off(("strikes.ukraine.leverage_push", 0.0), ("willingness.leverage", 0.0), ("willingness.provocation", 0.0)),
            test="doubling the strike rate raises P(deal in 180 d) with provocation weight 0 (0.069 to 0.090) and lowers it with 2.5 (0.017 to 0.007)"),
        Condition("C8",
            "last winter's tacit arrangement and how it ended",
            "tacit kind, `temptation`, weights of breaches, `collapse_retaliation`",
            _off(("moratorium.temptation.ukraine", 0.0), ("moratorium.temptation.russia", 0.0),
                 ("moratorium.collapse_retaliation.russia", 0.0), ("moratorium.collapse_retaliation.ukraine", 0.0)),
            test="with the article's temptations the first tacit spell's breach hazard is higher in March than in January (0.0060 and 0.0050 a day), in `mirror` lower (0.0063 and 0.0082); waves in the 60 d after a collapse (4.6) exceed those before it (0.5) and those without retaliation (2.2)"),
        Condition("C9",
            "maximal demands",
            "`demands.gap` leaks into the narrow deal by `demands.linkage`",
            _off(("demands.gap", 0.0)),
            test="linkage 0: the gap moves the broader talks alone"),
        Condition("C10",
            "a held moratorium could open larger talks",
            "clock `broader_talks`",
            _off(("broader_talks.per_day", 0.0)),
            test="none before a formal deal has held `hold_days`"),
        Condition("C11",
            "the talks are about energy installations",
            "`scope`: strikes out of scope are legal",
            _off(("moratorium.tacit.scope", 0.0), ("moratorium.partial.scope", 0.0), ("moratorium.complete.scope", 0.0)),
            test='scope 0 is exactly "no moratorium" for strikes'),
        Condition("C12",
            "(the record, not the article) both capitals denied the talks",
            "scenario `no_talks`, uncertain parameters, sources",
            (), no_switch="it is doubt about the report, not a mechanism; `no_talks` takes the denials at their word",
            test="every default carries a source and a range"),
    )
}  # fmt: skip
"""Every condition by its id, in the order of the documentation."""

SWITCHABLE: tuple[str, ...] = tuple(one.id for one in CONDITIONS.values() if one.off)
"""Conditions that can be switched off."""
