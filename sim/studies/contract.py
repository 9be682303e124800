"""What a study brings, so that the command line, `moratorium plot` and `import sim` find it through one list.

A study is a folder of `sim.studies` (its *room*) and a line in the list of `sim.studies`. In its room stand

- `command.py`: `command`, the click command, where the study has one of its own;
- `verb.py`: the function of the study's name, for `import sim`; it gives back a `StudyResult`;
- `folder.py`: `open_folder(path)`, which gives back the `StudyResult` that a folder of its kind holds, where it writes
  any. What that can draw and report is how `moratorium plot` draws the folder again.
- `again.py`: `again(path, workers)`, what the study gives when a folder of its kind is made again, for
  `moratorium verify`; `sim.studies.verify` names the kinds that need more than their folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import click

    from sim.studies.study_result import StudyResult


@dataclass(frozen=True)
class Study:
    """A line of the list.

    `name` is that of the room, of the command and of the verb. `line` is what `moratorium --help` says; empty for a
    study that is part of another's command. `kind` is what `manifest.json` says of its folders; empty where it writes
    none.
    """

    name: str
    line: str
    kind: str

    def command(self) -> click.Command:
        """Its command, imported now."""
        found: click.Command = self.part("command").command
        return found

    def open_folder(self, path: Path) -> StudyResult:
        """What a folder of its kind holds; raises `sim.results.Refused` for another folder."""
        found: StudyResult = self.part("folder").open_folder(path)
        return found

    def part(self, file: str) -> Any:
        """A file of its room as a module, imported now."""
        return import_module(f"sim.studies.{self.name}.{file}")
