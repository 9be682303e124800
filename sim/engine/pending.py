"""How many answers may be due at once, on either engine: hundreds in the corners of the plausible ranges."""

from __future__ import annotations

PENDING_ROOM = 4096


class TooManyAnswersError(RuntimeError):
    """More strikes were due at once than a history may have: reciprocity or retaliation is too high to run."""


def too_many(replicate: int) -> TooManyAnswersError:
    """Make the error, in the same words on both engines."""
    return TooManyAnswersError(
        f"more than {PENDING_ROOM} answers fall due at once in replicate {replicate}: "
        "lower strikes.reciprocity or moratorium.collapse_retaliation"
    )
