"""Where two histories part, on logs small enough to read."""

import numpy as np

from sim.model.codes import BOTH_YES, KURSK_LOSS, ONE_NO, ROUND, RUSSIAN_WAVE, TACIT_FORMS, WITHDRAW
from sim.model.records import LOG_DTYPE
from sim.outcomes.divergence import Parting, first_parting, first_step_apart

FIELDS = ("day", "what", "address", "result", "kind", "stage")


def log(*entries):
    made = np.zeros(len(entries), LOG_DTYPE)
    for place, entry in enumerate(entries):
        for field, value in zip(FIELDS, entry, strict=True):
            made[field][place] = value
    return made


WAVE = (3.0, RUSSIAN_WAVE, 11, 0, 1, 1)
YES = (10.0, ROUND, 21, BOTH_YES, 1, 2)
NO = (10.0, ROUND, 21, ONE_NO, 1, 1)
LATER = (20.0, RUSSIAN_WAVE, 12, 0, 1, 2)


def test_equal_logs_do_not_part():
    assert first_parting(log(WAVE, YES), log(WAVE, YES)) is None
    assert first_step_apart(log(WAVE, YES), log(WAVE, YES), ((1, 1), (1, 1))) is None


def test_one_event_with_two_results():
    assert first_parting(log(WAVE, YES), log(WAVE, NO)) == Parting(10.0, "round", "both", "both_yes / one_no")


def test_an_event_that_counts_in_one_only_names_the_one():
    assert first_parting(log(WAVE, YES, LATER), log(YES, LATER)) == Parting(3.0, "russian_wave", "reference", "plain")
    assert first_parting(log(YES, LATER), log(WAVE, YES, LATER)) == Parting(3.0, "russian_wave", "other", "plain")
    assert first_parting(log(WAVE), log(WAVE, LATER)) == Parting(20.0, "russian_wave", "other", "plain")
    assert first_parting(log(), log(WAVE)) == Parting(3.0, "russian_wave", "other", "plain")


def test_a_scheduled_change_is_the_scenario_not_its_consequence():
    withdrawn = (2.0, WITHDRAW, 5, 0, 1, 1)
    loss = (4.0, KURSK_LOSS, 31, 0, 1, 1)
    assert first_parting(log(WAVE, loss), log(withdrawn, WAVE)) == Parting(4.0, "kursk_loss", "reference", "plain")


def test_the_first_step_apart_passes_over_events_that_change_no_step():
    formed = (12.0, TACIT_FORMS, 41, 0, 2, 2)
    starts = ((1, 1), (1, 1))
    assert first_step_apart(log(WAVE, YES, LATER), log(YES), starts) is None
    parted = first_step_apart(log(WAVE, YES), log(WAVE, NO, formed), starts)
    assert parted == Parting(10.0, "round", "reference", "both_yes")


def test_what_differs_from_the_start_is_not_where_they_part():
    ended = (30.0, RUSSIAN_WAVE, 13, 0, 0, 2)
    parted = first_step_apart(log(YES, ended), log(WAVE), ((1, 1), (1, 0)))
    assert parted == Parting(30.0, "russian_wave", "reference", "plain"), (
        "stages differ from the start: kinds are followed"
    )
    assert first_step_apart(log(YES), log(YES), ((1, 1), (0, 0))) == Parting(0.0, "start", "both", "")
