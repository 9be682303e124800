"""A copy (`os.fork`) of a process that has run histories can run none, and is told so.

Tables are worked out in threads of polars, which a fork does not copy while it copies the locks that they hold: the
copy would wait for them without end.
"""

from __future__ import annotations

import os


class ForkedError(RuntimeError):
    """This process was forked from one that had run histories."""


_state = {"ran": False, "forked": False}


def refuse_a_fork() -> None:
    """Raise ForkedError in a copy of a process that has been here before; called wherever histories or tables begin."""
    if _state["forked"]:
        raise ForkedError(
            "this process was forked from one that had run histories, and would wait for its threads without end: "
            'start workers afresh, with multiprocessing.get_context("spawn") or "forkserver", or fork before the first '
            "run"
        )
    _state["ran"] = True


def _in_child() -> None:
    _state["forked"] = _state["ran"]


if hasattr(os, "register_at_fork"):  # not on Windows, where nothing forks
    os.register_at_fork(after_in_child=_in_child)
