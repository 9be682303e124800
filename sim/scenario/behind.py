"""Which series of the record stand behind a parameter of basis R; sections of docs/record.md where there are none."""

from __future__ import annotations

from sim.scenario.registry import REGISTRY

_SCHEDULES = ("schedule_hours",)
_LULLS = ("mass_strike", "tacit_spell")
_TALKS = ("deal_attempt",)

BEHIND: dict[str, tuple[str, ...]] = {
    "strikes.russia.per_day": ("mass_strike", "russian_waves"),
    "strikes.russia.damage_gw": _SCHEDULES,
    "strikes.russia.light_share": _SCHEDULES,
    "strikes.russia.saturation": _SCHEDULES,
    "strikes.ukraine.per_day": ("refinery_strikes",),
    "strikes.ukraine.refining_share": ("refining_idle",),
    "moratorium.tacit_formation_per_day": ("tacit_spell",),
    "moratorium.breach_weight": _LULLS,
    "moratorium.collapse_retaliation.russia": ("mass_strike",),
    "moratorium.tacit.restraint": _LULLS,
    "moratorium.partial.restraint": _LULLS,
    "moratorium.complete.restraint": ("formal_deal",),
    "moratorium.terms": ("deal_attempt", "formal_deal"),
    "talks": _TALKS,
    "kursk": ("kursk_area",),
    "grid.nuclear_gw": ("R5",),
    "grid.other_gw": ("peak_demand", "R5"),
    "grid.imports_gw": ("import_limit", "electricity_imports"),
    "grid.destroyed_gw": ("generation_lost",),
    "grid.restored_share": ("generation_restored",),
    "grid.nuclear_summer": ("R5",),
    "grid.nuclear_winter": ("R5",),
    "grid.schedule_stretch": ("schedule_hours", "hours_short"),
    "grid": _SCHEDULES,
    "refining.idle_at_start": ("refining_idle", "refining_idle_all_causes"),
    "refining": ("refining_idle",),
}
"""A parameter or a section of them -> series of `sim.record`, or sections of the page; the longest name that fits."""


SECTIONS = {"R5": "r5-ukraines-power-system"}
"""The sections of docs/record.md that are named above, with their anchors."""


def links(path: str) -> str:
    """What stands behind a parameter as Markdown links to docs/record.md; nothing where there is nothing."""
    return ", ".join(f"[`{name}`](record.md#{SECTIONS.get(name, name)})" for name in behind(path))


def rests_on_record(path: str) -> bool:
    """Whether the basis of a parameter names the record."""
    return "R" in REGISTRY[path].basis.replace("*", "").split(", ")


def behind(path: str) -> tuple[str, ...]:
    """The series (or sections) behind a parameter; none unless its basis names the record."""
    if not rests_on_record(path):
        return ()
    parts = path.split(".")
    names = (".".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((BEHIND[name] for name in names if name in BEHIND), ())
