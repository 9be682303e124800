"""The pages of a run and of a comparison: what must stand on them, whatever the scenario."""

from dataclasses import replace

import pytest

import sim
from sim.model import codes
from sim.outcomes.rounding import difference, level
from sim.report.assumptions import assumptions
from sim.report.event_words import EVENTS, RESULTS, event_in_words
from sim.report.numbers import ratio, share_in_words, share_of_all, with_unit
from sim.report.render import render
from sim.studies.compare.figures import context_of, names_of
from sim.studies.compare.page import compare_page
from sim.studies.compare.words import paragraph
from sim.studies.run.page import run_page

from .pages import HOSTILE, png


def test_a_run_writes_its_report(run_result):
    page = (run_result.path / "report.html").read_text()
    assert page.count('src="data:image/png;base64,') == len(run_result.figures)
    assert HOSTILE not in page
    assert "What of &lt;script&gt;" in page
    for needed in ("talks.mediator", "Plausible range", "moratorium run scenario.yaml -n 40 --seed 1"):
        assert needed in page
    for digest in (run_result.scenario.digest(), run_result.folder.manifest.rules):
        assert digest in page


def test_the_page_of_a_run_shows_every_headline_and_its_differences(run_result):
    page = run_page(run_result, {"deal_share": png()})
    labels = [row[0].text for table in page.tables[:2] for row in table.rows]
    assert labels == [figures["label"] for figures in run_result.summary["headlines"].values()]
    assert [row[0].text for row in page.differences[0].rows].count("talks.mediator") == 1
    assert page.pictures[0].alt.startswith(HOSTILE)
    assert page.warnings == ()


def test_a_run_with_drawn_parameters_tells_both_sources_and_its_command():
    unsure = sim.load("baseline", {"horizon_days": 60}).replace({"talks.mediator": {"uniform": [0, 1]}})
    page = run_page(sim.run(unsure, n=10, draws=8, workers=1, bands=8), {})
    assert page.answer[1].startswith("What is varied: ")
    assert page.reproduce.command == "moratorium run scenario.yaml -n 10 --seed 1 --draws 8"


def test_every_changed_number_has_its_sentence_basis_and_source():
    base, other = sim.load("baseline"), sim.load("maximal_demands")
    told = {one.path: one for one in assumptions([("maximal_demands", base, other)])}
    changed = [item.path for item in other.differences(base) if item.path in sim_registry()]
    assert changed
    assert set(changed) <= set(told)
    for path in changed:
        assert told[path].sentence == sim_registry()[path].sentence
        facts = dict(told[path].facts)
        assert facts["Basis"]
        assert facts["Source"]


def test_events_are_told_as_suppositions_and_what_they_set_by_its_register_entry(run_result):
    told = {one.path: one for one in assumptions([("mine", sim.load("baseline"), run_result.scenario)])}
    assert "withdraw" in told["events"].change
    assert told["grid.imports_gw"].change == "mine: set by an event."
    assert told["talks.mediator"].change == "mine: 0.5 becomes 1."


def test_the_page_of_a_comparison_has_its_parts_and_escapes_all(comparison):
    page = compare_page(comparison, {})
    text = render(page)
    assert HOSTILE not in text
    assert {table.name for table in page.tables} >= {
        "levels",
        "levels-quantiles",
        "differences-1",
        "times-1",
        "moves-1",
    }
    assert page.title == f"\u201c{HOSTILE}\u201d against \u201cBaseline, autumn 2024\u201d"
    files = "scenarios/0_baseline.yaml scenarios/1_hostile.yaml"
    assert page.reproduce.command.startswith(f"moratorium compare {files} -n 40 --seed 1")
    assert page.limits
    assert "no forecast" in " ".join(page.answer)


def test_plain_words_say_the_difference_and_what_cannot_be_told(comparison):
    words = paragraph(comparison, comparison.others[0])
    row = comparison.differences.filter(comparison.differences["name"] == "russian_waves").row(0, named=True)
    shown, interval = difference(row["difference"], row["low"], row["high"], "mean")
    if row["low"] is None:
        assert f"without an interval ({row['note']})" in words or row["note"] in words
    elif row["low"] <= 0 <= row["high"]:
        assert f"cannot tell the difference from none ({interval})" in words
    else:
        assert shown.lstrip("+-") in words


def test_a_title_names_a_few_scenarios_and_counts_many(comparison):
    assert names_of(comparison) == "hostile against baseline"
    few = replace(comparison, arms=[*comparison.arms, *comparison.others])
    assert names_of(few) == "hostile and hostile against baseline"
    assert names_of(replace(comparison, arms=comparison.arms + comparison.others * 4)) == "5 scenarios against baseline"


def test_every_event_of_a_log_has_its_words():
    assert set(codes.WHATS) <= set(EVENTS)


def test_results_are_told_in_words_and_two_of_them_side_by_side():
    assert set(codes.RESULTS) - {""} == set(RESULTS)
    assert event_in_words("kursk_loss", "plain") == "ground lost in Kursk"
    assert event_in_words("round", "one_no / both_yes") == "a round of talks (one says no / both say yes)"


def test_a_start_that_is_not_the_reference_s_is_said_above_the_figures():
    later = sim.load("baseline", {"horizon_days": 30})
    earlier = sim.load("near_agreement_aug2024", {"horizon_days": 30})
    line = context_of(sim.compare(later, earlier, n=10, workers=1)).provenance()
    assert "30 days from 30 October 2024 · paired" in line
    assert line.endswith("· near_agreement_aug2024 from 1 July 2024")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (level(0.081, 0.070, 0.094, "share"), "8% (7–9%)"),
        (level(0.0, 0.0, 0.0019, "share"), "0% (0–0.19%)"),
        (level(1234.5, 1180.0, 1290.0, "mean"), "1,230 (1,180–1,290)"),
        (level(None, None, None, "mean"), "-"),
        (difference(0.012, 0.003, 0.021, "share"), ("+1.2", "0.3 to 2.1")),
        (difference(-487.0, -585.0, -389.0, "mean"), ("-490", "-580 to -390")),
        (difference(0.0, 0.0, 0.0, "mean"), ("0", "exactly")),
        (difference(23.0, -0.2, 47.0, "mean"), ("+20", "-0.2 to 50")),
        (difference(None, None, None, "mean"), ("-", "-")),
        (share_of_all(0.002), "<1%"),
        (share_of_all(0.9999), ">99%"),
        (share_in_words(0.9999), "over 99%"),
        (share_of_all(0.0), "0%"),
        (ratio(6.34), "6.3"),
        (ratio(9.96), "10"),
        (ratio(41.4), "41"),
        (ratio(127.3), "130"),
        (ratio(416_908.0), ">1,000"),
        (ratio(None), "-"),
        (with_unit("Russian waves", "waves"), "Russian waves"),
        (with_unit("unserved energy", "GWh"), "unserved energy (GWh)"),
    ],
)
def test_numbers_are_shown_to_what_their_interval_supports(found, expected):
    assert found == expected


def sim_registry():
    from sim.scenario import REGISTRY

    return REGISTRY
