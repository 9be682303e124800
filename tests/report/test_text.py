"""Tables on terminals of every width."""

import pytest

from sim.report.text import table

HEADS = ["outcome", "baseline", "kursk_withdrawal", "difference", "95% interval", "better", "equal", "worse"]
ROWS = [
    ["formal deal within 180 days (points)", "8%", "25%", "+17 *", "13 to 22", "18%", "82%", "0%"],
    ["unserved energy, November to March (GWh)", "2,200", "2,100", "-80", "-130 to -30", "8%", "92%", "<1%"],
]
WORDS = {word for line in (HEADS, *ROWS) for cell in line for word in cell.replace("_", "_ ").split()}


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
def test_a_table_fits_the_terminal_and_breaks_no_word(monkeypatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    text = table(HEADS, ROWS, numeric=range(1, 8), optional=[6, 7, 5])
    assert max(map(len, text.splitlines())) <= width
    assert "formal" in text
    assert "-130 to -30" in text
    for word in ("unserved", "November", "difference"):
        assert word in text
    assert ("left out for want of width" in text) == (width < 120)


def test_a_pipe_gets_the_table_whole(monkeypatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert len(table(HEADS, ROWS).splitlines()) == 4


def test_a_name_that_stays_on_its_line_has_no_blank_in_it(monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "62")
    heads = ["kursk.precondition.strictness", "deal_180 (of histories)", "unserved_gwh (GWh)"]
    text = table(heads, [["0.2", "6% (2–16%)", "1,700 (1,300–2,000)"]])
    assert "deal_180" in text
    assert "unserved_gwh" in text
    assert "\x00" not in text
    assert max(map(len, text.splitlines())) <= 62


def test_a_path_goes_on_in_the_next_line_after_a_dot(monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    text = table(["kursk.precondition.strictness", "deal_180 (of histories)"], [["0.2", "6% (2–16%)"]])
    assert text.splitlines()[0].startswith("kursk.")
