"""Every column of every table is explained, in the page, in the files, and beside them."""

import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from sim.cli.main import cli
from sim.results.data_page import BEGIN, document
from sim.results.dictionary import column
from sim.results.package import PACKAGE
from tests.matrix import some

SHORT = ("--set", "horizon_days=60")
FOLDERS = {
    "run": ("run", "baseline", "-n", "6", "--draws", "2", "--set", "grid.crews=range", *SHORT),
    "compare": ("compare", "baseline", "no_talks", "-n", "20"),
    "sweep": ("sweep", "baseline", "--vary", "talks.mediator=0,1", "-n", "5", *SHORT),
    "tip": ("sweep", "baseline", "--vary", "talks.mediator=0:1", "--tip", "breaches=1", "-n", "5", *SHORT),
    "sensitivity": ("sensitivity", "baseline", "-n", "4", "--rows", "16", "--outcome", "breaches",
                    "--parameter", "talks.mediator", "--parameter", "grid.crews", *SHORT),
    "conditions": ("conditions", "baseline", "-n", "4", "--outcome", "breaches", *SHORT),
}  # fmt: skip


@pytest.mark.usefixtures("no_figures")
@pytest.mark.parametrize("name", some(FOLDERS, every=3))
def test_every_column_of_every_table_is_explained_in_the_files(tmp_path, name: str) -> None:
    done = CliRunner().invoke(cli, [*FOLDERS[name], "--out", str(tmp_path / name)])
    assert done.exit_code == 0, done.output
    package = json.loads((tmp_path / name / PACKAGE).read_text(encoding="utf-8"))
    files = sorted(path.name for path in (tmp_path / name).glob("*.parquet"))
    assert files
    assert [resource["path"] for resource in package["resources"]] == files
    for resource in package["resources"]:
        path = tmp_path / name / resource["path"]
        names = pl.read_parquet_schema(path).names()
        assert [field["name"] for field in resource["schema"]["fields"]] == names
        told = json.loads(pl.read_parquet_metadata(path)["columns"])
        for one in names:
            assert told[one] == {"unit": column(path.stem, one).unit, "description": column(path.stem, one).words}
            assert told[one]["description"]


def test_the_page_lists_what_the_files_say() -> None:
    page = Path(__file__).parents[2] / "docs" / "data.md"
    assert page.read_text(encoding="utf-8").split(BEGIN)[1].strip() == document().strip()


def test_a_column_that_nobody_explained_is_an_error() -> None:
    with pytest.raises(KeyError, match="dictionary"):
        column("runs", "no_such_column")


@pytest.mark.usefixtures("no_figures")
def test_a_workbook_explains_its_columns_and_keeps_fingerprints_as_text(tmp_path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    words = ["run", "baseline", "-n", "12", *SHORT, "--xlsx", "--csv", "--no-explore", "--out", str(tmp_path / "r")]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 0, done.output
    book = openpyxl.load_workbook(tmp_path / "r" / "tables.xlsx")
    assert book.sheetnames == ["columns", "headlines", "runs", "spells"]
    explained = {(row[0].value, row[1].value): row[2].value for row in book["columns"].iter_rows(min_row=2)}
    assert explained["runs", "unserved_gwh"] == "GWh"
    heads = [cell.value for cell in book["runs"][1]]
    first = dict(zip(heads, book["runs"][2], strict=True))
    runs = pl.read_parquet(tmp_path / "r" / "runs.parquet")
    assert first["fingerprint"].data_type == "s"
    assert first["fingerprint"].value == runs["fingerprint"][0]
    assert first["unserved_gwh"].value == pytest.approx(runs["unserved_gwh"][0], rel=1e-14)
    headlines = pl.read_csv(tmp_path / "r" / "headlines.csv")
    assert {"outcome", "value", "low", "high", "unit", "note"} <= set(headlines.columns)


def test_pictures_are_as_fine_as_asked_and_svg_keeps_its_words(tmp_path) -> None:
    words = [*FOLDERS["sweep"], "--format", "png,svg", "--dpi", "220", "--out", str(tmp_path / "r")]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 0, done.output
    picture = tmp_path / "r" / "plots" / "response_curves.png"
    fine = picture.read_bytes()
    done = CliRunner().invoke(cli, ["plot", str(tmp_path / "r")])
    coarse = picture.read_bytes()
    assert int.from_bytes(fine[16:20]) == pytest.approx(2 * int.from_bytes(coarse[16:20]), abs=2)
    assert "<text" in picture.with_suffix(".svg").read_text(encoding="utf-8")
