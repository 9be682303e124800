"""A study of conditions in words: what comes from which condition, and which work through others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.outcomes.enough import in_short
from sim.outcomes.rounding import difference, level
from sim.report.numbers import unit_of
from sim.report.text import near, paragraph, table
from sim.scenario import CONDITIONS
from sim.studies.conditions.estimates import shown_limits

if TYPE_CHECKING:
    from sim.outcomes.headlines import Headline
    from sim.outcomes.intervals import Estimate
    from sim.studies.conditions.data import ConditionsData
    from sim.studies.conditions.estimates import Contribution, Weighed

PAIRS_SHOWN = 5
READ = (
    "Contribution: the mean, over all orders in which the conditions could be switched on, of what switching this one "
    "on adds (its Shapley value); they add exactly to all on less all off. Alone: what it adds when all others are "
    "off. Last: what it adds when all others are on, and so what removing it alone would take away. In brackets 95% "
    "intervals of luck, paired; “none differs” and “too few” stand where the histories support none. What is not known "
    "about the parameters is not in them."
)


def amount(one: Estimate | None, headline: Headline) -> str:
    """A difference with its interval or why it has none: `+1,030 (914 to 1,146)`; shares in percentage points."""
    if one is None:
        return "-"
    value, limits = difference(one.value, *shown_limits(one), headline.kind)
    return f"{value} ({in_short(one.note) if one.note else limits})"


def cells(name: str, one: Contribution, headline: Headline) -> list[str]:
    """One condition's row: id, contribution, alone, last, and what it states."""
    parts = [amount(part, headline) for part in (one.value, one.alone, one.last)]
    return [name, *parts, CONDITIONS[name].states.replace("*", "")]


def ranked(found: ConditionsData, weighed: Weighed) -> list[tuple[str, Contribution]]:
    """The conditions, the largest contribution first."""
    pairs = zip(found.ids, weighed.contributions, strict=True)
    return sorted(pairs, key=lambda pair: -abs((pair[1].value or pair[1].last).value))


def ends_in_words(found: ConditionsData, outcome: str) -> str:
    """`all off: 0% (0–6.1%) of histories; all on: 25% (16–37%) of histories`; nothing where only pairs were run."""
    weighed, headline = found.outcomes[outcome], found.headline(outcome)
    if weighed.off is None:
        return ""
    return f"all off: {end(weighed.off, headline)}; all on: {end(weighed.on, headline)}"


def summary(found: ConditionsData, outcome: str) -> str:
    """The paragraph of one outcome: "Most of ... comes from ..."."""
    return " ".join(_sentences(found, found.outcomes[outcome], found.headline(outcome)))


def _sentences(found: ConditionsData, weighed: Weighed, headline: Headline) -> Iterator[str]:
    on = end(weighed.on, headline)
    if weighed.off is None:
        yield f"As the scenario stands, {headline.label} is {on}."
    else:
        off = end(weighed.off, headline)
        yield f"With all of {', '.join(found.ids)} on, {headline.label} is {on}; with all off, {off}."
        yield from _most(found, weighed, headline)
    pairs = sorted(weighed.interactions.items(), key=lambda item: -abs(item[1].value))
    if pairs and pairs[0][1].value:
        (i, j), one = pairs[0]
        how = "add more together than each for itself" if one.value > 0 else "take from one another"
        yield f"The strongest pair is {found.ids[i]} with {found.ids[j]}, which {how}: {_amount(one, headline)}."


def _most(found: ConditionsData, weighed: Weighed, headline: Headline) -> Iterator[str]:
    clear = [(name, one) for name, one in ranked(found, weighed) if one.value and _clear(one.value)]
    if not clear:
        yield "No condition makes a difference that luck would not."
        return
    (name, first), *others = clear
    assert first.value is not None
    difference = weighed.all_on - (weighed.all_off or 0.0)
    most = first.value.value * difference > 0 and abs(first.value.value) > 0.5 * abs(difference)
    lead = "Most of the difference comes from" if most else "The largest contribution is that of"
    yield f"{lead} {name} ({CONDITIONS[name].states.replace('*', '')}): {_amount(first.value, headline)}."
    if others:
        more = [f"{name} {_amount(one.value, headline)}" for name, one in others[:2] if one.value]
        yield f"Then {' and '.join(more)}."
    hidden = next(
        (
            (name, one)
            for name, one in clear
            if one.alone and abs(one.alone.value) < 0.2 * abs(one.last.value) and _clear(one.last)
        ),
        None,
    )
    if hidden:
        name, one = hidden
        yield (
            f"{name} works through the others: alone it adds {_amount(one.alone, headline)}, with all others on "
            f"{_amount(one.last, headline)}."
        )


def _clear(one: Estimate) -> bool:
    """Whether Student's limits leave out 0, also where too few histories carry the size of it for an interval."""
    return one.low > 0 or one.high < 0


def _amount(one: Estimate | None, headline: Headline) -> str:
    unit = unit_of(headline.kind, headline.unit)
    return f"{amount(one, headline)} {unit}".rstrip()


def end(one: Estimate, headline: Headline) -> str:
    """An outcome at one end: `25% (16–37%) of histories`."""
    told = level(one.value, *shown_limits(one), headline.kind)
    return f"{told} {'of histories' if headline.kind == 'share' else headline.unit}".rstrip()


def words(found: ConditionsData) -> str:
    """The text that `moratorium conditions` prints."""
    head = (
        f"{found.scenario.title}: {found.designs:,} combinations of {', '.join(found.ids)}, "
        f"{found.n:,} histories each, seed {found.seed}; all share their luck"
    )
    parts = [head]
    if found.idle:
        parts.append(paragraph(f"With nothing to switch off here, and so without a contribution: {_list(found.idle)}."))
    for outcome, weighed in found.outcomes.items():
        parts += [_outcome(found, outcome, weighed), paragraph(summary(found, outcome))]
    parts.append(paragraph(READ))
    parts += [paragraph(f"Note: {note}.") for note in found.notes]
    return "\n\n".join([*parts, f"Results: {near(found.path)}"])


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names)


def _outcome(found: ConditionsData, outcome: str, weighed: Weighed) -> str:
    headline = found.headline(outcome)
    unit = unit_of(headline.kind, headline.unit)
    lines = [f"{found.titled(outcome)} ({unit})" if unit else found.titled(outcome)]
    if not found.pairs:
        rows = [cells(name, one, headline) for name, one in ranked(found, weighed)]
        lines.append(table(("condition", "contribution", "alone", "last", "what it states"), rows, (1, 2, 3)))
    pairs = sorted(weighed.interactions.items(), key=lambda item: -abs(item[1].value))
    shown = pairs if found.pairs else [pair for pair in pairs if _clear(pair[1])][:PAIRS_SHOWN]
    if shown:
        both = [[found.ids[i], found.ids[j], amount(one, headline)] for (i, j), one in shown]
        lines += ["", table(("condition", "with", "interaction"), both, (2,))]
    return "\n".join(lines)
