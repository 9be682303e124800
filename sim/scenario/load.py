"""From a name, a path or a mapping to a :class:`Scenario`."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from sim.scenario import overrides as overriding
from sim.scenario.files import locate, read_tree, shipped, shipped_folder
from sim.scenario.layer import Layer, read_layer
from sim.scenario.names import name_of_file
from sim.scenario.nodes import Node, fail, from_python
from sim.scenario.problems import Origin, Problem, Problems, ScenarioError, clip, nearest
from sim.scenario.resolve import resolve
from sim.scenario.scenario import Scenario

MAX_CHAIN = 20
MAPPING = "mapping"

Source = str | os.PathLike[str] | Mapping[str, object]


def load(source: Source, overrides: Sequence[str] | Mapping[str, object] = ()) -> Scenario:
    """Load and validate a scenario.

    ``source`` is the path of a file, the name of a shipped scenario, or a mapping with the keys of a file.
    ``overrides`` are ``"PATH=VALUE"`` texts or a mapping path -> value, as of ``--set``.

    Raises ScenarioError with every problem found, of the file, of those it extends and of the overrides.

    >>> load("baseline", ["moratorium.terms.days=30"]).values["moratorium.terms.days"]
    30.0
    """
    problems = Problems()
    name, layers = _chain(source, problems)
    try:
        extra = overriding.read(overrides)
    except ScenarioError as error:
        problems.found += error.problems
        extra = Layer(overriding.FILE)
    return resolve(name, [*layers, extra], problems)


def load_node(
    node: Node, name: str, folder: Path | None, overrides: Sequence[str] | Mapping[str, object] = ()
) -> Scenario:
    """Load a scenario that stands inside another file: ``node`` is what is written there, ``folder`` that file's.

    Raises ScenarioError with the lines of that file.
    """
    problems = Problems()
    layers = _with_parents([read_layer(node, node.origin.file, folder, problems)], [], problems)
    return resolve(name, [*layers, overriding.read(overrides)], problems)


def parent_of(scenario: Scenario) -> Scenario | None:
    """Load what a scenario extends; None if it extends nothing. Raises ScenarioError."""
    if scenario.parent is None:
        return None
    folder = Path(scenario.folder) if scenario.folder is not None else None
    return load(locate(scenario.parent, folder, Origin(scenario.name))[0])


def _chain(source: Source, problems: Problems) -> tuple[str, list[Layer]]:
    """Read the source and all that it extends, the oldest first."""
    seen: list[str] = []
    if isinstance(source, Mapping):
        name = "scenario"
        layers = [read_layer(from_python(source, MAPPING), MAPPING, None, problems)]
    else:
        path, file = _find(os.fspath(source))
        name = name_of_file(path.stem)
        layers = [read_layer(read_tree(path, file), file, path.parent, problems)]
        seen.append(_real(path))
    return name, _with_parents(layers, seen, problems)


def _with_parents(layers: list[Layer], seen: list[str], problems: Problems) -> list[Layer]:
    """Put before a file what it extends, the oldest first; `seen` are the real paths read so far."""
    while layers[0].extends is not None:
        word, origin = layers[0].extends
        try:
            path, file = locate(word, layers[0].folder, origin)
            if _real(path) in seen:
                raise fail(origin, f"leads back to {file}; a scenario cannot extend itself", "extends")
            if len(layers) >= MAX_CHAIN:
                raise fail(origin, f"makes a chain of more than {MAX_CHAIN} files", "extends")
            layers.insert(0, _read_parent(path, file, origin, problems))
        except ScenarioError as error:
            problems.found += error.problems
            problems.raise_any()  # without its parent a file is not whole, and the rest would mislead
        seen.append(_real(path))
    return layers


def _real(path: Path) -> str:
    """Give the file behind links; what no file can be called stands for itself, and is refused when it is read."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return str(path)


def _read_parent(path: Path, file: str, origin: Origin, problems: Problems) -> Layer:
    """Read a file reached by ``extends``; if it cannot be read at all, point at the word that names it too."""
    try:
        return read_layer(read_tree(path, file), file, path.parent, problems)
    except ScenarioError as error:
        here = [
            Problem(origin.file, origin.line, origin.column, "extends", f"{p.file}: {p.message}")
            for p in error.problems
        ]
        raise ScenarioError(here if all(p.line == 0 for p in error.problems) else error.problems) from None


def _find(text: str) -> tuple[Path, str]:
    """Tell a path from the name of a shipped scenario, which a folder of the same name does not hide."""
    names = shipped()
    # os.path, since pathlib raises for what cannot be a file's name.
    if text in names and not os.path.isfile(text):  # noqa: PTH113
        return shipped_folder() / f"{text}.yaml", f"{text}.yaml"
    if text.isidentifier() and not os.path.exists(text):  # noqa: PTH110
        beside = [name for name in (f"{text}.yaml", f"{text}.yml", f"{text}/scenario.yaml") if Path(name).is_file()]
        cure = f"; did you mean {beside[0]}?" if beside else nearest(text, names)
        message = f"is neither a file nor one of {', '.join(names)}{cure}"
        raise fail(Origin(clip(text, 200)), message)
    return Path(text), clip(text, 200) or "."
