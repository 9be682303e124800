import numpy as np
import pytest

from sim.outcomes.estimates import estimate_headlines
from sim.outcomes.headlines import HEADLINES, headlines_for

NAMES = [
    *("deal_180", "deal_365", "complete_365", "tacit_ended_180", "broader_talks"),
    *("russian_waves", "refinery_strikes", "breaches", "hours_short", "schedule_hours"),
    *("unserved_gwh", "customer_outage_hours"),
    *("winter_hours_short", "winter_unserved_gwh", "refining_idle_mean", "formal_days"),
]


def test_every_headline_has_its_name_and_its_words(runs) -> None:
    quantiles = [f"{column}_q{q}" for column in ("unserved_gwh", "hours_short") for q in ("05", "25", "50", "75", "95")]
    assert list(HEADLINES) == [*NAMES, *quantiles]
    columns = set(runs(1).columns)
    for headline in HEADLINES.values():
        assert headline.label
        assert headline.unit
        assert headline.column in columns


def test_more_deals_are_better_and_more_of_all_else_is_worse() -> None:
    more = {name for name, headline in HEADLINES.items() if headline.better == "more"}
    assert more == {"deal_180", "deal_365", "complete_365", "broader_talks", "formal_days"}


def test_a_horizon_drops_what_it_cannot_answer() -> None:
    assert [headline.name for headline in headlines_for(364)][:3] == ["deal_180", "tacit_ended_180", "broader_talks"]
    assert headlines_for(365)[1].name == "deal_365"
    assert headlines_for(179, ["deal_180"]) == []
    with pytest.raises(KeyError):
        headlines_for(365, ["no_such_outcome"])


def test_a_share_counts_the_day_itself_and_never_what_is_missing(runs) -> None:
    frame = runs(4, first_deal_day=[180.0, 180.01, 0.0, np.nan], broader_talks_day=[np.nan, 300.0, np.nan, np.nan])
    found = estimate_headlines(frame.lazy(), 365)
    assert (found["deal_180"].value, found["deal_180"].n) == (0.5, 4)
    assert found["deal_365"].value == 0.75
    assert found["broader_talks"].value == 0.25
    assert (found["complete_365"].value, found["complete_365"].low) == (0, 0)


def test_means_and_quantiles_are_of_their_column(runs) -> None:
    random = np.random.default_rng(1)
    columns = {name: random.gamma(2, 10, 200) for name in NAMES[8:]}
    counts = {name: random.poisson(7, 200) for name in NAMES[5:8]}
    found = estimate_headlines(runs(200, **columns, **counts), 365)
    assert list(found) == list(HEADLINES)
    for name, values in {**columns, **counts}.items():
        assert found[name].value == pytest.approx(np.mean(values)), name
    for q in (0.05, 0.25, 0.5, 0.75, 0.95):
        assert found[f"hours_short_q{round(100 * q):02d}"].value == np.quantile(columns["hours_short"], q)
