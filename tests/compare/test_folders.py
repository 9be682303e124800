"""Results folders: paired where their luck is the same, else compared unpaired with every reason said."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import sim
from sim.report.render import render
from sim.results import Folder
from sim.studies.compare.arms import gather
from sim.studies.compare.page import compare_page
from sim.studies.compare.pairing import why_unpaired
from sim.studies.compare.words import trace_command
from sim.studies.run.study import run
from sim.studies.settings import Settings

from .conftest import short

SETTINGS = Settings(n=60, seed=3, workers=1, bands=20)

pytestmark = pytest.mark.usefixtures("no_figures")


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    place = tmp_path_factory.mktemp("folders")
    kinds = {
        "a": (short("baseline"), SETTINGS),
        "b": (short("no_talks"), SETTINGS),
        "seed": (short("no_talks"), replace(SETTINGS, seed=4)),
        "more": (short("no_talks"), replace(SETTINGS, n=70)),
        "ceiling": (short("no_talks", **{"ceilings.round": 0.3}), SETTINGS),
    }
    for name, (scenario, settings) in kinds.items():
        run(scenario, replace(settings, out=place / name))
    return place


def compared(folders, *names):
    return sim.compare(*(folders / name for name in names), n=1)


def test_folders_of_the_same_luck_are_paired_as_if_run_now(folders):
    read = compared(folders, "a", "b")
    made = sim.compare(short("baseline"), short("no_talks"), n=60, seed=3, workers=1, bands=20)
    assert read.paired
    assert [arm.name for arm in read.arms] == ["a", "b"]
    columns = ("name", "difference", "low", "high", "variance_ratio")
    assert read.differences.select(columns).equals(made.differences.select(columns))
    assert read.moves.drop("scenario").equals(made.moves.drop("scenario"))
    assert read.divergence.height == made.divergence.height


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("seed", "the seeds differ (3 and 4)"),
        ("more", "the numbers of histories differ (60 and 70)"),
        ("ceiling", "the ceilings of round differ (0.142857 and 0.3 a day)"),
    ],
)
def test_folders_of_other_luck_say_why_they_are_unpaired(folders, name, reason):
    found = compared(folders, "a", name)
    assert found.unpaired == {name: [reason]}
    assert found.differences["variance_ratio"].null_count() == found.differences.height
    assert found.differences["better"].null_count() == found.differences.height
    assert found.differences["difference"].null_count() == 0
    assert found.moves.is_empty()
    page = render(compare_page(found, {}))
    assert f"{name} is compared unpaired: {reason}" in page
    assert "paired_differences-unserved_gwh" not in found.figures


def test_other_rules_and_other_draws_are_unpaired_too(folders):
    a, b = gather([folders / "a", folders / "b"], SETTINGS)
    b.rules = "0" * 64
    assert why_unpaired(a, b) == [f"other rules made them (digests {a.rules[:12]} and 000000000000)"]
    b.rules = a.rules
    b.result.tables["runs"] = b.result.runs.with_columns(draw=b.result.runs["replicate"])
    assert why_unpaired(a, b) == ["the draws of the uncertain parameters differ"]


def test_drawn_parameters_are_paired_where_the_same_are_uncertain():
    unsure = {"talks.mediator": {"uniform": [0, 1]}}
    a, b = (short(name).replace(unsure) for name in ("baseline", "kursk_withdrawal"))
    found = sim.compare(a, b, n=10, draws=8, workers=1, bands=10)
    assert found.paired
    assert found.divergence.height > 0
    # The histories that are followed are those that were run: withdrawal, on day 16, is the first thing that differs.
    assert found.divergence["parting_day"].min() >= 16
    assert "uncertain parameters" in found.notes[0]
    assert trace_command(found, found.others[0]) is None
    more = b.replace({"talks.round_days": {"uniform": [10, 20]}})
    reason = ["the draws of the uncertain parameters differ"]
    assert sim.compare(a, more, n=10, draws=8, workers=1, bands=10).unpaired == {"kursk_withdrawal": reason}


def test_histories_made_by_earlier_rules_are_compared_but_not_followed(folders, tmp_path):
    import shutil

    for name in ("a", "b"):
        shutil.copytree(folders / name, tmp_path / name)
        manifest = tmp_path / name / "manifest.json"
        manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "rules": "1" * 64}))
    found = compared(tmp_path, "a", "b")
    assert found.paired
    assert found.divergence.is_empty()
    assert any("earlier rules" in note for note in found.notes)


def test_a_folder_and_a_file_are_paired_if_n_and_seed_are_the_same(folders):
    mixed = sim.compare(folders / "a", short("no_talks"), n=60, seed=3, workers=1, bands=20)
    assert mixed.paired
    assert sim.compare(Folder(folders / "a"), short("no_talks"), n=60, seed=9, workers=1, bands=20).unpaired


def test_a_relative_folder_is_read(folders, monkeypatch):
    monkeypatch.chdir(folders)
    assert sim.compare("a", Path("b")).paired
