"""A folder of each kind, made once and copied into place."""

import shutil
from functools import cache

import pytest

from tests.folders.verbs import made, scenarios


@pytest.fixture(autouse=True)
def _quick(no_figures):
    """Nothing here looks at pictures."""


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """Verb to the folder of its small study."""
    place = tmp_path_factory.mktemp("made")

    @cache
    def folder(verb):
        made(verb, place, place / verb)
        return place / verb

    return folder


@pytest.fixture
def present(made_once):
    """`present(verb, folder, out)`: as `made` leaves it, with the scenarios beside."""

    def put(verb, folder, out):
        scenarios(folder)
        shutil.copytree(made_once(verb), out)

    return put
