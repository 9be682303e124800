"""The documentation says what the kept scores say, and these are what the model says."""

import json
import re

import pytest

from tests.reference import hindcast as reference


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


@pytest.mark.slow
def test_the_kept_scores_are_those_of_the_model() -> None:
    now = json.loads(json.dumps(reference.compute()))
    assert now == json.loads(reference.KEPT.read_text(encoding="utf-8"))
