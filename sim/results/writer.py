"""The one way a folder gets its name, for every command: whole, in one step, with nothing of anyone's lost.

For `results/NAME` three names may lie beside it while a study is under way: `.NAME.lock` (one writer), `.NAME.partial`
(what is done, kept after a kill) and `.NAME.staged` (the folder being put together). Only a whole folder ever has the
name. When it takes the place of another:

* a folder that is not ours is refused, and so is one that the shell stands in;
* a user's own files in it come along;
* another study (another scenario, seed or design) stays beside it as `NAME.previous`, one generation.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from sim.results.atomic import recover_folder, replace_folder, sync_tree
from sim.results.errors import Refused
from sim.results.inside import is_own_folder
from sim.results.kinds import command_of
from sim.results.lock import Lock
from sim.results.manifest import NAME, Manifest, read_manifest, recognised
from sim.results.package import PACKAGE, package
from sim.results.parts import file_digest
from sim.results.places import check_place
from sim.results.sizes import sizes_of
from sim.results.strangers import Ours, bring, carry, strangers

Say = Callable[[str], None]

NOT_DATA = (NAME, PACKAGE, "report.html")
"""Files that have no checksum: the manifest has its own, and `moratorium plot` writes the page again."""


class Writer:
    """The one writer of a results folder, as a context manager.

    `wanted` describes the study; `say` takes one line for the person waiting. Entering raises `Refused` (a folder that
    is not ours, a name that is too long) or `Stopped` (another writer), with nothing touched. `stage` gives an empty
    folder to put the results together in, `publish` gives it the name. A study that is kept while it runs overrides
    `_begin`, and sets `continued` where it goes on with what is there.
    """

    def __init__(self, target: Path, wanted: Manifest, say: Say = lambda line: None) -> None:
        """Check the place; touch nothing yet."""
        self.target = check_place(target)
        self.wanted = wanted
        self.say = say
        self.continued = False
        self._open = ExitStack()

    @property
    def partial(self) -> Path:
        """Where what is done lies until the study is whole."""
        return self._beside(".partial")

    @property
    def previous(self) -> Path:
        """Where the folder of another study goes."""
        return self.target.with_name(f"{self.target.name}.previous")

    @property
    def _staged(self) -> Path:
        return self._beside(".staged")

    def _beside(self, ending: str) -> Path:
        return self.target.with_name(f".{self.target.name}{ending}")

    def __enter__(self) -> Self:
        """Take the lock and see what is there."""
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused(
                f"cannot make the folder {self.target.parent}, and so cannot write in the folder: {error.strerror}"
            ) from error
        try:
            self._open.enter_context(writing(self.target))
        except OSError as error:
            raise Refused(f"cannot write in the folder {self.target.parent}: {error.strerror}") from error
        try:
            self._begin()
        except BaseException:
            self._open.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give up the lock; a staged folder that was not published goes."""
        clear(self._staged)
        self._open.close()

    def _begin(self) -> None:
        """Put right what a kill left, and refuse what is not ours."""
        recover_folder(self.target)
        recover_folder(self.previous)
        clear(self._staged)
        is_own_folder(self.partial)
        self._former()

    def _former(self) -> Manifest | None:
        """The manifest of the folder at the target; None if there is none. Raises `Refused` for what is not ours."""
        former = self._ours(self.target)
        if former is not None and not former.same_study(self.wanted):
            self._ours(self.previous)
        return former

    def _ours(self, folder: Path) -> Manifest | None:
        cure = "and is left alone; name another folder with --out"
        if not folder.exists() and not folder.is_symlink():
            return None
        if not folder.is_dir():
            raise Refused(f"{folder} is a file, {cure}")
        found, command = recognised(folder), command_of(self.wanted.kind)
        if not found and any(folder.iterdir()):
            raise Refused(f"{folder} holds files that are not results of `{command}`, {cure}")
        if found and found["kind"] != self.wanted.kind and folder == self.target:
            raise Refused(
                f"{folder} holds results of `{command_of(found['kind'])}`, not results of `{command}`, {cure}"
            )
        try:
            return read_manifest(folder, None, edited=True)
        except Refused as error:
            raise Refused(f"{error.args[0].split(';')[0]}, {cure}") from error

    def _intact(self, folder: Path) -> Manifest | None:
        """The manifest of a folder whose work may be taken up; a damaged one is told, and counts as none.

        That of `partial` may be edited: it only says what was asked, and each part carries its checksum.
        """
        try:
            return read_manifest(folder, self.wanted.kind, edited=folder == self.partial)
        except Refused as error:
            self.say(f"{error.args[0].split(';')[0]}; all is computed again")
            return None

    def stage(self) -> Path:
        """An empty folder to put the results together in."""
        clear(self._staged)
        self._staged.mkdir()
        return self._staged

    def publish(self, manifest: Manifest, data: Iterable[str] = ()) -> Path:
        """Give the staged folder its name in one step; `data` are the files to keep checksums of, all unless given."""
        manifest.state = "whole"
        about = json.dumps(package(self._staged), indent=1, ensure_ascii=False)
        (self._staged / PACKAGE).write_text(about + "\n", encoding="utf-8")
        files = (path for path in self._staged.rglob("*") if not path.is_dir())
        written = {path.relative_to(self._staged).as_posix() for path in files}
        names = data or [name for name in written if name not in NOT_DATA and not name.startswith("plots/")]
        manifest.files = {name: file_digest(self._staged / name) for name in sorted(names)}
        manifest.sizes = sizes_of(self._staged, manifest.files)
        manifest.written = sorted(written | {NAME})
        manifest.write(self._staged)
        former = self._ours(self.target)
        if former is not None:
            for line in carry(self.target, strangers(self.target, Ours(former)), self._staged):
                self.say(line)
            if not (self.continued or former.same_study(manifest)):
                self._keep_former()
        sync_tree(self._staged)
        replace_folder(self._staged, self.target)
        clear(self.partial)
        return self.target

    def _keep_former(self) -> None:
        """Put what is at the target beside it as well; it keeps its own place until the new folder takes it.

        Files get a second name, so that this costs no room, and a kill at any moment leaves both names whole.
        """
        beside = self._beside(".previous.staged")
        with writing(self.previous):
            clear(beside)
            bring(self.target, beside, link=True)
            older = self._ours(self.previous)
            if older is not None:
                mine = (path for path in strangers(self.previous, Ours(older)) if not (beside / path).exists())
                carry(self.previous, mine, beside)
            replace_folder(beside, self.previous)
        self.say(f"{self.target.name} held another study, which is kept beside it as {self.previous.name}")


def writing(folder: Path) -> Lock:
    """The lock of whoever writes the results folder `folder` (`plot` holds it too while it draws)."""
    place = folder.resolve()
    return Lock(place.with_name(f".{place.name}.lock"), f"the results folder {folder}")


def clear(folder: Path) -> None:
    """Remove a folder of our own, if it is there. Raises `Refused` for a link or a file in its place."""
    if is_own_folder(folder):
        shutil.rmtree(folder)
