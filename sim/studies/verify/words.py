"""A verification in words."""

from __future__ import annotations

from sim.studies.verify.verdict import Verdict


def words(verdict: Verdict) -> str:
    """What was looked at, and what differs."""
    lines = []
    if verdict.again:
        lines.append(f"{verdict.path}: {verdict.again:,} of {verdict.histories:,} histories run again")
    else:
        lines.append(f"{verdict.path}: no history run again")
    lines += [f"  {line}" for line in (*verdict.damage, *verdict.differences)]
    if verdict.unequal > len(verdict.differences):
        lines.append(f"  and {verdict.unequal - len(verdict.differences):,} more differences")
    files = f"{_count(verdict.files, 'file')} as written"
    if verdict.equal:
        lines.append(f"equal: {files}" + (", and every history came out the same" if verdict.again else ""))
    else:
        wrong = f"{_count(len(verdict.damage), 'damaged file')}, {_count(verdict.unequal, 'difference')}"
        lines.append(f"not equal: {wrong}; {files}")
    return "\n".join(lines)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
