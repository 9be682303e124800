"""Killed, or on a full disk, at an event of its writing: what has the name is whole, and the same again gives the same.

`python -m tests.fuzz.deaths` does the same at random for as long as one likes.
"""

from __future__ import annotations

import random
from itertools import cycle

import pytest

from tests.folders.verbs import VERBS
from tests.fuzz.deaths import Deaths

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def deaths(tmp_path_factory):
    made = Deaths(tmp_path_factory.mktemp("deaths"))
    yield made
    made.dying.close()


@pytest.mark.parametrize(("verb", "how"), list(zip(VERBS, cycle(["full", "kill", "limit"]), strict=False)))
def test_nothing_is_lost_and_nothing_half_made_has_the_name(deaths, verb, how):
    deaths.case(random.Random(f"{verb} {how}"), verb, how)
