"""No text lies on another text, none leaves the sheet, and the legend lies on no panel."""

from itertools import combinations

import pytest
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from sim.plots import FIGURES, draw
from tests.matrix import some

from . import tables
from .examples import FULL, NAMES, contrasts, drawn, emptied, example, scenario_runs, scenario_spells

LONG = tables.context(
    title="A very long title of a scenario that an analyst wrote in one breath, conditions and all, " * 3,
    question="Would a mediator who can verify have changed what followed, and for how long would it have held? " * 4,
    note="unpaired: the seeds differ",
)
TINY = tables.context(title="Mirror", question="", n=1, horizon_days=1)
SLACK = 1.0  # pixels two boxes may share: letters do not fill their box


def boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    """Text and its box in pixels, of every text that is drawn; ticks outside the limits are not."""
    figure.draw_without_rendering()
    renderer = figure.canvas.get_renderer()
    hidden = {id(text) for axes in figure.axes for axis in (axes.xaxis, axes.yaxis) for text in unseen(axes, axis)}
    return [
        (text.get_text(), text.get_window_extent(renderer))
        for text in figure.findobj(Text)
        if text.get_visible() and text.get_text().strip("\u200b \n") and id(text) not in hidden
    ]


def unseen(axes: Axes, axis: Axis) -> list[Text]:
    """The texts of an axis that are not drawn: those of a hidden panel, or of ticks outside the view."""
    texts = [label for tick in axis.get_major_ticks() for label in (tick.label1, tick.label2)]
    if not axes.get_visible():
        return [*texts, axis.label, axes.title, axis.offsetText]
    low, high = sorted(axis.get_view_interval())
    reach = 1e-6 * (high - low)
    return [
        label
        for tick in axis.get_major_ticks()
        if not low - reach <= tick.get_loc() <= high + reach
        for label in (tick.label1, tick.label2)
    ]


def check(figure: Figure) -> None:
    """Assert that texts keep off each other and inside the sheet, and that the legend keeps off the panels."""
    found = boxes(figure)
    assert found
    for (first, a), (second, b) in combinations(found, 2):
        shared = Bbox.intersection(a, b)
        assert shared is None or min(shared.width, shared.height) <= SLACK, f"{first!r} lies on {second!r}"
    sheet = figure.bbox.padded(SLACK)
    for text, box in found:
        assert sheet.fully_containsx(box.x0) and sheet.fully_containsx(box.x1), f"{text!r} leaves the sheet"  # noqa: PT018
        assert sheet.fully_containsy(box.y0) and sheet.fully_containsy(box.y1), f"{text!r} leaves the sheet"  # noqa: PT018
    for legend in figure.legends:
        for axes in figure.axes:
            if axes.get_visible():
                shared = Bbox.intersection(legend.get_window_extent(), axes.get_tightbbox())
                assert shared is None or min(shared.width, shared.height) <= SLACK, "the legend lies on a panel"


# Each figure meets one of the three each time, and the other two with the slow tests.
@pytest.mark.parametrize("name", some(FIGURES, every=3))
def test_example(name: str) -> None:
    check(drawn(name))


@pytest.mark.parametrize("name", some(FIGURES, every=3, first=1))
def test_long_title_and_question(name: str) -> None:
    check(example(name, LONG))


@pytest.mark.parametrize("name", some(FIGURES, every=3, first=2))
def test_nothing_to_show(name: str) -> None:
    positions, settings = emptied(name)
    check(draw(name, *positions, context=tables.context(), **settings))


@pytest.mark.parametrize("name", ["deal_share", "spell_life", "supply_demand", "state_shares", "sample_histories"])
def test_one_day_only(name: str) -> None:
    positions, settings = emptied(name)
    check(draw(name, *positions, context=TINY, **settings))


@pytest.mark.slow
@pytest.mark.parametrize("count", [2, 6])
def test_any_number_of_scenarios(count: int) -> None:
    runs, spells = scenario_runs(count), scenario_spells(count)
    check(draw("deal_curves", runs, context=LONG))
    check(draw("outcome_panels", runs, context=LONG))
    check(draw("paired_differences", runs, context=LONG))
    check(draw("cause_panels", spells, context=LONG))
    positions, settings = contrasts(count)
    check(draw("forest", *positions, context=LONG, **settings))


def test_scenarios_with_long_names() -> None:
    runs = {f"{name}_with_a_very_long_name_indeed_{name}": rows for name, rows in scenario_runs(5).items()}
    check(draw("deal_curves", runs, context=LONG))
    check(draw("outcome_panels", runs, context=LONG))
    check(draw("paired_differences", runs, context=LONG))


@pytest.mark.slow
def test_fourteen_scenarios() -> None:
    runs = {f"scenario_{k}": rows for k, rows in enumerate(list(scenario_runs(2).values()) * 7)}
    check(draw("deal_curves", runs, context=LONG))
    check(draw("outcome_panels", runs, context=LONG))


def test_the_check_finds_an_overlap() -> None:
    figure = example("deal_share")
    figure.axes[0].set_title("a title", pad=-40)
    figure.axes[0].text(0, 1, "another", transform=figure.axes[0].title.get_transform(), fontsize=20)
    figure.legends[0].set_loc("center")
    with pytest.raises(AssertionError):
        check(figure)


def test_examples_cover_the_catalogue() -> None:
    assert list(FULL) == list(FIGURES)
    assert len(NAMES) == len(set(NAMES))
