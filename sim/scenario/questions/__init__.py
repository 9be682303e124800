"""Questions: named propositions over what histories leave (docs/questions.md)."""

from sim.scenario.questions.question import (
    Checked,
    Question,
    check_question,
    check_questions,
    is_share,
    may_be_never,
    questions_in,
    read_questions,
)
from sim.scenario.questions.text import QuestionError

__all__ = [
    "Checked",
    "Question",
    "QuestionError",
    "check_question",
    "check_questions",
    "is_share",
    "may_be_never",
    "questions_in",
    "read_questions",
]
