import numpy as np
import polars as pl
import pytest

from sim.model.codes import CAUSES
from sim.model.records import ROW_DTYPE
from sim.outcomes.tables import runs_frame
from sim.scenario import KINDS

# The columns of runs.parquet, in the words of the results folder.
COLUMNS = (
    "replicate draw first_deal_day first_deal_kind first_complete_day tacit_end_day tacit_end_cause deal_days "
    "deal_end_cause formal_days broader_talks_day kursk_clear_day russian_waves russian_answers refinery_strikes "
    "ukrainian_answers breaches incidents hours_short schedule_hours unserved_gwh customer_outage_hours worst_day_gwh "
    "winter_hours_short winter_unserved_gwh refining_idle_mean refining_idle_max clips events fingerprint"
)


def test_rows_have_the_columns_of_the_results_folder(runs) -> None:
    assert " ".join(runs(3).columns) == COLUMNS


def test_what_never_happened_is_null(runs) -> None:
    frame = runs(2, first_deal_day=[0.0, np.nan], first_deal_kind=[2, 0], tacit_end_cause=[1, 0])
    assert frame["first_deal_day"].to_list() == [0.0, None]
    assert frame["first_deal_kind"].to_list() == ["partial", None]
    assert frame["tacit_end_cause"].to_list() == ["breach", None]
    for column in ("first_complete_day", "deal_days", "deal_end_cause", "broader_talks_day", "kursk_clear_day"):
        assert frame[column].null_count() == 2, column
    assert frame["hours_short"].to_list() == [0.0, 0.0]


def test_every_code_has_its_word(runs, spells) -> None:
    frame = runs(len(CAUSES), deal_end_cause=np.arange(len(CAUSES)))
    assert frame["deal_end_cause"].to_list() == [None, *CAUSES[1:]]
    assert runs(4, first_deal_kind=np.arange(4))["first_deal_kind"].to_list() == [None, *KINDS[1:]]
    with pytest.raises(pl.exceptions.OutOfBoundsError):
        runs(1, deal_end_cause=99)
    told = spells([(0, "none", 0.0, 1.5, "breach"), (0, "complete", 1.5, 9.0, "in_force")])
    assert told.columns == ["replicate", "draw", "kind", "start", "end", "cause"]
    assert told.rows() == [(0, 0, "none", 0.0, 1.5, "breach"), (0, 0, "complete", 1.5, 9.0, "in_force")]


def test_fingerprints_are_sixteen_hexadecimal_digits(runs) -> None:
    numbers = [0, 1, 2**63 - 1, 0x0123456789ABCDEF]
    assert runs(4, fingerprint=numbers)["fingerprint"].to_list() == [f"{number:016x}" for number in numbers]


def test_no_row_is_a_table_with_its_columns() -> None:
    frame = runs_frame(np.zeros(0, dtype=ROW_DTYPE))
    assert frame.shape == (0, 30)
    assert frame.schema == runs_frame(np.zeros(1, dtype=ROW_DTYPE)).schema


def test_a_term_of_sixty_days_reads_sixty(runs) -> None:
    frame = runs(3, deal_days=[(7.1 + 60.0) - 7.1, 60.0, np.nan], deal_end_cause=[4, 4, 0])
    assert (7.1 + 60.0) - 7.1 != 60.0
    assert frame["deal_days"].to_list() == [60.0, 60.0, None]
