"""The documentation says what the kept scores say, and these are what the model says."""

import html
import json
import re
from pathlib import Path

import pytest

import sim
from sim.record import read_record
from sim.studies.hindcast.study import read_all
from tests.docs.documents import blocks
from tests.reference import hindcast as reference


def test_the_hindcast_of_ones_own_in_the_documentation_is_one(tmp_path: Path) -> None:
    (block,) = (one for one in blocks(reference.ROOT / "docs" / "hindcasts.md") if one.language == "yaml")
    (tmp_path / "mine.yaml").write_text(block.body, encoding="utf-8")
    (found,) = read_all([tmp_path / "mine.yaml"], read_record())
    assert found.declares == "forecast"


@pytest.mark.parametrize("page", reference.PAGES, ids=lambda page: page.name)
def test_pages_say_what_the_kept_scores_say(page) -> None:
    kept = json.loads(reference.KEPT.read_text(encoding="utf-8"))
    text = page.read_text(encoding="utf-8")
    assert reference.renewed(text, kept, reference.PAGES[page]) == text


def test_the_readme_says_in_two_sentences_how_good_and_how_bad() -> None:
    kept = json.loads(reference.KEPT.read_text(encoding="utf-8"))
    rows = {(row["group"], row["forecaster"]): row for row in kept["table"]}
    readme = (reference.ROOT / "README.md").read_text(encoding="utf-8")
    begin, end = reference.marks("words")
    said = readme.partition(begin)[2].partition(end)[0]
    assert len(re.findall(r"\.(?=\s|$)", said)) == 2
    for group, score in (("waves", "CRPS"), ("propositions", "Brier")):
        assert score in said
        for who in ("model", "uncertain"):
            assert f"{rows[group, who]['mean']:.2f}" in said
    assert f"{rows['propositions', 'one_half']['mean']:.2f}" in said
    skill = rows["propositions", "model"]["mean"] < rows["propositions", "one_half"]["mean"]
    assert ("no skill" in said) != skill


@pytest.mark.usefixtures("no_figures")
def test_every_report_ends_with_what_the_record_says() -> None:
    kept = json.loads(reference.KEPT.read_text(encoding="utf-8"))
    assert json.loads(reference.VERDICT.read_text(encoding="utf-8")) == reference.shipped(kept)
    page = html.unescape(sim.run({"extends": "baseline", "horizon_days": 20}, n=12).report())
    said = page.partition("What the record says about this</h2>")[2].partition("</section>")[0]
    assert kept["words"] in said
    assert page.index("How to reproduce this page") < page.index("What the record says about this</h2>")
    assert all(why in said for _, _, why in kept["failures"])


@pytest.mark.slow
def test_the_kept_scores_are_those_of_the_model() -> None:
    now = json.loads(json.dumps(reference.compute()))
    assert now == json.loads(reference.KEPT.read_text(encoding="utf-8"))
