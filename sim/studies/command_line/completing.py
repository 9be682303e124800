"""What the shell proposes while one types: scenario names, files, parameter paths (docs: "Shell completion")."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import CompletionItem

COMPLETING = "_MORATORIUM_COMPLETE"
"""What a shell sets in the environment when it asks."""


def _files(incomplete: str, ending: str) -> list[CompletionItem]:
    """Files with that ending, and folders to look into, that begin with what is typed."""
    folder, _, begun = incomplete.rpartition("/")
    try:
        entries = sorted(Path(folder + "/" if incomplete.startswith("/") else folder or ".").iterdir())
    except OSError:
        return []
    head = incomplete[: len(incomplete) - len(begun)]
    found = []
    for entry in entries:
        if entry.name.startswith(begun) and (begun or not entry.name.startswith(".")):
            if entry.is_dir():
                found.append(CompletionItem(f"{head}{entry.name}/"))
            elif entry.name.endswith(ending):
                found.append(CompletionItem(head + entry.name))
    return found


class Source(click.ParamType):  # type: ignore[type-arg]
    """A scenario: the name of a shipped one, or a file."""

    name = "scenario"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Propose shipped names, then .yaml files and folders."""
        from sim.scenario.files import shipped

        names = [CompletionItem(name) for name in shipped() if name.startswith(incomplete)]
        return names + _files(incomplete, ".yaml")


class ParameterPath(click.ParamType):  # type: ignore[type-arg]
    """A parameter by its path; `ending` is what is typed after it (`=` for --set)."""

    name = "path"

    def __init__(self, ending: str = "") -> None:
        """Complete to the path and `ending`."""
        self.ending = ending

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Propose paths; after `=`, the words of a choice or the default."""
        from sim.scenario.registry import REGISTRY

        path, equals, begun = incomplete.partition("=")
        if equals and path in REGISTRY and self.ending:
            return [CompletionItem(f"{path}={word}") for word in _values(path) if word.startswith(begun)]
        return [
            CompletionItem(path + self.ending, help=parameter.sentence)
            for path, parameter in REGISTRY.items()
            if path.startswith(incomplete)
        ]


def _values(path: str) -> list[str]:
    from sim.scenario.read import show
    from sim.scenario.registry import REGISTRY

    parameter = REGISTRY[path]
    if parameter.type == "choice":
        return [str(word) for word in parameter.allowed]
    if parameter.type == "boolean":
        return ["true", "false"]
    return [show(parameter.default).replace(",", "")]
