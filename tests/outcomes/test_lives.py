import polars as pl
import pytest

from sim.outcomes.ends import ends_frame
from sim.outcomes.intervals import wilson, wilson_limits
from sim.outcomes.lives import durations, ended_by, first_spells, incidence_frame, life_frame

HISTORIES = [
    (0, "tacit", 0.0, 10.0, "breach"),
    (0, "tacit", 30.0, 35.0, "shock"),
    (1, "tacit", 0.0, 10.0, "signed"),
    (1, "partial", 10.0, 50.0, "upgrade"),
    (1, "complete", 50.0, 100.0, "in_force"),
    (2, "tacit", 5.0, 25.0, "shock"),
    (2, "partial", 60.0, 90.0, "expiry"),
    (2, "partial", 95.0, 100.0, "in_force"),
    (4, "tacit", 0.0, 100.0, "in_force"),
]


@pytest.fixture
def told(spells) -> pl.DataFrame:
    # Out of order on purpose: the first spell is the earliest, not the first row.
    return spells([HISTORIES[place] for place in (8, 1, 0, 2, 4, 3, 7, 5, 6)])


def test_the_first_spell_is_the_earliest(told, spells) -> None:
    tacit = first_spells(told.lazy(), ("tacit",))
    assert tacit.rows() == [(0, 0, 10, "breach"), (1, 0, 10, "signed"), (2, 5, 25, "shock"), (4, 0, 100, "in_force")]
    assert durations(tacit).tolist() == [10, 10, 20, 100]
    assert ended_by(tacit, ("breach", "shock", "signed")).tolist() == [1, 3, 2, 0]
    late = first_spells(spells([(3, "tacit", 0.0, 9.0, "breach"), (8, "tacit", 0.0, 4.0, "breach")]), ("tacit",))
    assert late["replicate"].to_list() == [3, 8]
    formal = first_spells(told, ("partial", "complete"))
    assert formal.rows() == [(1, 10, 50, "upgrade"), (2, 60, 90, "expiry")]


def test_signing_censors_the_curve_and_competes_in_the_causes(told) -> None:
    curve = life_frame(told, "tacit")
    # Breach at day 10 of four at risk, the one signed that day censored; then shock, one of two.
    assert curve["day"].to_list() == [0, 10, 20, 100]
    assert curve["survival"].to_list() == pytest.approx([1, 3 / 4, 3 / 8, 3 / 8])
    assert curve["at_risk"].to_list() == [4, 4, 2, 1]
    ends = incidence_frame(told, "tacit").filter(pl.col("day") == 100)
    assert dict(ends.select("cause", "share").iter_rows()) == {
        "breach": 0.25,
        "shock": 0.25,
        "signed": 0.25,
        "event": 0,
    }


def test_an_upgrade_is_no_failure_of_a_deal(told) -> None:
    assert life_frame(told, "formal")["survival"].to_list() == [1, 0.5, 0.5]
    ends = incidence_frame(told, "formal").filter(pl.col("day") == 40)
    assert dict(ends.select("cause", "share").iter_rows()) == {
        "breach": 0,
        "shock": 0,
        "expiry": 0.5,
        "upgrade": 0.5,
        "event": 0,
    }


def test_no_spell_is_an_empty_table(spells) -> None:
    none = spells([])
    assert life_frame(none, "tacit").is_empty()
    assert incidence_frame(none, "formal").is_empty()
    frame = ends_frame(none)
    assert frame["n"].unique().to_list() == [0]
    assert frame["share"].null_count() == frame.height


def test_ends_count_first_spells_and_all(told) -> None:
    frame = ends_frame(told)
    assert frame["which"].unique(maintain_order=True).to_list() == [
        "first_tacit", "first_formal", "all_tacit", "all_partial", "all_complete"
    ]  # fmt: skip
    counts = {(which, cause): (count, n) for which, cause, count, n, *_ in frame.iter_rows()}
    assert counts["first_tacit", "shock"] == (1, 4)
    assert counts["all_tacit", "shock"] == (2, 5)
    assert counts["first_formal", "upgrade"] == (1, 2)
    assert counts["all_partial", "in_force"] == (1, 3)
    assert counts["all_complete", "in_force"] == (1, 1)
    first = frame.filter((pl.col("which") == "first_tacit") & (pl.col("cause") == "breach"))
    expected = wilson(1, 4)
    assert first.select("share", "low", "high").row(0) == pytest.approx((expected.value, expected.low, expected.high))


def test_spells_of_one_history_are_not_independent(spells) -> None:
    # Every history repeats one cause ten times: the ten say no more than one.
    often, once = [], []
    for replicate in range(60):
        cause = "breach" if replicate % 3 else "shock"
        once.append((replicate, "tacit", 0.0, 1.0, cause))
        often += [(replicate, "tacit", float(k), k + 1.0, cause) for k in range(10)]
    widths = []
    for entries in (once, often):
        row = ends_frame(spells(entries)).filter((pl.col("which") == "all_tacit") & (pl.col("cause") == "breach"))
        assert row["share"][0] == pytest.approx(2 / 3)
        widths.append((row["low"][0], row["high"][0]))
    # The variance over 60 histories has 59 degrees of freedom: as narrow as 59 independent spells, never as 600.
    for limits in widths:
        assert limits == pytest.approx([float(limit[0]) for limit in wilson_limits([2 / 3], [59])])


def test_a_cause_never_seen_is_bounded_by_histories_not_by_spells(spells) -> None:
    entries = [(replicate, "tacit", float(k), k + 1.0, "breach") for replicate in range(20) for k in range(30)]
    row = ends_frame(spells(entries)).filter((pl.col("which") == "all_tacit") & (pl.col("cause") == "shock"))
    assert row["high"][0] == pytest.approx(wilson(0, 20).high)


def test_a_term_of_60_days_has_ended_by_day_60_whatever_day_it_began(spells) -> None:
    starts = [0.1 + 1.7 * k for k in range(100)]
    terms = [(k, "complete", start, start + 60.0, "expiry") for k, start in enumerate(starts)]
    first = first_spells(spells(terms), ("partial", "complete"))
    assert len(set((first["end"] - first["start"]).to_list())) > 1, "a sum of floats misses 60 now and then"
    assert set(durations(first).tolist()) == {60.0}
    assert life_frame(spells(terms), "formal")["survival"].to_list() == [1.0, 0.0]
