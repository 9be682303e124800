"""Dated facts with sources, filtered by the day on which they were published (docs/record.md)."""

from sim.record.reading import read_record
from sim.record.record import LaterRowError, Record, View
from sim.record.row import GRADES, STATUSES, RecordError, Row

__all__ = ["GRADES", "STATUSES", "LaterRowError", "Record", "RecordError", "Row", "View", "read_record"]
