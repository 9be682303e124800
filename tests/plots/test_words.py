"""Every figure says what it is: title, question, n, seed; every axis its unit; every name as it is written."""

import re

import pytest

from sim.plots import FIGURES, draw

from . import tables
from .examples import (
    drawn,
    entries,
    words,
)

CONTEXT = tables.context()


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_says_what_it_is(name: str) -> None:
    text = " ".join(words(drawn(name))).replace("\n", " ")
    assert CONTEXT.title in text
    assert CONTEXT.question in text
    assert "n = 300 histories" in text
    assert "seed 1" in text
    assert "365 days from 30 October 2024" in text


UNITS = (
    "GW|GWh|h|d|days|count|share|share of .*|rank|of histories|% of histories|1/d|from .*|standard deviations.*|"
    "Sobol.*no unit"
)
UNIT = re.compile(rf"\(({UNITS}|[a-z_.]+(, .+)?)\)")  # or a parameter's path, with its unit if it has one
# Shares, numbers, and labels that are only a unit.
OWN_UNIT = {
    "Share",
    "Strength:",
    "Implausibility",  # in standard deviations of doubt, as the page says
    "Replicate",
    "Histories",
    "share",
    "GWh",
    "h",
}


@pytest.mark.parametrize("name", FIGURES)
def test_axis_labels_carry_units(name: str) -> None:
    figure = drawn(name)
    labels = [label for axes in figure.axes for label in (axes.get_xlabel(), axes.get_ylabel()) if label]
    assert labels
    for label in labels:
        flat = re.sub(r"(?<=[._]) ", "", label.replace("\n", " "))
        is_a_path = re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", flat.replace(" ", ""))  # the caller adds the unit if any
        assert UNIT.search(flat) or flat.split()[0] in OWN_UNIT or is_a_path, label


def test_names_that_matplotlib_would_drop_or_read_as_mathematics() -> None:
    runs = {"_hidden": tables.runs(50, 1), "$x^2$": tables.runs(50, 2)}
    figure = draw("deal_curves", runs, context=tables.context(title="$5 of $6", question="a_b^{c"))
    assert [entry.strip("\u200b") for entry in entries(figure)] == ["_hidden (reference)", "$x^2$"]
    assert "$5 of $6" in words(figure)
