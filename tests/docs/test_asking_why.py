"""The worked question of docs/asking-why.md, and what the README says of a picture, are what the commands say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import sim
from sim.cli.main import cli

from .documents import ROOT


def plain(text: str) -> str:
    return " ".join(text.split())


def said(*words: object) -> str:
    return plain(CliRunner().invoke(cli, [str(word) for word in words]).stdout)


def worked() -> str:
    page = (ROOT / "docs" / "asking-why.md").read_text(encoding="utf-8")
    return plain(page.split("## One question")[1].split("## Which condition?")[0])


def chosen() -> tuple[str, str]:
    """The history that the page tells, and the event that it forgives."""
    return re.findall(r"whatif baseline --replicate (\d+) --forgive (\d+)", worked())[0]


def test_the_page_tells_its_history_and_what_forgiving_one_event_does() -> None:
    replicate, event = chosen()
    block = worked().split("```text ")[1].split(" ```")[0]
    assert block in said("trace", "baseline", "--replicate", replicate)
    assert f"(event {event})" in block
    undone = plain(sim.whatif("baseline", int(replicate), forgive=[int(event)]).text())
    days = re.findall(r"first tacit spell breach, day ([\d.]+) breach, day ([\d.]+)", undone)[0]
    assert f"breaks on day {float(days[1]):.0f} instead of day {float(days[0]):.0f}" in worked()


@pytest.mark.slow
def test_the_figures_of_the_worked_question_are_todays(tmp_path: Path) -> None:
    assert f"replicate {chosen()[0]} (the most typical of" in said("trace", "baseline", "--typical")
    every = said("whatif", "baseline", "--all", "--save", "tacit", "--out", tmp_path / "w")
    (share,) = re.findall(r"any single one of these (\d+% \([\d–]+%\))", every)
    withheld, strength = re.findall(r"one strike withheld (\d+)% \([\d–]+%\) ([\d.]+)", every)[0]
    (explained,) = re.findall(r"one incident explained (\d+)% \([\d–]+%\) [\d.]+ ", every)
    (neither,) = re.findall(r"neither one nor a pair (\d+)%", every)
    for words in (
        f"broke, {share} would have been alive",
        f"one strike withheld ({withheld}%)",
        f"{explained}% with one incident explained, and {neither}% with neither",
        f"mean strength is {strength}",
    ):
        assert words in worked()


@pytest.mark.slow
def test_the_figures_of_the_conditions_are_todays() -> None:
    found = sim.conditions("baseline", ["unserved_gwh"])
    (last,) = found.contributions.filter(found.contributions["condition"] == "C8")["last"]
    pair = found.interactions.row(0, named=True)
    assert {pair["condition"], pair["other"]} == {"C4", "C8"}
    assert f"and {round(last, -1):,.0f} GWh once all other conditions hold" in worked()
    assert f"(C4: +{round(pair['value'], -1):,.0f} GWh of interaction)" in worked()
    readme = plain((ROOT / "README.md").read_text(encoding="utf-8"))
    assert f"add nothing alone and {round(last, -1):,.0f} GWh once all others hold" in readme
