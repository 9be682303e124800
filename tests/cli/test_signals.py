"""A stop is heard even where Python loses the exception, and once is enough."""

import os
import signal

import pytest

from sim.studies.command_line import signals
from sim.studies.command_line.signals import heed, interrupts


def test_a_stop_that_fell_into_a_destructor_is_heeded_later():
    class Doomed:
        def __del__(self):
            try:
                os.kill(os.getpid(), signal.SIGINT)
                for _ in range(100):
                    pass
            except KeyboardInterrupt:
                pass  # what the interpreter does with an exception in a destructor

    with interrupts():
        doomed = Doomed()
        del doomed
        with pytest.raises(KeyboardInterrupt):
            heed()


def test_more_of_them_do_not_break_the_clean_end():
    ended = False
    with interrupts():
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        except KeyboardInterrupt:
            for _ in range(5):
                os.kill(os.getpid(), signal.SIGINT)
            ended = True
    assert ended


def test_nobody_asked():
    with interrupts():
        heed()


def test_what_was_there_before_comes_back():
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    with interrupts():
        assert signal.getsignal(signal.SIGINT) is signals._ask
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before
