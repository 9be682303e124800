"""Files for the loader: shipped ones with pieces deleted, doubled, moved, put in, and bytes flipped."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sim.record import RecordError, read_record
from sim.record.reading import SHIPPED
from sim.record.truces import SHIPPED as FIGURES
from sim.record.truces import read_truces
from sim.scenario import REGISTRY, ScenarioError, load, shipped, shipped_folder
from sim.studies.calibrate.reading import read_calibration, shipped_calibration
from sim.studies.hindcast.reading import read_hindcast, shipped_hindcasts

STRANGE = (
    *(
        "\n",
        " ",
        "  ",
        "\t",
        ":",
        ": ",
        "- ",
        "? ",
        "{",
        "}",
        "[",
        "]",
        ",",
        "#",
        "&a ",
        "*a",
        "!!x ",
        "|",
        ">",
        "%",
        "'",
    ),
    *('"', "\\", "---\n", "...\n", "<<: ", "\0", "\x07", "\x1b[31m", "\u2028", "\u202e", "\ufeff", "\U0001f4a5"),
    *(
        '"\\UFFFFFFFF"',
        '"\\uD800"',
        "%YAML 1." + "9" * 5_000,
        "%TAG ! tag:%ff\n",
        "9" * 400,
        "1e308",
        "1e999",
        "-1e308",
    ),
    *(
        ".nan",
        "-.inf",
        "null",
        "~",
        "yes",
        "no",
        "on: ",
        "day: ",
        "when: ",
        "set: ",
        "range",
        "-1",
        "1e-400",
        "010",
        "1_0",
    ),
    *(
        "{uniform: [1, 2]}",
        "{choice: []}",
        "extends: baseline\n",
        "events:\n",
        "ceilings:\n",
        "true",
        "2024-02-30",
        "１",
    ),
    *(
        "name: ",
        "title: ",
        "sweep:\n",
        'extends: "\\0.yaml"\n',
        "extends: ../../x.yaml\n",
        "a: &b [*b]\n",
        "0x1F",
        "1:30",
    ),
)

NAMES = ("a", "ż停", "x" * 200, "new\nline", "..", "\x1b[31m")


def clear(folder: Path) -> None:
    """Empty a folder of whatever a case left."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def text(luck: random.Random, source: Path) -> bytes:
    """A file that may be anything, most often nearly the file `source`."""
    content = source.read_text(encoding="utf-8")
    for _ in range(luck.randint(1, 6)):
        at = luck.randrange(len(content) + 1)
        length = luck.choice([0, 1, 5, 60])
        piece = luck.choice([luck.choice(STRANGE), f"{luck.choice(list(REGISTRY))}: ", content[at : at + length]])
        content = content[:at] + piece * luck.choice([1, 1, 1, 2, 30]) + content[at + luck.choice([0, length]) :]
    raw = bytearray(content.encode("utf-8", "surrogatepass"))
    for _ in range(luck.choice([0, 0, 0, 1, 3])):
        raw[luck.randrange(len(raw))] = luck.randrange(256)
    return bytes(raw[: luck.choice([len(raw), len(raw), luck.randrange(len(raw) + 1)])])


def case(luck: random.Random, folder: Path, place: Path) -> None:
    """A scenario most often, or a file of another kind."""
    (_scenario if luck.random() < 0.7 else _other)(luck, folder)


def _other(luck: random.Random, folder: Path) -> None:
    """Hindcasts, calibrations and records are read, or one is told what is wrong."""
    record = read_record()
    kinds: dict[Path, Callable[[Path], object]] = {
        luck.choice(shipped_hindcasts()): read_hindcast,
        shipped_calibration(): lambda path: read_calibration(path, record),
        SHIPPED: read_record,
        FIGURES: read_truces,
    }
    source = luck.choice(list(kinds))
    path = folder / f"{luck.choice(NAMES)}{source.suffix}"
    path.write_bytes(text(luck, source))
    with suppress(ScenarioError, RecordError):
        kinds[source](path)


def _scenario(luck: random.Random, folder: Path) -> None:
    """Load it, or be told what is wrong; what loads is written out and loads again to the same digest."""
    path = folder / f"{luck.choice(NAMES)}.yaml"
    path.write_bytes(text(luck, shipped_folder() / f"{luck.choice(shipped())}.yaml"))
    overrides = [f"{luck.choice(list(REGISTRY))}={luck.choice(STRANGE)}"] if luck.random() < 0.2 else []
    try:
        scenario = load(path, overrides)
    except ScenarioError as error:
        told = str(error)
    else:
        told = ""
    assert all(sign.isprintable() or sign == "\n" for sign in told)
    if told:
        return
    again = folder / "again.yaml"
    again.write_text(scenario.to_yaml(), encoding="utf-8")
    assert load(again).digest() == scenario.digest()
    assert load(again).name == scenario.name
