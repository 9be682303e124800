"""Over all histories: at one with brute force on SimPy, shares that add up, strengths over the same futures."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

import sim
from sim.cli.main import cli
from sim.engine.interventions import NOTHING, future_seed
from sim.engine.plan import make_plan
from sim.engine.simpy_engine import simulate
from sim.model import codes
from sim.scenario import load
from sim.studies.errors import StudyError
from sim.studies.whatif.collapses import Collapse, Single, undone
from sim.studies.whatif.every import Every, EverySettings, every
from sim.studies.whatif.shares import shares, tried

SEED, FOR = 4, 60.0
SETTINGS = EverySettings(n=60, seed=SEED, save="tacit", for_days=FOR, futures=6)


@pytest.fixture(scope="module")
def found() -> Every:
    return every(load("baseline"), SETTINGS)


def lives(plan: object, one: Collapse, done: object, save: str) -> bool:
    """By brute force: from the spells of a history on SimPy."""
    history = simulate(plan, one.replicate, SEED, interventions=done)  # type: ignore[arg-type]
    spells = history.spells
    mine = spells[spells["kind"] == codes.TACIT] if save == "tacit" else spells[spells["kind"] >= codes.PARTIAL]
    if not len(mine) or mine[0]["start"] != one.start:
        return False
    kept = (codes.IN_FORCE, codes.SIGNED) if save == "tacit" else (codes.IN_FORCE, codes.UPGRADE)
    return mine[0]["cause"] in kept or bool(mine[0]["end"] >= one.end + FOR and mine[0]["cause"] != codes.SIGNED)


def brute(name: str, save: str, n: int) -> int:
    """Hold every single undoing of a study against SimPy; returns how many."""
    scenario = load(name)
    plan = make_plan(scenario)
    study = every(scenario, EverySettings(n=n, seed=SEED, save=save, for_days=FOR, futures=0))
    compared = 0
    for answer in study.answers:
        one = answer.collapse
        assert not lives(plan, one, NOTHING, save)
        for single, saves in zip(one.singles, answer.saves, strict=True):
            assert lives(plan, one, single.interventions(), save) == saves, (one.replicate, single)
            compared += 1
        if answer.pair:
            assert not any(answer.saves)
            assert lives(plan, one, undone(answer.pair), save)
    return compared


@pytest.mark.parametrize("save", ["tacit", "deal"])
def test_it_agrees_with_brute_force_on_simpy(save: str) -> None:
    name = "baseline" if save == "tacit" else "kursk_withdrawal"
    assert brute(name, save, 8 if save == "tacit" else 12) > (10 if save == "tacit" else 0)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "save"), [("baseline", "tacit"), ("strong_mediator", "deal")])
def test_it_agrees_with_brute_force_on_200_histories(name: str, save: str) -> None:
    assert brute(name, save, 200) > 50


def test_every_incident_breach_and_strike_of_the_spell_is_tried(found: Every) -> None:
    plan = make_plan(found.scenario)
    for answer in found.answers[:15]:
        one = answer.collapse
        log = simulate(plan, one.replicate, SEED).log
        within = log[(log["day"] >= one.start) & (log["day"] <= one.end)]
        breaches = [e for e in within if int(e["result"]) in (codes.BREACHED, codes.COLLAPSED)]
        incidents = [e for e in breaches if int(e["what"]) in (codes.INCIDENT_BY_RUSSIA, codes.INCIDENT_BY_UKRAINE)]
        strikes = [e for e in within if int(e["what"]) in (codes.RUSSIAN_WAVE, codes.REFINERY_STRIKE)]
        wanted = {"explain": incidents, "forgive": breaches, "withhold": strikes}
        for undo, events in wanted.items():
            mine = [single.address for single in one.singles if single.undo == undo]
            assert mine == [int(e["address"]) for e in events]


def test_shares_add_up(found: Every) -> None:
    told, n = shares(found), len(found.answers)
    assert n > 40
    assert told["single"].value + told["pair"].value + told["none"].value == pytest.approx(1.0)
    assert told["single"].value <= sum(told[undo].value for undo in ("explain", "forgive", "withhold")) + 1e-12
    assert told["single"].value > 0.1
    assert {answer.collapse.replicate for answer in found.answers} == set(tried(found)["replicate"])


def test_strength_is_the_change_over_the_same_redrawn_futures(found: Every) -> None:
    plan = make_plan(found.scenario)
    compared = 0
    for answer in [answer for answer in found.answers if answer.strengths][:2]:
        for undo, strength in answer.strengths.items():
            one = answer.collapse
            saving = [s for s, live in zip(one.singles, answer.saves, strict=True) if live and s.undo == undo]
            single: Single = saving[-1]
            total = 0
            for number in range(SETTINGS.futures):
                seed = future_seed(SEED, number)
                with_it = lives(plan, one, undone((single,), single.day, seed), "tacit")
                total += with_it - lives(plan, one, undone((), single.day, seed), "tacit")
            assert strength == pytest.approx(total / SETTINGS.futures)
            compared += 1
    assert compared >= 2


def test_a_collapse_near_the_horizon_is_left_out() -> None:
    scenario = load("baseline", ["horizon_days=100"])
    long, short = (
        every(scenario, EverySettings(n=60, seed=SEED, save="tacit", for_days=d, futures=0)) for d in (90, 5)
    )
    assert long.late > short.late
    assert len(long.answers) + long.late == len(short.answers) + short.late
    assert all(answer.collapse.end + 90 <= 100 for answer in long.answers)
    with pytest.raises(StudyError, match="histories last 100 days"):
        every(scenario, EverySettings(n=5, for_days=100))


def typed(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False)


@pytest.mark.usefixtures("no_figures")
def test_the_command(tmp_path: Path) -> None:
    out = tmp_path / "saved"
    words = ("whatif", "baseline", "--all", "--save", "tacit", "--for", 30, "-n", 60, "--futures", 4, "--out", out)
    told = typed(*words)
    assert told.exit_code == 0, told.stderr
    assert "one strike withheld" in told.stdout
    assert "Strikes are only ever taken away" in " ".join(told.stdout.split())
    data = json.loads(typed(*words, "--json").stdout)
    assert {"explain", "forgive", "withhold", "single", "pair", "none"} == set(data["shares"])
    assert data["collapsed"] + data["too_late_to_tell"] <= 60
    assert {row["side"] for row in data["by_kind_and_side"]} <= {"russia", "ukraine"}
    assert data["by_month"][0]["month"].startswith("2024-")
    assert pl.read_parquet(out / "tried.parquet").height == sum(row["tried"] for row in data["by_month"])
    assert (out / "plots" / "saved_by.png").is_file()
    again = typed("plot", out)
    assert again.exit_code == 0, again.output
    assert sim.open_whatif(out).text() == sim.whatif_all("baseline", n=60, save="tacit", for_days=30, futures=4).text()
    assert "What would have saved the deal" in (out / "report.html").read_text(encoding="utf-8")
    for more in (["--replicate", 3], ["--forgive", "4"], ["--for", "0"], ["--save", "peace"]):
        assert typed("whatif", "baseline", "--all", *more, "--out", out).exit_code == 2


def test_in_a_notebook_and_without_any_collapse() -> None:
    some = sim.whatif_all("baseline", n=30, save="tacit", futures=2)
    assert "<table>" in some._repr_html_()
    assert some.plot().axes
    assert some.by("undo", "side")["tried"].sum() == some.tried.height
    none = sim.whatif_all("no_talks", n=5, save="deal")
    assert "There is nothing to tell" in none.text()
    assert none.plot().axes
    assert none.histories.height == none.tried.height == 0
