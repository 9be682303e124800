"""Parts: whole or missing, found by checksum, in any pieces."""

import json

import numpy as np
import polars as pl
import pytest

from sim.results.parts import JOURNAL, PartStore


def _frame(first, end):
    return {"runs": pl.DataFrame({"replicate": list(range(first, end))})}


def _store(folder, *ranges):
    store = PartStore(folder)
    for first, end in ranges:
        store.add(first, end - first, _frame(first, end))
    return store


def test_what_is_missing_is_what_no_part_holds(tmp_path):
    store = _store(tmp_path, (10, 20), (30, 35))
    assert list(store.missing(50)) == [(0, 10), (20, 30), (35, 50)]
    assert list(store.missing(33)) == [(0, 10), (20, 30)]
    assert list(store.missing(15)) == [(0, 10)]
    assert (store.done(), store.end()) == (15, 35)


def test_points_are_kept_apart(tmp_path):
    store = _store(tmp_path, (0, 10))
    store.add(0, 5, _frame(0, 5), point=7)
    assert list(store.missing(10, point=7)) == [(5, 10)]
    assert list(store.missing(10)) == []
    assert [part.point for part in PartStore(tmp_path).parts] == [0, 7]


def test_parts_are_found_again(tmp_path):
    _store(tmp_path, (5, 10), (0, 5))
    again = PartStore(tmp_path)
    rows = pl.concat([pl.read_parquet(path) for _, path in again.paths("runs", 10)])
    assert rows["replicate"].to_list() == list(range(10))
    assert again.damaged == []


def test_arrays_come_back_as_they_were(tmp_path):
    data = np.zeros((3, 4), dtype=[("supply_gw", "f8"), ("kind", "i1")])
    data["kind"] = 2
    store = PartStore(tmp_path)
    store.add(0, 3, {"daily": data})
    ((_, path),) = store.paths("daily", 3)
    assert np.array_equal(np.load(path), data)


@pytest.mark.parametrize("damage", ["flip", "truncate", "remove", "empty"])
def test_a_damaged_part_is_named_and_counts_as_missing(tmp_path, damage):
    store = _store(tmp_path, (0, 5), (5, 10))
    ((_, _), (_, path)) = store.paths("runs", 10)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    if damage == "remove":
        path.unlink()
    else:
        path.write_bytes({"flip": bytes(content), "truncate": bytes(content[:-1]), "empty": b""}[damage])
    again = PartStore(tmp_path)
    assert again.damaged == [path.name]
    assert list(again.missing(10)) == [(5, 10)]
    assert PartStore(tmp_path).damaged == [], "the same damage is told once"


def test_a_torn_journal_line_costs_only_its_part(tmp_path):
    _store(tmp_path, (0, 5), (5, 10))
    journal = tmp_path / JOURNAL
    journal.write_bytes(journal.read_bytes()[:-20])
    again = PartStore(tmp_path)
    assert list(again.missing(10)) == [(5, 10)]
    assert again.damaged == []
    assert len(list(tmp_path.iterdir())) == 2, "the file that no line promises is removed"


@pytest.mark.parametrize("line", ["[]", "null", '{"point": 0}', '{"point":0,"first":0,"count":1,"files":[]}', "\0\0"])
def test_junk_in_the_journal_is_passed_over(tmp_path, line):
    _store(tmp_path, (0, 5))
    with (tmp_path / JOURNAL).open("a") as journal:
        journal.write(line + "\n")
    assert PartStore(tmp_path).done() == 5


def test_every_line_of_the_journal_carries_checksums(tmp_path):
    _store(tmp_path, (0, 5))
    about = json.loads((tmp_path / JOURNAL).read_text())
    name, digest = about["files"]["runs"]
    assert (tmp_path / name).is_file()
    assert len(digest) == 64
