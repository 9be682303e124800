"""Figures leave the user's matplotlib alone, come out the same every time, and cost nothing until they are drawn."""

import subprocess
import sys
from datetime import date

import matplotlib
import pytest

from sim.plots import FIGURES, Context, alt_text, draw, figures_for, render
from sim.plots.labels import label_of, number, together, with_unit
from sim.plots.sheet import label_text
from tests.matrix import some

from . import tables
from .examples import example


def run_python(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.strip()


def test_the_catalogue_imports_neither_matplotlib_nor_polars() -> None:
    code = "import sys, sim.plots; print([m for m in ('matplotlib', 'polars', 'scipy', 'numba') if m in sys.modules])"
    assert run_python(code) == "[]"


def test_no_figure_imports_pyplot() -> None:
    code = (
        "import sys, sim.plots\n"
        "for entry in sim.plots.FIGURES.values(): assert entry.load().__name__ == entry.name\n"
        "print('matplotlib.figure' in sys.modules, 'matplotlib.pyplot' in sys.modules)"
    )
    assert run_python(code) == "True False"


@pytest.mark.slow
def test_what_draws_is_read_beside_and_a_failure_is_left_to_whoever_draws() -> None:
    code = (
        "import sys, threading, sim.plots.reading as reading\n"
        "threading.excepthook = lambda failure: print(failure.exc_value)\n"
        "sys.modules.update({0}); reading.begin_reading()\n"
        "[one.join() for one in threading.enumerate() if one is not threading.main_thread()]\n"
        "print('sim.plots.rendering' in sys.modules)"
    )
    assert run_python(code.format("{}")) == "True"
    assert run_python(code.format("{'matplotlib': None}")) == "False"


@pytest.mark.slow
@pytest.mark.parametrize("quick", [True, False])
def test_a_command_reads_matplotlib_without_its_help_and_nobody_else_does(quick: bool) -> None:
    code = (
        "from sim.plots import reading\n"
        f"if {quick}: reading.without_help()\n"
        "reading.read()\n"
        "from matplotlib import artist, lines\n"
        "print('dash_capstyle' in lines.Line2D.set.__doc__, 'dash_capstyle' in artist.kwdoc(lines.Line2D))"
    )
    assert run_python(code) == f"{not quick} True"


def test_settings_of_the_user_stay_and_do_not_matter() -> None:
    plain = render(example("deal_share"), dpi=50)
    theirs = {"font.size": 30, "axes.facecolor": "red", "font.sans-serif": ["DejaVu Serif"], "xtick.major.size": 20}
    with matplotlib.rc_context(theirs):
        before = dict(matplotlib.rcParams)
        figure = example("deal_share")
        assert dict(matplotlib.rcParams) == before
        drawn = render(figure, dpi=50)
        assert dict(matplotlib.rcParams) == before
    assert drawn == plain


@pytest.mark.parametrize("form", some(["png", "svg", "pdf"], every=3))
def test_the_same_figure_gives_the_same_bytes(form: str) -> None:
    first, second = (render(example("spell_life"), form, dpi=50) for _ in range(2))
    assert first == second
    assert first.startswith({"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}[form])


def test_another_format_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="'gif' is no format of a figure; there are png, svg, pdf"):
        render(example("deal_share"), "gif")


def test_a_title_in_another_script_is_drawn_without_a_warning() -> None:
    figure = draw("deal_share", tables.runs(20, 1), context=tables.context(title="停火 情景", question="停电?"))
    assert render(figure, dpi=50)


def test_an_unknown_figure_is_refused_with_those_there_are() -> None:
    with pytest.raises(KeyError, match=r"there is no figure 'nosuch'; there are deal_share, spell_life"):
        draw("nosuch", context=tables.context())


def test_every_verb_has_its_figures_and_every_figure_its_words() -> None:
    assert [len(figures_for(verb)) for verb in ("run", "compare", "sweep", "sensitivity")] == [6, 7, 3, 4]
    for name, entry in FIGURES.items():
        words = alt_text(name, tables.context())
        assert words.startswith(tables.context().title)
        assert "n = 300 histories" in words
        assert len(entry.alt) > 80
        assert entry.caption
        assert entry.needs


def test_provenance_counts_in_words() -> None:
    context = Context("t", "q", 12_000, 0, date(2023, 10, 1), 1, "paired")
    assert context.provenance() == "n = 12,000 histories · seed 0 · 1 day from 1 October 2023 · paired"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-0.0, "0"), (0.1234, "0.123"), (-487.3, "−487"), (12345.6, "12,300"), (float("nan"), "none")],
)
def test_numbers_for_readers(value: float, text: str) -> None:
    assert number(value) == text


def test_what_is_nothing_beside_the_largest_is_nothing() -> None:
    assert together(4370.0, 0.000158, 18_500.0) == ["4,370", "0", "18,500"]
    assert together(0.15, 0.0012, float("nan")) == ["0.15", "0.0012", "none"]


def test_labels_carry_units_and_unknown_columns_keep_their_name() -> None:
    assert with_unit("unserved_gwh") == "Unserved energy (GWh)"
    assert with_unit("my_column") == "my column"
    assert label_of("hours_short") == "Hours short"


def test_long_paths_break_where_paths_have_joints() -> None:
    assert label_text("moratorium.collapse_retaliation.russia", 20) == "moratorium.collapse_\nretaliation.russia"
    assert label_text("two words", 20) == "two words"
    assert label_text("a" * 25, 10) == "\n".join(["a" * 10, "a" * 10, "a" * 5])
    assert label_text("   ") == "(no name)"
