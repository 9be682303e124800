"""Two histories told side by side, from where they part."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from sim.report.text import WIDEST
from sim.studies.trace.telling import Told


def side_by_side(
    left: Sequence[Told], right: Sequence[Told], heads: tuple[str, str], since: float | None, *, width: int = WIDEST
) -> str:
    """Two tellings in two columns from the day `since` on; None for never.

    The same event, with the same words, stands once across both columns; an event that happened in both but came to
    something else stands in both on one row; what happened in one only has `-` in the other.
    """
    if since is None:
        return "The two histories are equal from the first day to the last."
    rows = _paired(*([one for one in told if one.day >= since - 1e-9] for told in (left, right)))
    column = max(20, (width - 25) // 2)
    lines = [f"{'date':<10}  {'day':>7}  {heads[0]:<{column}}  {heads[1]}".rstrip(), "-" * min(width, 24 + 2 * column)]
    for a, b in rows:
        lines += _row(a, b, column)
    return "\n".join(lines)


def _paired(left: Sequence[Told], right: Sequence[Told]) -> list[tuple[Told | None, Told | None]]:
    """Events of the same address at the same moment beside each other; all in order of time."""
    there = {(one.address, one.day): one for one in right}
    both = {(one.address, one.day) for one in left} & set(there)
    rows: list[tuple[Told | None, Told | None]] = [(one, there.get((one.address, one.day))) for one in left]
    rows += [(None, one) for one in right if (one.address, one.day) not in both]
    return sorted(rows, key=lambda row: (row[0] or row[1]).day)  # type: ignore[union-attr]


def _row(a: Told | None, b: Told | None, column: int) -> list[str]:
    one = a or b
    assert one is not None
    when = f"{one.date.isoformat()}  {one.day:7.2f}  "
    if a and b and _same(a, b):
        wrapped = textwrap.wrap(f"(both) {a.words}", 2 * column + 2, break_long_words=False) or [""]
        return [when + wrapped[0], *(" " * len(when) + more for more in wrapped[1:])]
    cells = [textwrap.wrap(each.words, column, break_long_words=False) if each else ["-"] for each in (a, b)]
    height = max(map(len, cells))
    padded = [cell + [""] * (height - len(cell)) for cell in cells]
    return [
        f"{when if place == 0 else ' ' * len(when)}{first:<{column}}  {second}".rstrip()
        for place, (first, second) in enumerate(zip(*padded, strict=True))
    ]


def _same(a: Told, b: Told) -> bool:
    """Whether the two came to the same; the numbers of what they answer may differ."""
    return (a.what, a.result) == (b.what, b.result) and (a.parent is None) == (b.parent is None)
