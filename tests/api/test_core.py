"""`import sim`: load, run, open_results, and the object they give back."""

import pickle
import subprocess
import sys

import polars as pl
import pytest

import sim
from sim.studies.run.figures import strip_events


@pytest.fixture(scope="module")
def short():
    return sim.load("baseline", ["horizon_days=40"])


@pytest.fixture(scope="module")
def result(short):
    return sim.run(short, n=40, workers=1)


def test_the_verbs_are_listed():
    assert {"load", "run", "open_results", "Result"} <= set(dir(sim))
    with pytest.raises(AttributeError, match="no attribute 'ruin'"):
        _ = sim.ruin


@pytest.mark.usefixtures("blank_pictures")
def test_without_out_nothing_is_written(tmp_path):
    code = "import sim; sim.run(sim.load('baseline', ['horizon_days=20']), n=5, workers=1)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_short_run_asks_little_of_polars_and_reads_no_scenario_again(short, tmp_path, monkeypatch):
    queries, loads = [], []
    collect, load = pl.LazyFrame.collect, sim.scenario.load
    monkeypatch.setattr(pl.LazyFrame, "collect", lambda self, **how: queries.append(1) or collect(self, **how))
    monkeypatch.setattr("sim.scenario.load", lambda *words: loads.append(words) or load(*words))
    found = sim.run(short, n=20, workers=1, out=tmp_path / "r", formats=())
    assert found.n == found.folder.manifest.replicates == 20
    assert found.scenario.digest() == found.folder.scenario.digest()
    assert len(loads) == 1  # by the line above
    assert len(queries) <= 10


def test_a_result_holds_its_tables(result):
    assert result.runs.height == 40
    assert result.runs["replicate"].to_list() == list(range(40))
    assert set(result.spells.columns) == {"replicate", "draw", "kind", "start", "end", "cause"}
    assert {"supply_gw", "demand_gw", "margin_gw", "idle", "kind", "stage"} == set(result.bands["series"].unique())
    assert result.sample["replicate"].max() < 36
    assert result.summary["n"] == 40
    assert result.path is None


def test_a_result_in_memory_can_be_pickled(result):
    again = pickle.loads(pickle.dumps(result))
    assert again.summary == result.summary
    for name, frame in result.frames().items():
        assert again.frames()[name].equals(frame)


def test_a_scenario_may_be_named_mapped_or_loaded(short, result):
    named = sim.run("baseline", n=3, workers=1)
    mapped = sim.run(
        {"extends": "baseline", "horizon_days": 40, "title": "T", "question": "Q?", "conditions": []}, n=40, workers=1
    )
    assert named.runs.height == 3
    assert mapped.runs["fingerprint"].equals(result.runs["fingerprint"])


def test_plot_gives_a_figure(result):
    from matplotlib.figure import Figure

    assert isinstance(result.plot("deal_share"), Figure)
    assert "sample_histories" in result.figures
    with pytest.raises(KeyError, match="no figure of a run; there are deal_share"):
        result.plot("deal_shore")


def test_the_notebook_view_is_a_table_and_escapes_what_files_say():
    scenario = sim.load(
        {"extends": "baseline", "horizon_days": 20, "title": "<script>alert(1)</script>", "question": "a < b?",
         "conditions": []}
    )  # fmt: skip
    view = sim.run(scenario, n=5, workers=1)._repr_html_()
    assert "<script>" not in view
    assert "&lt;script&gt;" in view
    assert "a &lt; b?" in view
    assert "<td>unserved energy</td>" in view


def test_results_are_opened_again(tmp_path, short, result):
    sim.run(short, n=40, workers=1, out=tmp_path / "a", decorate=lambda result: None)
    again = sim.open_results(tmp_path / "a")
    assert again.runs.equals(result.runs)
    assert again.summary == result.summary
    assert again.scenario.digest() == short.digest()
    assert (again.scenario.name, again.n, again.seed) == ("baseline", 40, 1)


def test_an_unknown_setting_is_refused_by_name(short):
    with pytest.raises(TypeError, match=r"knows no setting .worker.; did you mean workers\?; there are .*workers"):
        sim.run(short, n=3, worker=2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"n": 0}, {"n": 2**32 + 1}, {"seed": -1}, {"seed": 2**63}, {"engine": "fast"}, {"precision": 0},
        {"precision": float("nan")}, {"chunk": 0}, {"workers": -1}, {"bands": -1}, {"draws": -1},
    ],
    ids=str,
)  # fmt: skip
def test_settings_out_of_range_are_refused(short, wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        sim.run(short, **{"n": 3, **wrong})


def test_the_strip_names_answers_and_breaches(result):
    shown = strip_events(result.sample)
    log = result.sample
    strikes = log.filter(log["what"].cast(str).is_in(["russian_wave", "refinery_strike"]))
    answers = strikes.filter(strikes["branch"].cast(str) != "unprovoked")
    assert shown.filter(shown["what"].str.ends_with("_answer")).height == answers.height > 0
    breaches = log.filter(log["result"].cast(str).is_in(["breach", "collapse"]))
    assert shown.filter(what="breach").height == breaches.height > 0
    assert int(result.runs.filter(result.runs["replicate"] < 36)["breaches"].sum()) == breaches.height


@pytest.mark.usefixtures("blank_pictures")
def test_a_picture_that_fails_costs_nothing_else(tmp_path, short, monkeypatch):
    def broken(*data, context):
        raise ValueError("no ink")

    monkeypatch.setattr("sim.plots.run.spell_life.spell_life", broken)
    done = sim.run(short, n=20, workers=1, out=tmp_path / "a")
    assert done.notes == ["picture spell_life failed (ValueError: no ink)"]
    assert (tmp_path / "a" / "plots" / "deal_share.png").is_file()
    assert (tmp_path / "a" / "report.html").is_file()


def test_what_comes_back_shows_itself_in_a_line(short, result):
    assert repr(short) == "<Scenario baseline: 40 days from 2024-10-30, 1 event>"
    assert repr(result) == "<sim.Result of baseline: n = 40, seed 1; runs, summary, plot()>"
    found = sim.compare(short, result, n=40, workers=1)
    assert repr(found).startswith("<sim.Comparison of ")
    assert len(repr(found)) < 150


def test_what_is_not_asked_for_is_not_worked_out(monkeypatch):
    from sim.studies.run import keepers, study

    asked = []
    made = keepers.runs_frame
    monkeypatch.setattr(keepers, "runs_frame", lambda rows: asked.append("rows") or made(rows))
    monkeypatch.setattr(study, "_summary", lambda *_: asked.append("summary") or {})
    monkeypatch.setattr(study, "sample", lambda *_: asked.append("sample"))
    result = sim.run("baseline", n=5)
    assert not asked
    assert result.runs.height == 5
    assert asked == ["rows"]
    assert result.summary == {}
    assert asked == ["rows", "summary"]


@pytest.mark.usefixtures("blank_pictures")
def test_without_days_there_are_no_bands_and_no_figure_of_them(tmp_path):
    for out in (None, tmp_path / "r"):
        result = sim.run("baseline", n=5, bands=0, out=out)
        assert result.bands.is_empty()
        assert "supply_demand" not in result.figures
        assert "deal_share" in result.figures
        assert not result.notes
