"""Answers to questions: the language's tree becomes polars expressions, these become answers with intervals."""

from sim.outcomes.questions.answers import Answer, answers, estimate_answers, needs_windows, spans_of

__all__ = ["Answer", "answers", "estimate_answers", "needs_windows", "spans_of"]
