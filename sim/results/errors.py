"""The two ways in which writing or reading results ends early, each with the exit code of the command line."""

from __future__ import annotations


class ResultsError(Exception):
    """What went wrong with a results folder, in words for the person who typed the command."""

    exit_code = 1


class Refused(ResultsError):  # noqa: N818 - reads as what happened: the request was refused
    """The request itself is wrong (a folder that is not ours, another scenario); nothing was touched."""

    exit_code = 2


class Stopped(ResultsError):  # noqa: N818
    """A run could not start or go on (a lock, a full disk, an interrupt); what is done is kept."""


class Interrupted(Stopped):
    """Ctrl-C, or a termination signal; what is done is kept."""
