"""The numbered steps of CONTRIBUTING, followed in a copy of the package with a dummy of each kind."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .documents import ROOT

pytestmark = pytest.mark.slow

CODES = {name: 13 + place for place, name in enumerate(("EXPIRY", "SET", "WITHDRAW", "SIGN", "END", "STAGE"))}


class Copy:
    """A copy of the package in which a step is an edit of a file that CONTRIBUTING names under its heading."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
        self.sections = {part.split("\n", 1)[0]: part for part in text.split("\n## ")[1:]}
        for name in ("sim", "scenarios", "docs"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))

    def edit(self, kind: str, file: str, *changes: tuple[str, str]) -> None:
        self._named(kind, file)
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        for find, replace in changes:
            assert text.count(find) == 1, f"{file}: {find!r} stands {text.count(find)} times"
            text = text.replace(find, replace)
        path.write_text(text, encoding="utf-8")

    def write(self, kind: str, file: str, text: str) -> None:
        self._named(kind, str(Path(file).parent))
        path = self.folder / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def _named(self, kind: str, place: str) -> None:
        (section,) = [text for head, text in self.sections.items() if head.startswith(f"A new {kind}")]
        assert any(part in section for part in (place, f"{Path(place).parent}/")), f"{kind}: {place} is not named"

    def python(self, code: str) -> object:
        done = subprocess.run(
            [sys.executable, "-c", f"import json, sim\n{code}\nprint(json.dumps(told))"],
            cwd=self.folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


PARAMETER = """_CAPACITY: tuple[Parameter, ...] = (
    number("grid.dummy", "1/d", 0.02, (0.0, 1.0),
        range=(0.01, 0.03), role="uncertainty", data_to="2024-10-30", basis="J", condition="C4",
        sentence="A dummy.", source=JUDGEMENT),
"""


def add_parameter(copy: Copy) -> None:
    copy.edit(
        "parameter", "sim/scenario/registry/grid.py", ("_CAPACITY: tuple[Parameter, ...] = (\n", PARAMETER)
    )  # fmt: skip


def add_outcome(copy: Copy) -> None:
    copy.edit(
        "outcome", "sim/model/state.py",
        ("    russian_waves: int = 0\n", "    russian_waves: int = 0\n    dummies: int = 0\n"),
        ("    s.russian_waves = 0\n", "    s.russian_waves = 0\n    s.dummies = 0\n"),
    )  # fmt: skip
    copy.edit("outcome", "sim/model/row.py", ("    row.clips = ", "    row.dummies = s.dummies\n    row.clips = "))
    path = copy.folder / "sim/model/records.py"
    row = path.read_text(encoding="utf-8").replace('("clips", "i8")', '("dummies", "i8"),\n        ("clips", "i8")', 1)
    path.write_text(row, encoding="utf-8")
    copy._named("outcome", "sim/model/records.py")
    end = ")  # fmt: skip\n\nOUT"
    line = '    Outcome("dummies", "dummies counted", "dummies", "count", "a dummy", headline=True),\n'
    copy.edit("outcome", "sim/outcomes/table.py", (end, line + end))


def test_a_parameter(copy: Copy) -> None:
    add_parameter(copy)
    told = copy.python(
        "told = [sim.load('baseline', changes).values['grid.dummy'] for changes in ((), ['grid.dummy=0.5'])]"
    )
    assert told == [0.02, 0.5]
    subprocess.run(
        [sys.executable, "-m", "sim.scenario.document"], cwd=copy.folder, capture_output=True, text=True, check=True
    )
    assert "grid.dummy" in (copy.folder / "docs" / "scenario-format.md").read_text(encoding="utf-8")


def test_a_rule_and_an_outcome_column(copy: Copy) -> None:
    add_parameter(copy)
    add_outcome(copy)
    waves = "    s.russian_waves += 1\n"
    rule = waves + "    if p.grid_dummy > 0.0:\n        s.dummies += 1\n"
    copy.edit("rule", "sim/model/strikes.py", (waves, rule))
    told = copy.python(
        "on, off = (sim.run('baseline', n=3, engine='simpy') if not x else "
        "sim.run(sim.load('baseline', ['grid.dummy=0']), n=3, engine='simpy') for x in (0, 1))\n"
        "told = [on.runs['dummies'].to_list() == on.runs['russian_waves'].to_list(), off.runs['dummies'].sum(),"
        " on.summary['headlines']['dummies']['label'], [row[0] for row in on.headline_rows()]]"
    )
    assert told[:3] == [True, 0, "dummies counted"]  # type: ignore[index]
    assert "dummies counted" in told[3]  # type: ignore[index]
    shown = copy.python("from sim.plots.labels import with_unit\ntold = with_unit('dummies')")
    assert shown == "Dummies counted (count)"


def test_a_clock(copy: Copy) -> None:
    add_parameter(copy)
    add_outcome(copy)
    end = '    "shift_by_ukraine": 0.1,\n}'
    copy.edit("clock", "sim/scenario/clocks.py", (end, '    "shift_by_ukraine": 0.1,\n    "dummy": 0.1,\n}'))
    later = [(f"{name}: Final = {code}\n", f"{name}: Final = {code + 1}\n") for name, code in CODES.items()]
    count = ("CLOCK_COUNT: Final = 13\n", "DUMMY: Final = 13\nCLOCK_COUNT: Final = 14\n")
    copy.edit(
        "clock", "sim/model/codes.py", count, *later,
        ('    "shift_by_ukraine",\n', '    "shift_by_ukraine",\n    "dummy",\n'),
    )  # fmt: skip
    path = copy.folder / "sim/model/clocks.py"
    text = path.read_text(encoding="utf-8").replace("    BROADER_TALKS,\n", "    BROADER_TALKS,\n    DUMMY,\n", 1)
    first = "    if clock == RUSSIAN_WAVE:\n"
    rate, bound, happen = text.split(first)[0:1], text.split(first)[1:3], text.split(first)[3:]
    chains = ["        return p.grid_dummy\n", "        return p.grid_dummy\n", "        s.dummies += 1\n"]
    parts = [*rate, *bound, *happen]
    text = parts[0] + "".join(
        f"    if clock == DUMMY:\n{chain}    elif clock == RUSSIAN_WAVE:\n{rest}"
        for chain, rest in zip(chains, parts[1:], strict=True)
    )
    path.write_text(text, encoding="utf-8")
    copy._named("clock", "sim/model/clocks.py")
    told = copy.python(
        "runs = [sim.run(sim.load('baseline', [f'grid.dummy={x}']), n=6, engine='simpy').runs for x in (0, 0.05)]\n"
        "told = [int(one['dummies'].sum()) for one in runs] + [runs[0]['unserved_gwh'].equals(runs[1]['unserved_gwh'])]"
    )
    assert told[0] == 0  # type: ignore[index]
    assert told[1] > 20  # type: ignore[index]
    assert told[2] is True, "a clock that changes nothing else must leave all other luck as it was"  # type: ignore[index]


def test_a_figure(copy: Copy) -> None:
    entry = '    Entry("dummy", "sweep", ("points",), "A dummy", "A dummy line."),\n'
    copy.edit("figure", "sim/plots/catalogue.py", ("_ENTRIES = (\n", f"_ENTRIES = (\n{entry}"))
    copy.write(
        "figure", "sim/plots/studies/dummy.py",
        '"""A dummy."""\n\nfrom sim.plots.sheet import sheet\nfrom sim.plots.style import styled\n\n\n@styled\n'
        'def dummy(points, *, context):\n    """A line."""\n    figure, (axes,) = sheet(context, panel=(4, 3))\n'
        "    axes.plot(points)\n    return figure\n",
    )  # fmt: skip
    told = copy.python(
        "import datetime\nfrom sim.plots import Context, draw, render\n"
        "about = Context('t', 'q', 1, 1, datetime.date(2024, 10, 30), 10)\n"
        "told = render(draw('dummy', [1, 2], context=about))[:4].hex()"
    )
    assert told == b"\x89PNG".hex()


def test_a_study(copy: Copy) -> None:
    place = "sim/studies/dummy"
    copy.write("study", f"{place}/__init__.py", '"""A dummy."""\n')
    copy.write("study", f"{place}/verb.py", "def dummy():\n    return 42\n")
    copy.write(
        "study", f"{place}/command.py",
        "import click\n\n\n@click.command()\ndef command():\n    \"\"\"A dummy.\"\"\"\n    click.echo('dummy done')\n",
    )  # fmt: skip
    last = "    )\n}\n"
    copy.edit("study", "sim/studies/__init__.py", (last, f'        Study("dummy", "A dummy.", ""),\n{last}'))
    listed = "\n__all__ = [\n"
    verb = f"from sim.studies.dummy.verb import dummy\n{listed}    'dummy',\n"
    copy.edit("study", "sim/api/__init__.py", (listed, verb))
    assert copy.python("told = sim.dummy()") == 42
    words = [sys.executable, "-m", "sim"]
    helped = subprocess.run([*words, "--help"], cwd=copy.folder, capture_output=True, text=True, check=True).stdout
    assert "A dummy." in helped
    done = subprocess.run([*words, "dummy"], cwd=copy.folder, capture_output=True, text=True, check=True)
    assert done.stdout == "dummy done\n"
