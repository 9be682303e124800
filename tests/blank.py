"""Pictures that are not drawn, for tests that look at folders and words."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sim.plots import catalogue, rendering

# One white dot, a PNG of 1 x 1.
DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==")


def blank(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every figure is made, and saved as one white dot.

    Layout and letters are most of the time of a small study. How figures look is held by tests/plots, and that each
    study's own command draws them by tests/studies/test_every_study.py.
    """
    monkeypatch.setattr(rendering, "render", lambda figure, format="png", *, dpi=150: DOT)


def unmade(monkeypatch: pytest.MonkeyPatch) -> None:
    """No figure is even made, which is a third of the time of a small study; its file is the same white dot."""
    blank(monkeypatch)
    monkeypatch.setattr(catalogue.Entry, "load", lambda self: lambda *data, **settings: None)


@contextmanager
def without_figures() -> Iterator[None]:
    """The same while something is made that several tests share."""
    with pytest.MonkeyPatch.context() as patched:
        unmade(patched)
        yield
