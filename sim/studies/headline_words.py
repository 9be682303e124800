"""The outcomes that a comparison speaks of, in its words: what `compare` says, and the page of `explore` too."""

from __future__ import annotations

SHARES = {
    "deal_180": "A formal deal is signed within 180 days",
    "deal_365": "A formal deal is signed within 365 days",
    "tacit_ended_180": "The tacit understanding is broken within 180 days",
}
MEANS = {"russian_waves": "Russian waves", "unserved_gwh": "Expected energy not served"}
UNITS = {"russian_waves": "", "unserved_gwh": " GWh"}

MANY = "Of 20 intervals one misses by chance; * marks what stands up to Holm's correction for all differences here."
"""What has to be said of a table of many differences."""
