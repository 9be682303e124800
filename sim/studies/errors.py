"""The one error of a study that was asked for wrongly: the user's input, exit code 2."""

from __future__ import annotations


class StudyError(ValueError):
    """What was asked cannot be studied; `problems` has one line for each thing wrong, and str() is all of them."""

    def __init__(self, problems: list[str] | str) -> None:
        """Keep the problems; the text is one line a problem."""
        self.problems = [problems] if isinstance(problems, str) else list(problems)
        super().__init__("\n".join(self.problems))
