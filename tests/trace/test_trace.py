"""One history in words: whole, in order, the same as in the ensemble, every answer with its cause."""

from __future__ import annotations

import json

import polars as pl
import pytest
from click.testing import CliRunner

import sim
from sim.cli.main import cli
from sim.engine.compiled import run_chunk
from sim.engine.plan import make_plan
from sim.studies import event_words


@pytest.fixture(scope="module")
def told() -> sim.Trace:
    return sim.trace("baseline", replicate=8, seed=1)


def test_it_is_the_history_of_the_ensemble(told: sim.Trace) -> None:
    rows = run_chunk(make_plan(sim.load("baseline")), 8, 1, 1, 0, False).rows
    assert told.history.fingerprint == f"{int(rows['fingerprint'][0]):016x}"
    events = told.events
    assert events.height == rows["events"][0]
    assert events.filter(pl.col("what") == "russian_wave").height == rows["russian_waves"][0]
    assert events.filter(pl.col("what") == "refinery_strike").height == rows["refinery_strikes"][0]


def test_every_answer_names_an_earlier_strike_or_incident(told: sim.Trace) -> None:
    events = told.events
    assert events["day"].is_sorted()
    answers = events.filter(pl.col("parent").is_not_null())
    row = told.history.row
    assert answers.height == row["russian_answers"] + row["ukrainian_answers"] > 0
    parents = events.select(parent=pl.col("number"), cause="what", caused="day")
    joined = answers.join(parents, on="parent", how="left")
    assert joined["cause"].is_in(["russian_wave", "refinery_strike", "incident_by_russia", "incident_by_ukraine"]).all()
    assert (joined["caused"] < joined["day"]).all()
    assert answers["words"].str.contains("event").all()


def test_words_say_collapse_and_retaliation() -> None:
    for replicate in range(20):
        words = "\n".join(sim.trace("baseline", replicate).events["words"])
        if "in retaliation for the collapse of event" in words:
            assert "the moratorium collapses" in words
            return
    pytest.fail("no collapse with retaliation in twenty histories")


def test_every_word_of_a_result_is_known() -> None:
    known = event_words.STRIKE_RESULTS | event_words.INCIDENT_RESULTS | event_words.ROUND_RESULTS
    others = {"", "derailed", "renewed", "ended"}
    assert set(event_words.codes.RESULTS) == set(known) | others


@pytest.mark.parametrize("name", ["near_agreement_aug2024", "withdrawal_for_a_deal", "monitored_graduated"])
def test_scheduled_events_and_terms_can_be_told(name: str) -> None:
    words = "\n".join(w for r in range(15) for w in sim.trace(name, r).events["words"])
    expected = {
        "near_agreement_aug2024": "ground offensive",
        "withdrawal_for_a_deal": "withdraws",
        "monitored_graduated": "the term runs out",
    }
    assert expected[name] in words


def test_strikes_without_a_moratorium_and_scheduled_changes_are_named_so() -> None:
    words = "\n".join(sim.trace("no_talks", 0).events["words"])
    assert "no moratorium is in force" in words
    assert "a scheduled change: " in words
    assert "grid.imports_gw" in words


def test_the_command_prints_the_telling_and_leaves_repairs_out() -> None:
    runner = CliRunner()
    short = runner.invoke(cli, ["trace", "baseline", "--replicate", "8"])
    long = runner.invoke(cli, ["trace", "baseline", "--replicate", "8", "--all"])
    assert short.exit_code == long.exit_code == 0
    assert "repaired" not in short.stdout
    assert "repaired" in long.stdout
    assert "fingerprint" in short.stdout
    data = json.loads(runner.invoke(cli, ["trace", "baseline", "--replicate", "8", "--json"]).stdout)
    assert f"{len(data['events'])} events" in short.stdout


def test_what_cannot_be_traced_is_refused_in_words() -> None:
    runner = CliRunner()
    drawn = runner.invoke(cli, ["trace", "baseline", "--replicate", "0", "--set", "demands.gap={uniform: [0, 1]}"])
    assert drawn.exit_code == 2
    assert "demands.gap is a distribution" in drawn.stderr
    assert runner.invoke(cli, ["trace", "baseline", "--replicate", "-1"]).exit_code == 2
    wrong = runner.invoke(cli, ["trace", "no_such_scenario", "--replicate", "0"])
    assert wrong.exit_code == 2
    assert "Usage" not in wrong.stderr
