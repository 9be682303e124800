"""Letters of our canvas are Matplotlib's own, each text is set once, and a PNG holds the pixels that were drawn."""

import io

import matplotlib
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from sim.plots import canvas, render
from sim.plots.canvas import SheetCanvas
from sim.plots.png import png

from .examples import example

# Older ones put letters on whole pixels themselves, and choose others.
NEAR = 0.6 if tuple(map(int, matplotlib.__version__.split(".")[:2])) >= (3, 11) else 2.1
TEXTS = ("Share of histories, 1,000–2,500 (95%)", "two\nlines, gyp", "", "   ")


def written(kind: type[FigureCanvasAgg], angle: float, text: str) -> np.ndarray:
    """The pixels of a figure with one text, half transparent, letters not hinted."""
    figure = Figure(figsize=(4, 4), dpi=110)
    kind(figure)
    figure.text(0.3, 0.2, text, rotation=angle, color="#20509f", alpha=0.7, fontsize=11)
    with matplotlib.rc_context({"text.hinting": "none"}):
        figure.canvas.draw()
        return np.asarray(figure.canvas.buffer_rgba()).astype(float)


@pytest.mark.parametrize("angle", [0, 90, 30])
@pytest.mark.parametrize("text", TEXTS)
def test_letters_lie_where_matplotlib_puts_them(angle: float, text: str) -> None:
    ours, theirs = (255 - written(kind, angle, text)[..., :3].mean(axis=2) for kind in (SheetCanvas, FigureCanvasAgg))
    assert ours.sum() == pytest.approx(theirs.sum(), rel=0.02)
    if not text.strip():
        return
    for axis in (0, 1):  # the centre of what is printed, in pixels
        places = np.arange(ours.shape[axis])
        centres = [np.average(places, weights=one.sum(axis=1 - axis)) for one in (ours, theirs)]
        assert centres[0] == pytest.approx(centres[1], abs=NEAR)


def test_a_matplotlib_of_another_kind_sets_its_letters_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = written(FigureCanvasAgg, 90, TEXTS[0])
    assert not np.array_equal(written(SheetCanvas, 90, TEXTS[0]), theirs)
    monkeypatch.setattr(canvas, "can_shape", lambda: False)
    assert np.array_equal(written(SheetCanvas, 90, TEXTS[0]), theirs)


def test_what_another_figure_has_said_is_not_set_again() -> None:
    draws = [example("deal_share") for _ in range(2)]
    render(draws[0], dpi=110)
    before = canvas._shaped.cache_info().misses
    render(draws[1], dpi=110)
    assert canvas._shaped.cache_info().misses == before


@pytest.mark.parametrize("theirs", [{"text.hinting": "default"}, {"font.sans-serif": ["DejaVu Serif"]}])
def test_a_text_with_other_hints_or_in_another_font_is_another(theirs: dict[str, object]) -> None:
    properties = matplotlib.font_manager.FontProperties(family="sans-serif", size=9)
    renderer = canvas.measuring(110)
    widths = []
    plain = {"text.hinting": "none"}
    for settings in (plain, plain | theirs):
        with matplotlib.rc_context(settings):
            widths.append(renderer.get_text_width_height_descent("within a year, and what", properties, False)[0])
    assert widths[0] != widths[1]


def test_a_png_holds_the_pixels_and_their_size() -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (7, 5, 4), dtype=np.uint8)
    picture = Image.open(io.BytesIO(png(pixels, 110)))
    assert np.array_equal(np.asarray(picture), pixels)
    assert picture.mode == "RGBA"
    assert picture.info["dpi"] == pytest.approx((110, 110), abs=0.02)


def test_a_rendered_figure_is_what_its_canvas_shows() -> None:
    figure = example("deal_share")
    picture = Image.open(io.BytesIO(render(figure, dpi=90)))
    assert picture.size == tuple(int(90 * inches) for inches in figure.get_size_inches())
    assert figure.dpi != 90
    assert np.array_equal(np.asarray(picture), np.asarray(Image.open(io.BytesIO(render(figure, dpi=90)))))
