"""What a scenario asks is answered by every study that has something to set beside it: compare, sweep, conditions."""

import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

import sim
from sim.cli.main import cli
from sim.results import Refused
from sim.scenario import load
from sim.studies.compare.folder import open_folder as open_comparison
from sim.studies.conditions.folder import open_folder as open_conditions
from sim.studies.errors import StudyError
from sim.studies.sweep.folder import open_folder as open_sweep

ASKED = {
    "deal": "by(first_deal, 2024-12-20)",
    "waves": "count(russian_waves, 2024-11-10, 2024-12-05)",
    "busy": "count(russian_waves, 2024-11-10, 2024-12-05) >= 2",
    "broken": "tacit_end_day",
}
SHORT = {"extends": "baseline", "horizon_days": 60}
ASKING = {**SHORT, "questions": ASKED}
N = 40


def typed(*words: object) -> tuple[int, str, str]:
    ran = CliRunner().invoke(cli, [str(word) for word in words])
    return ran.exit_code, ran.stdout, ran.stderr


def test_both_scenarios_of_a_comparison_answer_and_the_difference_is_of_pairs() -> None:
    other = load(SHORT).replace({"talks.mediator": 1.0, "strikes.russia.per_day": 0.2})
    found = sim.compare(ASKING, other, n=N).questions
    assert found is not None
    rows = {row["name"]: row for row in found.iter_rows(named=True)}
    a, b = sim.run(ASKING, n=N), sim.run({**SHORT, "questions": ASKED}, n=N)
    for name in ("deal", "waves", "busy"):
        assert rows[name]["a"] == pytest.approx(a.questions[name]["value"])
    assert rows["waves"]["paired"]
    of_b = sim.run(load(ASKING).replace({"talks.mediator": 1.0, "strikes.russia.per_day": 0.2}), n=N)
    assert rows["waves"]["b"] == pytest.approx(of_b.questions["waves"]["value"]) != rows["waves"]["a"]
    # The interval of the difference is that of the differences history by history, worked out here by hand.
    counted = [
        one.windows.filter(pl.col("start").is_between(pl.date(2024, 11, 10), pl.date(2024, 12, 5)))
        .group_by("replicate", maintain_order=True)
        .agg(pl.col("russian_waves").sum())["russian_waves"]
        for one in (b, of_b)
    ]
    apart = (counted[1] - counted[0]).cast(pl.Float64)
    assert rows["waves"]["difference"] == pytest.approx(apart.mean())
    assert rows["waves"]["low"] < apart.mean() < rows["waves"]["high"]
    assert rows["waves"]["high"] - rows["waves"]["low"] < 6 * apart.std() / N**0.5


def test_a_comparison_with_itself_differs_by_nothing_exactly() -> None:
    found = sim.compare(ASKING, ASKING, n=N).questions
    assert found is not None
    assert found["difference"].to_list() == [0.0] * 4
    assert found["note"].str.starts_with("exactly").all()


def test_a_comparison_asks_what_a_file_asks_and_keeps_it(tmp_path: Path) -> None:
    (tmp_path / "q.yaml").write_text("deal: by(first_deal, 2024-12-20)\n", encoding="utf-8")
    out = tmp_path / "c"
    found = sim.compare(SHORT, SHORT, n=5, questions=tmp_path / "q.yaml", out=out, formats=())
    told = json.loads((out / "summary.json").read_bytes())["questions"]
    assert [(row["name"], row["question"]) for row in told] == [("deal", "by(first_deal, 2024-12-20)")]
    assert "questions-1" in [table.name for table in found.page({}).tables]
    again = open_comparison(out)
    assert again.questions is not None
    assert again.questions.equals(pl.read_parquet(out / "questions.parquet"))
    assert again.shown()[0].name.startswith("questions")


@pytest.mark.slow
def test_the_command_prints_both_answers(tmp_path: Path) -> None:
    (tmp_path / "q.yaml").write_text("deal: by(first_deal, 2024-12-20)\n", encoding="utf-8")
    given = ["-n", N, "--questions", tmp_path / "q.yaml", "--out", tmp_path / "c", "--set", "horizon_days=60"]
    code, said, why = typed("compare", "baseline", "no_talks", *given)
    assert code == 0, why
    assert "by(first_deal, 2024-12-20)" in said


def test_two_questions_of_one_name_are_refused() -> None:
    with pytest.raises(StudyError, match="two scenarios ask deal"):
        sim.compare(ASKING, {**SHORT, "questions": {"deal": "by(first_deal, 2024-11-20)"}}, n=2)


def test_a_folder_that_kept_no_windows_says_so(tmp_path: Path) -> None:
    there = sim.run({**SHORT, "title": "there"}, n=5, out=tmp_path / "there", formats=())
    found = sim.compare(ASKING, there, n=5)
    assert found.questions is not None
    assert found.questions["name"].to_list() == ["deal", "broken"]
    assert any("waves is not compared: there was run without it" in note for note in found.notes)


def test_every_point_of_a_sweep_answers_as_a_run_does() -> None:
    found = sim.sweep(ASKING, {"talks.mediator": [0.0, 1.0]}, n=N)
    assert {"questions.deal", "questions.waves", "questions.busy", "questions.broken"} < set(found.runs.columns)
    run = sim.run(load(ASKING).replace({"talks.mediator": 1.0}), n=N).questions
    last = found.points.filter(pl.col("point") == 1)
    for name, said in run.items():
        row = last.row(by_predicate=pl.col("outcome") == f"questions.{name}", named=True)
        value = None if said["value"] == "never" else pytest.approx(said["value"])
        assert (row["value"], row["n"]) == (value, said["n"])
        assert row["low"] == (None if said["low"] in ("never", None) else pytest.approx(said["low"]))
    assert [column.head.split(" ")[0] for column in found.shown()[0].columns][-4:] == [
        "deal",
        "waves",
        "busy",
        "broken",
    ]
    assert {axes.get_title(loc="left") for axes in found.plot("response_curves").axes} > {"busy", "broken"}


def test_a_sweep_in_its_folder_answers_the_same_and_goes_on_with_the_same_questions_only(tmp_path: Path) -> None:
    vary, out = {"talks.mediator": [0.0, 1.0]}, tmp_path / "s"
    sim.sweep(ASKING, vary, n=10, out=out, formats=())
    sim.sweep(ASKING, vary, n=15, out=out, formats=(), resume=True)
    memory = sim.sweep(ASKING, vary, n=15)
    assert pl.read_parquet(out / "points.parquet").equals(memory.points)
    assert open_sweep(out).runs["questions.waves"].to_list() == memory.runs["questions.waves"].to_list()
    with pytest.raises(Refused, match="it answers other questions"):
        sim.sweep({**SHORT, "questions": {"deal": ASKED["deal"]}}, vary, n=15, out=out, formats=(), resume=True)


def test_a_point_whose_histories_are_too_short_for_a_question_is_named() -> None:
    with pytest.raises(StudyError, match=r"point 0 \(horizon_days = 30\): .*2024-12-20 lies outside"):
        sim.sweep(ASKING, {"horizon_days": [30, 60]}, n=2)


def test_conditions_weigh_what_is_asked_and_add_up() -> None:
    found = sim.conditions(ASKING, only=["C3", "C8"], n=N)
    assert list(found.outcomes)[-3:] == ["questions.deal", "questions.waves", "questions.busy"]
    weighed = found.outcomes["questions.waves"]
    assert weighed.all_off is not None
    parts = sum(one.value.value for one in weighed.contributions if one.value)
    assert parts == pytest.approx(weighed.all_on - weighed.all_off)
    assert weighed.all_on == pytest.approx(sim.run(ASKING, n=N).questions["waves"]["value"])
    off = sim.run(load(ASKING).without_conditions(["C3", "C8"]), n=N).questions["waves"]["value"]
    assert weighed.all_off == pytest.approx(off) != weighed.all_on
    assert "questions.broken is a day" in " ".join(found.notes)


def test_what_is_asked_may_be_negative() -> None:
    asked = {**SHORT, "questions": {"apart": "russian_waves - 30"}}
    weighed = sim.conditions(asked, only=["C3"], n=N).outcomes["questions.apart"]
    said = sim.run(asked, n=N).questions["apart"]
    assert weighed.on.limits == pytest.approx((said["low"], said["high"]))
    assert said["high"] < 0


def test_conditions_by_the_command_name_the_question(tmp_path: Path) -> None:
    (tmp_path / "q.yaml").write_text("busy: count(russian_waves, 2024-11-10, 2024-12-05) >= 2\n", encoding="utf-8")
    given = ["conditions", "baseline", "--set", "horizon_days=60", "--only", "C3,C8", "-n", N, "--out", tmp_path / "c"]
    one = ["--outcome", "questions.busy", "--questions", tmp_path / "q.yaml", "--format", "svg", "--no-explore"]
    code, said, why = typed(*given, *one)
    assert code == 0, why
    assert "busy: count(russian_waves, 2024-11-10, 2024-12-05) >= 2 (points)" in said
    assert open_conditions(tmp_path / "c").figures == ("condition_contributions-questions.busy",)
    code, _, why = typed(*given, "--outcome", "questions.bussy", *one)
    assert code == 2
    assert "did you mean questions.busy?" in why


def test_what_has_no_answer_cannot_be_weighed() -> None:
    asked = {**SHORT, "questions": {"idle": "breaches / (incidents - incidents)"}}
    with pytest.raises(StudyError, match=r"questions\.idle has no answer"):
        sim.conditions(asked, ["questions.idle"], only=["C3"], n=5)
