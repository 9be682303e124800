"""A scenario as plain data, as YAML that loads again, and as a digest."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import yaml

from sim.scenario.actions import TERMS
from sim.scenario.distribution import Distribution
from sim.scenario.events import Event
from sim.scenario.problems import clip

if TYPE_CHECKING:
    from sim.scenario.resolved import Resolved


def jsonable(scenario: Resolved) -> dict[str, Any]:
    """Give the scenario as what JSON holds: dates as text, parameters by path, distributions as in a file."""
    return {
        "name": scenario.name,
        "title": scenario.title,
        "question": scenario.question,
        "conditions": list(scenario.conditions),
        "without": list(scenario.without),
        "extends": scenario.parent,
        **_content(scenario),
    }


def digest(scenario: Resolved) -> str:
    """Give the SHA-256 (hex) of start, horizon, parameters, events and ceilings."""
    text = json.dumps(_content(scenario), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _content(scenario: Resolved) -> dict[str, Any]:
    """What decides the histories."""
    return {
        "start": scenario.start.isoformat(),
        "horizon_days": scenario.horizon_days,
        "values": {path: _plain(value) for path, value in scenario.values.items()},
        "events": [_event(event) for event in scenario.events],
        "ceilings": dict(scenario.ceilings),
    }


def _plain(value: object) -> object:
    return value.as_mapping() if isinstance(value, Distribution) else value


def _event(event: Event) -> dict[str, Any]:
    """Write one event in the form of the file."""
    form: dict[str, Any] = {}
    if event.when is None:
        form["day"] = event.day
    else:
        form["when"] = {event.when[0]: event.when[1]}
        form["after_days"] = event.after_days
    if event.action == "set":
        form["set"] = dict(event.values)
    elif event.action in ("withdraw", "end"):
        form[event.action] = True
    elif event.action == "sign":
        form["sign"] = {"kind": event.target, **{path.removeprefix(TERMS): v for path, v in event.values.items()}}
    elif event.action in ("stage", "strike"):
        form[event.action] = event.target
    else:
        form["offensive"] = True if event.by_default else event.km2
    return form


def to_yaml(scenario: Resolved) -> str:
    """Write every value in nested sections, without ``extends``: the file stands alone."""
    content = _content(scenario)
    tree: dict[str, Any] = {
        "name": scenario.name,
        "title": scenario.title,
        "question": scenario.question,
        "conditions": list(scenario.conditions),
        "without": list(scenario.without),
        "start": scenario.start,
        "horizon_days": scenario.horizon_days,
    }
    for path, value in content["values"].items():
        *groups, name = path.split(".")
        place = tree
        for group in groups:
            place = place.setdefault(group, {})
        source = scenario.origins[path].source if path in scenario.origins else ""
        place[name] = {"value": value, "source": source} if source else value
    tree["ceilings"] = content["ceilings"]
    tree["events"] = content["events"]
    if scenario.questions:
        tree["questions"] = {question.name: question.text for question in scenario.questions}
    text = yaml.safe_dump(tree, sort_keys=False, allow_unicode=True, width=110, default_flow_style=False)
    return f"# {clip(scenario.name, 300)}: the resolved scenario; every parameter is written out.\n{text}"
