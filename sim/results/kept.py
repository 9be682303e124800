"""A study that is made in one piece and keeps what it has on the way, so that a kill or a full disk costs seconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from sim.results.errors import Refused
from sim.results.inside import own_folder
from sim.results.manifest import NAME, Manifest
from sim.results.writer import Writer, clear


class KeptWriter(Writer):
    """The writer of such a study (see `Writer`): what it has lies in `partial` until the folder is whole.

    With `resume` that is taken up if it was begun for the same; if not, entering raises `Refused` with the differences.
    """

    def __init__(self, target: Path, wanted: Manifest, *, resume: bool, say: Callable[[str], None]) -> None:
        """Touch nothing yet."""
        super().__init__(target, wanted, say)
        self.resume = resume

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave what is kept, if there is anything, and give up the lock."""
        if self.partial.exists() and not self.has_kept():
            clear(self.partial)
        super().__exit__(kind, error, trace)

    def has_kept(self) -> bool:
        """Whether anything is kept that another run could take up."""
        files = (path for path in self.partial.rglob("*") if path.name != NAME and not path.is_dir())
        return any(path.lstat().st_size for path in files)

    def left(self, how: str) -> str:
        """What to tell after a study that ended early."""
        if not self.partial.exists() or not self.has_kept():
            return f"{how}; nothing was written"
        return f"{how}: what is done is kept in {self.partial}; the same command with --resume goes on from there"

    def _begin(self) -> None:
        super()._begin()
        begun = self._intact(self.partial) if self.resume else None
        if begun is None:
            clear(self.partial)
        elif reasons := self._reasons(begun):
            lines = "\n".join(f"  {reason}" for reason in reasons)
            raise Refused(f"cannot resume {self.target}:\n{lines}\nRun without --resume to begin anew.")
        else:
            self.say(f"continuing with what is kept in {self.partial.name}")
        own_folder(self.partial)
        replace(self.wanted, state="partial").write(self.partial)

    def _reasons(self, begun: Manifest) -> list[str]:
        reasons = begun.mismatch(self.wanted)
        if begun.study != self.wanted.study:
            reasons.append("it asks something else: other scenarios, parameters, outcomes or sizes")
        return reasons
