"""A small page with every kind of part in it, and hostile texts in every place a scenario file can reach."""

import io

from matplotlib.figure import Figure

from sim.report.page import Assumption, Cell, Page, Picture, Reproduce, Table, columns

HOSTILE = "<script>alert(1)</script>"


def png(text="drawn"):
    figure = Figure(figsize=(4, 2))
    figure.text(0.1, 0.5, text)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png")
    return buffer.getvalue()


def sample_table():
    rows = (
        (Cell("beta"), Cell("10", 10.0), Cell('" onmouseover="alert(2)')),
        (Cell("alpha"), Cell("-", None), Cell(HOSTILE)),
        (Cell("gamma"), Cell("9", 9.0), Cell("b")),
        (Cell("delta"), Cell("-1.5", -1.5), Cell("a")),
    )
    return Table("levels", f"Levels {HOSTILE}", "What each is.", columns(["name", "value", "note"], [1]), rows)


def sample_page(text=HOSTILE):
    return Page(
        kind="Comparison of scenarios",
        title=text,
        questions=(f"What if {text}?",),
        warnings=(f"failed: {text}",),
        answer=(f"In words {text}.",),
        pictures=(Picture("first", f"A figure of {text}", f"Caption {text}", png()),),
        tables=(sample_table(),),
        differences=(Table("differences-b", text, text, columns(["path", "value"]), ((Cell(text), Cell(text)),)),),
        assumptions=(Assumption("talks.mediator", f"0.5 to {text}", f"Sentence {text}.", (("Basis", text),)),),
        limits=("A limit.",),
        reproduce=Reproduce(f"moratorium compare {text}", (("seed", "1"),)),
    )
