"""What is not a scenario at all: refused with a word, never with a traceback, and never quoted."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from sim.scenario import ScenarioError, load


def refusal(path: str | Path) -> str:
    with pytest.raises(ScenarioError) as caught:
        load(path)
    return str(caught.value)


def written(folder: Path, content: bytes) -> Path:
    path = folder / "file.yaml"
    path.write_bytes(content)
    return path


def test_binary_junk(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xff" + random.Random(1).randbytes(5000))
    assert refusal(path) == f"{path}:1:1: is not text in UTF-8; save it with that encoding"


def test_another_encoding_says_the_line(tmp_path: Path) -> None:
    path = written(tmp_path, "extends: baseline\ntitle: Jérôme\n".encode("latin-1"))
    assert refusal(path) == f"{path}:2:1: is not text in UTF-8; save it with that encoding"


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path}: is a folder; a scenario is a .yaml file"


def test_a_missing_file_names_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "winter.yaml").write_text("extends: baseline\n")
    missing = tmp_path / "wintr.yaml"
    assert refusal(missing) == f"{missing}: there is no such file; did you mean winter.yaml?"


def test_an_unreadable_file(tmp_path: Path) -> None:
    path = written(tmp_path, b"extends: baseline\n")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert refusal(path) == f"{path}: cannot be read: permission denied"


def test_a_device_is_not_read() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("no such device here")
    assert refusal("/dev/zero") == "/dev/zero: is not an ordinary file; a scenario is a .yaml file"


@pytest.mark.parametrize("name", ["x\0y", "", "b" * 5000 + ".yaml", "no_such_name"])
def test_what_cannot_be_a_file_name(name: str) -> None:
    assert refusal(name)


def test_an_unknown_name_says_the_shipped_ones() -> None:
    message = refusal("basline")
    assert message.startswith("basline: is neither a file nor one of baseline, ")
    assert message.endswith("; did you mean baseline?")


def test_a_folder_does_not_hide_a_shipped_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "baseline").mkdir()
    monkeypatch.chdir(tmp_path)
    assert load("baseline").name == "baseline"


def test_ten_megabytes_of_nesting(tmp_path: Path) -> None:
    path = written(tmp_path, b"[" * 10_000_000)
    assert refusal(path) == f"{path}: is larger than 200,000 bytes; a scenario is at most that large"


@pytest.mark.parametrize("opening", [b"[", b"{a: ", b"- ", b"? "])
def test_deep_nesting(tmp_path: Path, opening: bytes) -> None:
    message = refusal(written(tmp_path, opening * (190_000 // len(opening))))
    assert message.endswith("nested more than 20 deep; a scenario is never that deep")


def test_too_many_values(tmp_path: Path) -> None:
    message = refusal(written(tmp_path, b"a: [\n" + b"1,\n" * 15_000))
    assert message.endswith("more than 10,000 values; a scenario has at most that many")


def test_too_many_events(tmp_path: Path) -> None:
    events = b"".join(b"- {day: %d, withdraw: true}\n" % day for day in range(501))
    path = written(tmp_path, b"extends: baseline\nevents:\n" + events)
    assert refusal(path) == f"{path}:3:1: events: found 501 events; allowed: at most 500"


@pytest.mark.parametrize(
    "secret",
    [
        "password: hunter2\n",
        "hunter2\n",
        "- hunter2\n",
        "password: 'hunter2\n",
        "hunter2: [\n",
        "a: b: hunter2\n",
        "!hunter2 x\n",
        "%hunter2\n--- x\n",
        "&hunter2 x\n",
        "*hunter2\n",
        "@hunter2\n",
        "title: hunter2\nhunter2: x\npassword: hunter2\nkey: hunter2\n",
        '"\\hunter2"\n',
        "--- x\n--- hunter2\n",
    ],
)
@pytest.mark.parametrize("through_extends", [False, True])
def test_what_is_not_a_scenario_is_never_quoted(tmp_path: Path, secret: str, through_extends: bool) -> None:
    (tmp_path / "private.yaml").write_text(secret)
    child = tmp_path / "child.yaml"
    child.write_text("extends: private.yaml\ntitle: Curious\n")
    message = refusal(child if through_extends else tmp_path / "private.yaml")
    assert "hunter" not in message
    assert "private.yaml" in message


def test_a_byte_order_mark_and_the_line_ends_of_windows(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbfextends: baseline\r\nkursk:\r\n  area_km2: 300\r\n")
    assert load(path).values["kursk.area_km2"] == 300.0


STRANGE = {
    "an escape beyond Unicode": 'title: "\\UFFFFFFFF"',
    "half a sign": 'title: "\\uD800"',
    "a version of 5,000 digits": "%YAML 1." + "9" * 5_000 + "\n---\ntitle: a",
    "an indent of 5,000 digits": "title: |" + "9" * 5_000,
    "a tag of broken bytes": "%TAG ! tag:%ff\n---\ntitle: a",
    "a parent of half a sign": 'extends: "\\uD800.yaml"',
    "a parent of nothing": 'extends: "\\0.yaml"',
    "a parent of many folders": f"extends: {'a/' * 5_000}b.yaml",
}


@pytest.mark.parametrize("what", STRANGE)
def test_what_pyyaml_itself_trips_over_is_a_message(tmp_path: Path, what: str) -> None:
    path = written(tmp_path, STRANGE[what].encode())
    assert refusal(path).startswith(f"{path}:")
    with pytest.raises(ScenarioError, match="--set"):
        load("baseline", [f"talks.mediator={STRANGE[what].removeprefix('title: ')}"])


def test_the_name_of_a_file_becomes_a_name_of_signs_to_read(tmp_path: Path) -> None:
    for stem, name in (
        ("зима 停戦 α", "зима 停戦 α"),
        ("two\nlines", "two_lines"),
        ("\x1b[31m", "_[31m"),
        ("..", "scenario"),
        (os.fsdecode(b"z\xff"), "z_"),
    ):
        path = tmp_path / f"{stem}.yaml"
        path.write_text("extends: baseline\n")
        scenario = load(path)
        assert scenario.name == name
        again = tmp_path / "again.yaml"
        again.write_text(scenario.to_yaml(), encoding="utf-8")
        assert load(again).name == name
        assert load(again).digest() == scenario.digest()


@pytest.mark.parametrize("name", ["a/b", "..", "a\\nb", "\\e[31m", "я" * 128, "[1]"])
def test_a_name_that_cannot_be_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, f'extends: baseline\nname: "{name}"\n'.encode().replace(b'"[1]"', b"[1]"))
    assert ": name: found" in refusal(path)
