"""Values from the command line (``--set PATH=VALUE``) or from Python, under the rules of a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sim.scenario.clocks import CLOCKS
from sim.scenario.layer import HEADS, Layer, read_layer
from sim.scenario.nodes import Node, from_python, parse
from sim.scenario.problems import Origin, Problem, Problems, ScenarioError, clip, nearest
from sim.scenario.registry import REGISTRY
from sim.scenario.sections import nearest_path

HEAD_KEYS = ("horizon_days", "start", "uncertain", "without")
FILE = "--set"


def read(given: Sequence[str] | Mapping[str, object], *, file: str = FILE, refuse: tuple[str, ...] = ()) -> Layer:
    """Read overrides into a layer of their own.

    ``given`` is a sequence of ``"PATH=VALUE"`` (the value is YAML) or a mapping path -> value. Allowed are
    parameter paths, ``ceilings.<clock>``, ``horizon_days``, ``start`` and ``uncertain`` (without those in ``refuse``).
    Raises ScenarioError.
    """
    problems = Problems()
    pairs: list[tuple[Node, Node]] = []
    ceilings: list[tuple[Node, Node]] = []
    items = given.items() if isinstance(given, Mapping) else _split(given, file, problems)
    heads = tuple(name for name in HEAD_KEYS if name not in refuse)
    for path, value in items:
        key = Node("scalar", Origin(file), str(path))
        node = _node(value, key.text, file, problems)
        if node is None:
            continue
        clock = key.text.removeprefix("ceilings.")
        if clock in CLOCKS and clock != key.text:
            ceilings.append((Node("scalar", Origin(file), clock), node))
        elif key.text in REGISTRY or key.text in heads:
            pairs.append((key, node))
        else:
            problems.add(key.origin, key.text, _refusal(key.text, clock, heads))
    if ceilings:
        pairs.append((Node("scalar", Origin(file), "ceilings"), Node("mapping", Origin(file), pairs=tuple(ceilings))))
    layer = Layer(file)
    if pairs:
        layer = read_layer(Node("mapping", Origin(file), pairs=tuple(pairs)), file, None, problems)
    problems.raise_any()
    return layer


def pairs(given: Sequence[str], file: str, problems: Problems) -> list[tuple[Node, Node]]:
    """Read ``PATH=VALUE`` texts into keys and values without line numbers; note what is no such text."""
    origin = Origin(file)
    return [
        (Node("scalar", origin, path), _unplaced(node, origin))
        for path, node in _split(given, file, problems)
        if node is not None
    ]


def _split(given: Sequence[str], file: str, problems: Problems) -> list[tuple[str, Node | None]]:
    split: list[tuple[str, Node | None]] = []
    for text in [given] if isinstance(given, str) else given:
        path, equals, value = str(text).partition("=")
        if not equals or not path.strip():
            problems.add(Origin(file), "", f"found {clip(str(text))}; write PATH=VALUE")
            continue
        try:
            split.append((path.strip(), parse(value, file)))
        except ScenarioError as error:
            problems.found += [Problem(file, 0, 0, path.strip(), problem.message) for problem in error.problems]
    return split


def _node(value: object, path: str, file: str, problems: Problems) -> Node | None:
    """Make a node without line numbers, for the text has none."""
    if isinstance(value, Node):
        return _unplaced(value, Origin(file))
    try:
        return from_python(value, file)
    except ScenarioError as error:
        problems.found += [Problem(file, 0, 0, path, problem.message) for problem in error.problems]
        return None


def _unplaced(node: Node, origin: Origin) -> Node:
    items = tuple(_unplaced(item, origin) for item in node.items)
    pairs = tuple((_unplaced(key, origin), _unplaced(value, origin)) for key, value in node.pairs)
    return Node(node.kind, origin, node.text, node.plain, items, pairs)


def _refusal(path: str, clock: str, heads: tuple[str, ...]) -> str:
    if clock != path:
        return f"is not a clock; allowed: {', '.join(CLOCKS)}{nearest(clock, CLOCKS)}"
    if path in HEADS:
        return f"cannot be set here; allowed: a parameter, ceilings.<clock>, {', '.join(heads)}"
    return f"is not a parameter{nearest_path(path, heads)}"
