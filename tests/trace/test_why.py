"""Why: who said no and what weighed most, how much was temptation, each end back to what was unprovoked."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

import sim
from sim.cli.main import cli
from sim.engine.simpy_engine import Run, simulate
from sim.model import codes
from sim.model.chance import logistic
from sim.model.willingness import log_odds_russia, log_odds_ukraine
from sim.scenario import load, shipped
from sim.studies.errors import StudyError
from sim.studies.trace import picks
from sim.studies.trace.reasons import Reasons, terms_russia, terms_ukraine
from sim.studies.trace.shown import WORDS, chosen
from tests.matrix import some

MANY = range(30)


def typed(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False)


def test_an_observer_changes_nothing() -> None:
    scenario = load("baseline")
    for replicate in range(5):
        watched = simulate(scenario, replicate, 1, observer=Reasons())
        assert watched.fingerprint == simulate(scenario, replicate, 1).fingerprint


def test_the_terms_add_to_the_log_odds_of_the_model() -> None:
    worst = 0.0

    def look(run: Run, what: int, address: int) -> None:
        nonlocal worst
        s, p, t = run.state, run.parameters, run.env.now
        for terms, odds in ((terms_ukraine, log_odds_ukraine), (terms_russia, log_odds_russia)):
            worst = max(worst, abs(sum(value for _, value in terms(s, p, t)) - odds(s, p, t)))

    for replicate in range(5):
        simulate(load("baseline"), replicate, 1, observer=look)
    assert worst < 1e-12


@pytest.mark.parametrize("name", some(["baseline", "strong_mediator", "near_agreement_aug2024"], every=3))
def test_who_said_no_agrees_with_what_the_round_came_to(name: str) -> None:
    seen: dict[str, int] = {}
    for replicate in MANY:
        told = sim.trace(name, replicate)
        for one in told.told:
            if one.what not in ("round", "expiry"):
                continue
            yes = [said.yes for said in told.reasons.said[one.address]]
            wanted = {
                "both_yes": [2], "one_no": [1], "both_no": [0], "terms_refused": [0, 1], "signed_complete": [2],
                "signed_partial": [2], "gate_shut": [2], "renewed": [2], "ended": [0, 1],
            }[one.result]  # fmt: skip
            assert sum(yes) in wanted, one
            seen[one.result] = seen.get(one.result, 0) + 1
    assert {"both_yes", "one_no", "both_no"} <= set(seen)
    if name == "strong_mediator":
        assert seen.get("ended")


def test_a_refusal_names_what_weighed_most_first() -> None:
    told = sim.trace("baseline", 3)
    said = [one for both in told.reasons.said.values() for one in both]
    assert said
    for one in said:
        sizes = [abs(value) for _, value in one.terms]
        assert sizes == sorted(sizes, reverse=True)
        assert one.probability == pytest.approx(logistic(sum(value for _, value in one.terms)))
        assert one.yes == (one.mark < one.probability)
    assert "said no (a yes had" in told.text()


def test_the_price_of_a_text_is_among_the_terms_where_a_text_is_decided() -> None:
    found = 0
    for replicate in MANY:
        told = sim.trace("near_agreement_aug2024", replicate)
        for one in told.told:
            if one.result in ("terms_refused", "signed_complete", "signed_partial"):
                assert all("the price of the text" in dict(said.terms) for said in told.reasons.said[one.address])
                found += 1
    assert found > 3


def test_the_share_of_temptation_is_what_restraint_would_not_leave() -> None:
    none = {"moratorium.temptation.russia": 0, "moratorium.temptation.ukraine": 0}
    shares: list[float] = []
    for replicate in range(12):
        assert not any(sim.trace(load("baseline", none), replicate).reasons.temptation.values())
        shares += sim.trace("baseline", replicate).reasons.temptation.values()
    assert max(shares) == pytest.approx(1 - 1 / 2.718281828, abs=0.02)  # temptation 1, fully on: 1 - exp(-1)
    assert all(0 <= share < 0.64 for share in shares)


def test_every_end_by_breach_has_its_chain_back_to_what_was_unprovoked() -> None:
    chains = 0
    for replicate in MANY:
        told = sim.trace("baseline", replicate)
        spells = [spell for spell in told.history.spells if codes.CAUSES[int(spell["cause"])] != "in_force"]
        assert [end.day for end in told.ends] == [float(spell["end"]) for spell in spells]
        for end in told.ends:
            assert end.chain
            if end.cause != "breach":
                continue
            head, *rest = end.chain
            weight = float(head.split("a weight of ")[1].split(" ")[0])
            assert weight > 5  # the default tolerance of every kind
            breaches = [line for line in rest if line.startswith("Event ")]
            assert sum(float(line.split("weight ")[1].split(":")[0]) for line in breaches) == weight
            assert breaches[-1].startswith(f"Event {end.event} ")
            named = [int(line.split(" ")[1]) for line in breaches]
            window = [one for one in told.told if max(end.start, end.day - 14) < one.day <= end.day]
            assert named == [one.number for one in window if one.result in ("breach", "collapse")]
            assert all("unprovoked" in line or "accident" in line for line in breaches)
            early = [one for one in window if one.result in ("breach", "collapse") and one.parent is not None]
            due = [told.told[one.parent - 1].day < end.start for one in early if one.parent is not None]
            assert sum("had been decided before the" in line for line in breaches) == sum(due)
            chains += 1
    assert chains > 30


def test_a_sceptic_can_say_from_the_text_why_three_deals_collapsed() -> None:
    surprise, late, cluster = (sim.trace("baseline", replicate).ends[-1] for replicate in (5, 31, 32))
    assert "Event 144 alone was enough" in surprise.chain[0]
    assert "answering event 136 (2025-08-18, 10 days before, a" in surprise.chain[1]
    assert surprise.chain[1].endswith("the answer had been decided before the signature, which calls no answer back.")
    assert late.chain[1].endswith("(2025-08-10, 16 days before, a Ukrainian accident that Russia took for an attack).")
    assert "Breaches of both sides count together" in cluster.chain[0]
    assert cluster.chain[0].endswith("No single one was enough.")
    accident = cluster.chain[1]
    assert accident == "Event 168 on 2025-09-10, weight 1: a Russian accident that Ukraine took for an attack."


def test_kinds_can_be_chosen_and_the_turns_stay() -> None:
    told = sim.trace("baseline", 3).told
    assert {one.what for one in chosen(told, ["kursk"])} >= {"kursk_loss"}
    assert any(one.result == "collapse" for one in chosen(told, ["kursk"]))
    assert all(one.what != "heavy_repair" for one in chosen(told))
    assert len(chosen(told, (), everything=True)) == len(told)
    assert sum(len(chosen(told, [word])) for word in WORDS) > len(chosen(told))
    with pytest.raises(StudyError, match="no such kind of event"):
        chosen(told, ["peace"])


def test_the_worst_the_typical_and_the_flipped() -> None:
    rows = picks.rows_of(load("baseline"), 200, 1)
    place = picks.worst(rows, "unserved_gwh")
    assert rows["unserved_gwh"][place] == rows["unserved_gwh"].max()
    middle = rows[picks.typical(rows, 365)]
    for name in ("unserved_gwh", "russian_waves"):
        below = (rows[name] < middle[name]).mean()
        assert 0.2 < below < 0.8
    a, b = picks.common(load("baseline"), load("kursk_withdrawal", ["ceilings.round=0.2"]))
    assert a.ceilings == b.ceilings
    replicate, what = picks.flipped(rows, picks.rows_of(load("no_talks"), 200, 1))
    assert "formal deal" in what
    deal = sim.trace("baseline", replicate).history.row["first_deal_day"]
    assert not np.isnan(deal)  # without talks there is none
    with pytest.raises(StudyError, match="no such column"):
        picks.worst(rows, "unserved")
    with pytest.raises(StudyError, match="never happened"):
        picks.worst(picks.rows_of(load("no_talks"), 5, 1), "first_deal_day")


def test_the_command_tells_why_and_two_side_by_side(tmp_path: Path) -> None:
    one = typed("trace", "baseline", "--worst", "russian_waves", "-n", 50)
    assert "the largest russian_waves of 50" in one.stdout
    assert "those not forgiven came to a weight of" in " ".join(one.stdout.split())
    same = typed("trace", "baseline", "--replicate", 3, "--against", "baseline")
    assert "equal from the first day to the last" in same.stdout
    both = typed("trace", "baseline", "--replicate", 3, "--against", "kursk_withdrawal", "--out", tmp_path / "t")
    assert "They part on day" in both.stdout
    assert (tmp_path / "t" / "plots" / "timelines.png").stat().st_size > 10_000
    assert "broke on" in (tmp_path / "t" / "report.html").read_text(encoding="utf-8")
    opened = sim.open_trace(tmp_path / "t")
    assert opened.beside is not None
    assert opened.text() == sim.trace("baseline", 3).text()
    flipped = typed("trace", "baseline", "--flipped", "no_talks", "-n", 100)
    assert "formal deal in the other" in flipped.stdout
    data = json.loads(typed("trace", "baseline", "--replicate", 3, "--against", "no_talks", "--json").stdout)
    assert data["ends"][0]["chain"]
    assert data["parted"] >= 0
    assert any("said" in event for event in data["events"])
    for words in ([], ["--replicate", "1", "--typical"], ["--worst", "peace"], ["--replicate", "1", "--show", "peace"]):
        assert typed("trace", "baseline", *words).exit_code == 2


def test_in_a_notebook() -> None:
    told = sim.trace("baseline", 3)
    assert "broke on" in told._repr_html_()
    assert told.plot().axes


@pytest.mark.slow
@pytest.mark.parametrize("name", shipped())
def test_trace_and_row_agree_on_500_replicates(name: str) -> None:
    scenario = load(name)
    rows = picks.rows_of(scenario, 500, 1)
    for replicate in range(500):
        told, row = sim.trace(scenario, replicate), rows[replicate]
        assert told.history.fingerprint == f"{int(row['fingerprint']):016x}"
        whats = [one.what for one in told.told]
        results = [one.result for one in told.told]
        assert whats.count("russian_wave") == row["russian_waves"]
        assert whats.count("refinery_strike") == row["refinery_strikes"]
        assert results.count("breach") + results.count("collapse") == row["breaches"]
        assert sum(what.startswith("incident") for what in whats) == row["incidents"]
        assert sum(one.parent is not None for one in told.told) == row["russian_answers"] + row["ukrainian_answers"]
        signed = [one.day for one in told.told if one.result in ("signed_partial", "signed_complete")]
        if told.scenario.values["moratorium.initial"] in ("partial", "complete"):
            signed.insert(0, 0.0)
        assert (signed[0] if signed else None) == (None if np.isnan(row["first_deal_day"]) else row["first_deal_day"])
        formal = [end for end in told.ends if end.kind in ("partial", "complete")]
        cause = codes.CAUSES[int(row["deal_end_cause"])]
        assert (formal[0].cause if formal else "") == ("" if cause == "in_force" else cause)
        tacit = [end for end in told.ends if end.kind == "tacit"]
        cause = codes.CAUSES[int(row["tacit_end_cause"])]
        assert (tacit[0].cause if tacit else "") == ("" if cause == "in_force" else cause)
