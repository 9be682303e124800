"""A verb that is given a setting it does not know says so by name; in a forked copy of a process it says that too."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import ParamSpec, TypeVar

from sim.engine.forks import refuse_a_fork
from sim.scenario.problems import nearest

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def named_settings(verb: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """The same verb with a TypeError that helps; its types and signature stay as they are written."""
    known = {name: one for name, one in signature(verb).parameters.items() if one.kind is not one.VAR_POSITIONAL}

    @wraps(verb)
    def checked(*args: Asked.args, **settings: Asked.kwargs) -> Answer:
        refuse_a_fork()
        for name in settings:
            if name not in known:
                there = ", ".join(sorted(known))
                raise TypeError(f"{verb.__name__}() knows no setting {name!r}{nearest(name, known)}; there are {there}")
        return verb(*args, **settings)

    return checked
