"""Ensembles of the fixture: run once, grown, paired, and equal to what `sim.run` gives."""

import shlex

import pytest
from click.testing import CliRunner

import sim
from sim.cli.main import cli
from sim.scenario import load
from sim.testing import Histories, assert_identical


def test_it_is_the_same_as_a_run(histories):
    assert histories.run("baseline", n=30, seed=7).frame.equals(sim.run("baseline", n=30, seed=7).runs)


def test_what_was_run_is_kept_and_grown(monkeypatch):
    own = Histories()
    asked = []
    whole = own._rows

    def rows(scenario, first, end, seed):
        asked.append((first, end))
        return whole(scenario, first, end, seed)

    monkeypatch.setattr(own, "_rows", rows)
    few = own.run("baseline", n=10)
    many = own.run("baseline", n=25)
    again = own.run(load("baseline"), n=20)
    assert asked == [(0, 10), (10, 25)]
    assert many.frame.head(10).equals(few.frame)
    assert many.frame.head(20).equals(again.frame)


def test_another_seed_is_another_ensemble(histories):
    assert not histories.run("baseline", n=10, seed=1).frame.equals(histories.run("baseline", n=10, seed=2).frame)


def test_variants_are_every_combination_with_common_ceilings(histories):
    made = histories.variants("baseline", {"talks.mediator": [0.0, 1.0], "ceilings.round": [0.2, 0.3]}, n=5)
    assert [one.label for one in made] == [
        "baseline (talks.mediator = 0.0, ceilings.round = 0.2)",
        "baseline (talks.mediator = 0.0, ceilings.round = 0.3)",
        "baseline (talks.mediator = 1.0, ceilings.round = 0.2)",
        "baseline (talks.mediator = 1.0, ceilings.round = 0.3)",
    ]
    assert {one.scenario.ceilings["round"] for one in made} == {0.3}
    assert_identical(made[0], made[1])
    assert made[0].trace_command(0).endswith("--set talks.mediator=0.0 --set ceilings.round=0.3")
    with pytest.raises(AssertionError):
        assert_identical(made[0], made[2])


def test_the_command_to_trace_names_what_the_user_named(histories, tmp_path):
    path = tmp_path / "my file.yaml"
    path.write_text("extends: baseline\ntitle: mine\nquestion: what if?\n")
    one = histories.run(path, {"moratorium.terms.days": None, "talks.channel_open": False}, n=1, seed=9)
    assert one.trace_command(3) == (
        f"moratorium trace '{path}' --replicate 3 --seed 9 "
        "--set moratorium.terms.days=null --set talks.channel_open=false"
    )


def test_the_command_tells_the_very_history(histories):
    made = histories.variants("baseline", {"talks.mediator": [0.0, 1.0], "ceilings.round": [0.2, 0.3]}, n=5)
    words = shlex.split(made[2].trace_command(4))
    assert words[0] == "moratorium"
    done = CliRunner().invoke(cli, [*words[1:], "--json"])
    assert done.exit_code == 0, done.output
    assert made[2].frame["fingerprint"][4] in done.stdout
