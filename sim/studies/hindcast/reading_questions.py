"""The questions of a hindcast: each with what was observed, and from what its baselines come."""

from __future__ import annotations

import datetime
import re

from sim.scenario import Scenario
from sim.scenario.nodes import Node, entries
from sim.scenario.problems import Problems, nearest
from sim.scenario.questions import Checked, check_questions, is_share, may_be_never
from sim.scenario.questions.question import Question
from sim.scenario.read import read_boolean, read_date, read_number, read_text
from sim.studies.hindcast.form import Asked, Hazard, Seen

KEYS = ("ask", "observed", "series", "hazard", "officials")
MONTH_KEYS = ("ask", "observed", "series", "from", "to")
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def read_asked(node: Node, scenario: Scenario, problems: Problems) -> list[Asked]:
    """Read the mapping `questions:`."""
    if node.kind != "mapping":
        problems.add(node.origin, "questions", f"found {node.found()}; allowed: names, each with ask and observed")
        return []
    made = []
    for name, (key, value) in entries(node, "questions", problems).items():
        path = f"questions.{name}"
        said = _fields(value, path, KEYS, problems)
        if "ask" not in said:
            problems.add(key.origin, path, "has no ask:")
            continue
        seen = _seen(said["observed"], path, problems) if "observed" in said else Seen(None)
        checked = _check(name, said["ask"], said["ask"].text, scenario, problems)
        if checked is None:
            continue
        last = max((span[1] for span in checked.spans), default=None)
        month = (last or _last_date(said["ask"].text) or scenario.start).strftime("%Y-%m")
        hazard = _hazard(said["hazard"], f"{path}.hazard", problems) if "hazard" in said else None
        series, officials = _word(said, "series", path, problems), _word(said, "officials", path, problems)
        made.append(Asked(checked, seen, series, hazard, officials, month, _counts(checked)))
    return made


def read_months(node: Node, scenario: Scenario, problems: Problems) -> list[Asked]:
    """Read the mapping `months:`: one question for each calendar month from `from` to `to`."""
    if node.kind != "mapping":
        problems.add(node.origin, "months", f"found {node.found()}; allowed: names, each with {', '.join(MONTH_KEYS)}")
        return []
    made = []
    for name, (key, value) in entries(node, "months", problems).items():
        path = f"months.{name}"
        said = _fields(value, path, MONTH_KEYS, problems)
        if not {"ask", "observed", "from", "to"} <= set(said):
            problems.add(key.origin, path, "needs ask (with FROM and TO), observed (a series), from and to (months)")
            continue
        ends = [_month(said[end], f"{path}.{end}", problems) for end in ("from", "to")]
        if ends[0] is None or ends[1] is None:
            continue
        series = said["observed"].text
        month = ends[0]
        while month <= ends[1]:
            after = (month + datetime.timedelta(32)).replace(day=1)
            last = after - datetime.timedelta(1)
            text = said["ask"].text.replace("FROM", month.isoformat()).replace("TO", last.isoformat())
            checked = _check(f"{name}_{month:%Y_%m}", said["ask"], text, scenario, problems)
            if checked is None:
                break
            seen = Seen(f"{series}.{month:%Y-%m}", origin=said["observed"].origin)
            made.append(
                Asked(
                    checked,
                    seen,
                    _word(said, "series", path, problems) or series,
                    None,
                    None,
                    f"{month:%Y-%m}",
                    _counts(checked),
                )
            )
            month = after
    return made


def _fields(node: Node, path: str, keys: tuple[str, ...], problems: Problems) -> dict[str, Node]:
    if node.kind != "mapping":
        problems.add(node.origin, path, f"found {node.found()}; allowed: a mapping with {', '.join(keys)}")
        return {}
    said = {}
    for name, (key, value) in entries(node, path, problems).items():
        if name in keys:
            said[name] = value
        else:
            problems.add(
                key.origin, f"{path}.{name}", f"is not known here; allowed: {', '.join(keys)}{nearest(name, keys)}"
            )
    return said


def _check(name: str, node: Node, text: str, scenario: Scenario, problems: Problems) -> Checked | None:
    if node.kind != "scalar" or node.null:
        problems.add(node.origin, f"questions.{name}", f"found {node.found()}; allowed: a question")
        return None
    question = Question(name, " ".join(text.split()), node.origin, text == node.text)
    checked = check_questions([question], scenario.start, scenario.horizon_days, problems)
    if checked and may_be_never(checked[0]):
        problems.add(
            node.origin, f"questions.{name}", "is a day; a hindcast asks for a number, or what is true or false"
        )
        return None
    return checked[0] if checked else None


def _seen(node: Node, path: str, problems: Problems) -> Seen:
    """A row's id, a figure or a truth, or a mapping with value, low, high and source."""
    path = f"{path}.observed"
    if node.kind == "mapping":
        said = _fields(node, path, ("value", "low", "high", "source"), problems)
        if "value" not in said:
            problems.add(node.origin, path, "has no value:")
            return Seen(None)
        figures = {key: _figure(said[key], path, problems) for key in ("value", "low", "high") if key in said}
        source = read_text(said["source"], f"{path}.source", problems, 500) if "source" in said else ""
        value = figures["value"]
        low, high = figures.get("low", value), figures.get("high", value)
        if None not in (value, low, high) and not low <= value <= high:  # type: ignore[operator]
            problems.add(node.origin, path, f"value {value:g} lies outside of low to high")
        return Seen(None, value, low, high, source, node.origin)
    if node.kind == "scalar" and node.plain and (node.text in ("true", "false") or node.text[:1].isdigit()):
        return Seen(None, _figure(node, path, problems), origin=node.origin)
    if node.kind == "scalar" and not node.null:
        return Seen(node.text, origin=node.origin)
    problems.add(node.origin, path, f"found {node.found()}; allowed: a row of the record, a figure, or true or false")
    return Seen(None)


def _figure(node: Node, path: str, problems: Problems) -> float | None:
    if node.kind == "scalar" and node.text in ("true", "false"):
        return float(bool(read_boolean(node, path, problems)))
    return read_number(node, path, problems, "a number, true or false")


def _hazard(node: Node, path: str, problems: Problems) -> Hazard | None:
    said = _fields(node, path, ("series", "since", "days", "survives"), problems)
    series, days = _word(said, "series", path, problems), None
    if "days" in said:
        days = read_number(said["days"], f"{path}.days", problems, "a number of days")
    if series is None or days is None or days <= 0:
        problems.add(node.origin, path, "needs series and days (above 0)")
        return None
    since = read_date(said["since"], f"{path}.since", problems) if "since" in said else None
    survives = read_boolean(said["survives"], f"{path}.survives", problems) if "survives" in said else False
    return Hazard(series, since, int(days), bool(survives))


def _word(said: dict[str, Node], key: str, path: str, problems: Problems) -> str | None:
    if key not in said:
        return None
    node = said[key]
    if node.kind != "scalar" or node.null:
        problems.add(node.origin, f"{path}.{key}", f"found {node.found()}; allowed: a word of the record")
        return None
    return node.text


def _month(node: Node, path: str, problems: Problems) -> datetime.date | None:
    found = _MONTH.fullmatch(node.text) if node.kind == "scalar" else None
    if found is None:
        problems.add(node.origin, path, f"found {node.found()}; allowed: a month written as 2024-12")
        return None
    return datetime.date(int(found[1]), int(found[2]), 1)


def _last_date(text: str) -> datetime.date | None:
    dates = re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text)
    return max((datetime.date.fromisoformat(date) for date in dates), default=None)


def _counts(checked: Checked) -> bool:
    """Whether the question is one bare count."""
    return not is_share(checked) and re.fullmatch(r"count\([^()]*\)", checked.question.text) is not None
