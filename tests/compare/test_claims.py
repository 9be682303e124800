"""A comparison claims no more than its plans and its samples bear out."""

import pytest

import sim


@pytest.fixture(scope="module")
def baseline():
    return sim.load("baseline")


def test_equal_scenarios_differ_by_exactly_nothing_and_equal_samples_do_not(baseline) -> None:
    nearly = baseline.replace({"kursk.precondition.strictness": 0.89})
    found = sim.compare(baseline, baseline, nearly, n=40)
    itself, other = found.paragraphs()[:2]
    assert "They are the same scenario" in itself
    assert "exactly" not in other
    assert "None of them differs in any of these outcomes; of others up to 8.8% may." in other
    rows = {row["name"]: row for row in found.differences.iter_rows(named=True) if row["scenario"] != "baseline (2)"}
    assert rows["deal_365"]["low"] < 0 < rows["deal_365"]["high"]
    assert rows["unserved_gwh"]["low"] is None
    assert rows["unserved_gwh"]["note"] == "none of 40 histories differs"


def test_other_spans_are_cautioned_against_where_the_figures_stand(baseline) -> None:
    short = sim.load({"extends": "baseline", "horizon_days": 90, "start": "2025-01-10"})
    found = sim.compare(baseline, short, n=40)
    words = found.paragraphs()[0]
    assert "Caution: “scenario” runs 90 days and “baseline” 365" in words
    assert "Russian waves" not in words
    assert "lower in" not in words.lower()
    assert found.differences["name"].to_list() == ["refining_idle_mean"]
    assert "Caution: “scenario” runs 90 days" in found.report()
    assert not {name for name in found.drawings() if name.startswith(("paired_differences", "outcome_panels"))}
    longer = sim.compare(baseline, "no_talks", short, n=5).drawings()
    assert "paired_differences-unserved_gwh" in longer  # of the two that are equally long
    assert "outcome_panels-unserved_gwh" not in longer


def test_what_stands_up_to_many_tries_is_marked(baseline) -> None:
    found = sim.compare(baseline, "kursk_withdrawal", n=200)
    rows = {row["name"]: row for row in found.differences.iter_rows(named=True)}
    assert rows["deal_180"]["p_holm"] < 0.05
    shown = [row for row in rows.values() if row["low"] is not None]
    assert all(row["p_holm"] >= row["p_value"] for row in shown)
    assert f"of the {len(rows)} differences" in found.paragraphs()[-1]
