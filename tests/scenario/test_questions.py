"""The language of questions: what it lets through, and what it says of the rest."""

import datetime as dt
from pathlib import Path

import pytest

from sim.model.records import ROW_DTYPE, WINDOW_DTYPE
from sim.scenario import ScenarioError, load
from sim.scenario.questions import QuestionError, check_question, questions_in
from sim.scenario.questions.question import Question
from sim.scenario.questions.text import MAX_LENGTH
from sim.scenario.questions.vocabulary import AMOUNTS, COUNTS, NUMBERS, TIMES, WORDS

START = dt.date(2024, 10, 30)


def kind(text: str) -> str:
    return check_question(Question("q", text), START, 365).kind


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("by(first_deal, 2025-04-28)", "true or false"),
        ("count(russian_waves, 2024-12-01, 2024-12-31) >= 3", "true or false"),
        ("at(kind, 2025-04-01) in (partial, complete)", "true or false"),
        ("not (first_deal_day < 90 or tacit_end_cause == breach) and 1 < breaches <= 8", "true or false"),
        ("count(russian_waves, 2024-12-01, 2024-12-31)", "a number"),
        ("100 * refining_idle_mean - total(hours_short, 2025-01-01, 2025-02-28) / 24", "a number"),
        ("first_deal_day", "a day"),
    ],
)
def test_what_is_allowed_has_a_type(text: str, said: str) -> None:
    assert kind(text) == said


@pytest.mark.parametrize(
    ("text", "said", "place"),
    [
        ("count(rusian_waves, 2024-12-01, 2024-12-31)", "did you mean russian_waves?", 6),
        ("by(first_deel, 2025-04-28)", "did you mean first_deal?", 3),
        ("rusian_waves > 2", "did you mean russian_waves?", 0),
        ("cuont(breaches, 2025-04-28)", "did you mean count?", 0),
        ("at(kind, 2025-04-01) == complet", "did you mean complete?", 24),
        ("by(first_deal, 2031-01-01)", "lies outside of the history", 15),
        ("by(first_deal, 2025-02-30)", "there is no day 2025-02-30", 15),
        ("count(russian_waves, 2025-10-01, 2025-10-30)", "beyond the last whole day of a history, 2025-10-29", 33),
        ("count(russian_waves, 2024-12-31, 2024-12-01)", "comes after", 21),
        ("by(first_deal)", "written as by(EVENT, DATE)", 0),
        ("at(kind, 2025-04-01)", "a word alone is no question", 0),
        ("at(kind, 2025-04-01) < tacit", "found a word", 0),
        ("by(first_deal, 2025-04-28) + 1", "found true or false", 0),
        ("1 + + / 2", "is not an expression", 6),
        ("2025-04-28 > 3", "a date stands only in the brackets", 0),
    ],
)
def test_what_is_not_is_told_with_its_place(text: str, said: str, place: int) -> None:
    with pytest.raises(QuestionError) as error:
        kind(text)
    assert said in str(error.value)
    assert error.value.offset == place


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')", "russian_waves.__class__", "(lambda: 1)()", "[1 for x in (1, 2)]",
        "open('x')", "russian_waves ** 9 ** 9", "f'{1}'", "'a' == 'b'", "1 if breaches else 2", "(x := 1)",
        "breaches[0]",
        "count(russian_waves, first=2024-12-01)", "by(*first_deal)", "await x", "...", "1j", "10**400",
        "D20241201_ > 1",
        "~1", "1 @ 2", "1 << 2", "breaches is 1", "" , "é", "breaches\n>1", "(" * 300, "not " * 90 + "True",
        "-" * 390 + "1", "x" * 4_000_000,
    ],
)  # fmt: skip
def test_nothing_else_gets_in(text: str) -> None:
    with pytest.raises(QuestionError):
        kind(text)


def test_length_is_capped_before_anything_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("parsed")

    monkeypatch.setattr("ast.parse", never)
    with pytest.raises(QuestionError, match=f"at most {MAX_LENGTH}"):
        kind("1 + " * 200 + "1")


def test_an_error_in_a_file_has_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "extends: baseline\ntitle: x\nquestions:\n  deal: by(first_deal, 2025-04-28)\n  busy: breaches > lots\n",
        encoding="utf-8",
    )
    with pytest.raises(ScenarioError) as error:
        load(path)
    (problem,) = error.value.problems
    assert (problem.line, problem.column, problem.path) == (5, 20, "questions.busy")


def test_questions_are_kept_written_and_no_part_of_the_digest(tmp_path: Path) -> None:
    asked = load({"extends": "baseline", "questions": {"deal": "by(first_deal, 2025-04-28)"}})
    assert asked.digest() == load("baseline").digest()
    path = tmp_path / "again.yaml"
    path.write_text(asked.to_yaml(), encoding="utf-8")
    assert load(path).questions == asked.questions != ()


def test_a_file_of_its_own_holds_questions(tmp_path: Path) -> None:
    path = tmp_path / "q.yaml"
    path.write_text("questions:\n  deal: by(first_deal, 2025-04-28)\n", encoding="utf-8")
    assert [q.name for q in questions_in(path)] == ["deal"]
    path.write_text("Deal: by(first_deal, 2025-04-28)\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="small letters"):
        questions_in(path)


def test_the_vocabulary_is_that_of_the_rows_and_windows() -> None:
    rows = set(ROW_DTYPE.names or ())
    assert {*TIMES, *NUMBERS, *WORDS} <= rows
    assert rows - {*TIMES, *NUMBERS, *WORDS} == {"replicate", "draw", "clips", "events", "fingerprint"}
    assert {*COUNTS, *AMOUNTS} <= set(WINDOW_DTYPE.names or ())
