"""The bytes of a Parquet file follow its rows, not the pieces or the threads that they came by."""

import os
import subprocess
import sys

import numpy as np
import polars as pl
import pytest

from sim.results import parquet
from sim.results.parquet import write_frame


def _rows(n):
    luck = np.random.default_rng(3)
    days = luck.random(n) * 300
    return pl.DataFrame(
        {
            "replicate": np.arange(n),
            "day": pl.Series(np.where(days < 90, np.nan, days)).fill_nan(None),
            "cause": pl.Series(luck.choice(["breach", "signed"], n), dtype=pl.Enum(["breach", "signed"])),
            "fingerprint": pl.Series([f"{x:016x}" for x in luck.integers(0, 2**62, n)]),
        }
    )


def _in_pieces(rows, cuts, folder):
    folder.mkdir()
    for number, (first, end) in enumerate(zip([0, *cuts], [*cuts, len(rows)], strict=True)):
        rows[first:end].write_parquet(folder / f"{number:04d}.parquet", compression="lz4")
    return pl.concat([pl.scan_parquet(path) for path in sorted(folder.iterdir())])


@pytest.mark.parametrize("cuts", [[], [1], [999, 1000, 1001], list(range(7, 5000, 7)), [2500, 4999]])
def test_bytes_do_not_depend_on_the_pieces(tmp_path, monkeypatch, cuts):
    monkeypatch.setattr(parquet, "ROW_GROUP", 1000)
    rows = _rows(5000)
    write_frame(rows, tmp_path / "whole.parquet")
    write_frame(_in_pieces(rows, cuts, tmp_path / "parts"), tmp_path / "pieces.parquet")
    assert (tmp_path / "pieces.parquet").read_bytes() == (tmp_path / "whole.parquet").read_bytes()
    assert pl.read_parquet(tmp_path / "pieces.parquet").equals(rows)


def test_bytes_do_not_depend_on_threads(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "ROW_GROUP", 1000)
    lazy = _in_pieces(_rows(5000), [17, 2000, 2001], tmp_path / "parts")
    write_frame(lazy, tmp_path / "here.parquet")
    code = (
        "import polars as pl, pathlib, sys\nfrom sim.results import parquet\nparquet.ROW_GROUP = 1000\n"
        "here = pathlib.Path(sys.argv[1])\n"
        "parts = pl.concat([pl.scan_parquet(p) for p in sorted((here / 'parts').iterdir())])\n"
        "parquet.write_frame(parts, here / 'there.parquet')"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], check=True, env={**os.environ, "POLARS_MAX_THREADS": "1"}
    )
    assert (tmp_path / "there.parquet").read_bytes() == (tmp_path / "here.parquet").read_bytes()


def test_a_full_disk_is_an_os_error(tmp_path):
    code = (
        "import resource, sys, pathlib, polars as pl, numpy as np\nfrom sim.results.parquet import write_frame\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "rows = pl.DataFrame({'x': np.random.default_rng(1).random(10_000)})\n"
        "try:\n    write_frame(rows, pathlib.Path(sys.argv[1]))\n"
        "except OSError:\n    sys.exit(7)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "x.parquet")], check=False)
    assert done.returncode == 7
