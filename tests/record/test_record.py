"""The record as data: its own file is right, wrong ones are refused by line, and an as-of date sees nothing later."""

import csv
import datetime as dt
import io
from pathlib import Path

import pytest

from sim.record import LaterRowError, RecordError, read_record
from sim.record.document import renewed
from sim.record.reading import SHIPPED
from sim.record.row import COLUMNS

DOCS = Path(__file__).resolve().parents[2] / "docs"


def written(folder: Path, *changes: dict[str, str]) -> Path:
    """A file of the shipped rows with further ones, each the first row with changes."""
    rows = list(csv.DictReader(io.StringIO(SHIPPED.read_text(encoding="utf-8"))))
    path = folder / "record.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows([*rows, *({**rows[0], "id": f"made.{i}", **change} for i, change in enumerate(changes))])
    return path


def test_the_shipped_record_is_right_and_every_row_has_a_source() -> None:
    record = read_record()
    assert len(record.rows) > 200
    ahead = [row for row in record.rows if row.published_on < row.start]
    # A limit, a forecast and a schedule of outages are announced before they apply.
    announced = {"import_limit", "schedule_queues", "schedule_hours_of_day"}
    assert {row.series for row in ahead} <= announced | {name for name in record.names() if "forecast" in name}


def test_an_as_of_date_filters_on_the_day_of_publication_not_of_the_event() -> None:
    record = read_record()
    spell = record.row("tacit_spell.2023-09-22_2024-03-21")
    assert spell.end < dt.date(2024, 10, 29) < spell.published_on == dt.date(2024, 10, 30)
    assert not record.as_of(dt.date(2024, 10, 29)).series("tacit_spell")
    assert [row.id for row in record.as_of(dt.date(2024, 10, 30)).series("tacit_spell")] == [spell.id]


def test_a_later_row_is_refused_by_name() -> None:
    view = read_record().as_of(dt.date(2024, 10, 29))
    with pytest.raises(LaterRowError, match=r"tacit_spell\.2023-09-22_2024-03-21.*2024-10-30.*2024-10-29"):
        view.row("tacit_spell.2023-09-22_2024-03-21")
    with pytest.raises(RecordError, match="no row 'nothing'"):
        view.row("nothing")


def test_a_view_is_the_same_whatever_was_published_later(tmp_path: Path) -> None:
    date = dt.date(2024, 10, 29)
    false = {"series": "russian_waves", "value": "99", "low": "", "high": "", "published_on": "2024-10-30"}
    more = read_record(written(tmp_path, false))
    assert len(more.rows) == len(read_record().rows) + 1
    assert list(more.as_of(date)) == list(read_record().as_of(date))
    assert more.as_of(date).months("russian_waves") == read_record().as_of(date).months("russian_waves")


def test_of_two_vintages_the_newer_one_that_was_out_holds(tmp_path: Path) -> None:
    month = {"series": "russian_waves", "start": "2024-08-01", "end": "2024-08-31", "value": "7", "low": "", "high": ""}
    record = read_record(written(tmp_path, {**month, "published_on": "2024-12-01"}))
    assert record.as_of(dt.date(2024, 11, 30)).months("russian_waves")["2024-08"] == 1
    assert record.as_of(dt.date(2024, 12, 1)).months("russian_waves")["2024-08"] == 7


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"published_on": "tomorrow"}, "published_on: found 'tomorrow'"),
        ({"grade": "Z"}, "grade: found 'Z'; allowed: A, B, C, D, M"),
        ({"status": "heard"}, "status: found 'heard'; allowed: seen, derived, memory"),
        ({"value": "nan"}, "value: found 'nan'"),
        ({"low": "5"}, "outside of low to high"),
        ({"end": "2022-09-01"}, "before the start"),
        ({"source": ""}, "source is empty"),
        ({"unit": "apples"}, "another definition or unit on line 2"),
        ({"id": "russian_waves.2024-08"}, "is given twice"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, change: dict[str, str], said: str) -> None:
    path = written(tmp_path, change)
    last = len(path.read_text(encoding="utf-8").splitlines())
    with pytest.raises(RecordError) as error:
        read_record(path)
    assert f"{path}:{last}: " in str(error.value)
    assert said in str(error.value)


@pytest.mark.parametrize("text", ["", "a,b\n", "\x00", "id,series\n1,2\n"])
def test_what_is_no_record_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "r.csv").write_text(text, encoding="utf-8")
    with pytest.raises(RecordError):
        read_record(tmp_path / "r.csv")


def test_the_page_lists_the_series_that_there_are() -> None:
    page = (DOCS / "record.md").read_text(encoding="utf-8")
    assert renewed(page, read_record()) == page
