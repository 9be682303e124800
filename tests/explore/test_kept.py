"""What leaves the page: files, rows, addresses and tellings are those of the command line."""

import json
import random
import re

import pytest
from click.testing import CliRunner

import sim
from sim.cli.main import cli
from sim.engine.compiled import run_chunk
from sim.engine.plan import make_plan
from sim.engine.simpy_engine import simulate
from sim.outcomes.tables import runs_frame
from sim.studies.explore.data import page_data
from sim.studies.trace.chains import ends, in_words
from sim.studies.trace.reasons import Reasons
from sim.studies.trace.telling import tell
from tests.explore.node import PRINTS, run
from tests.explore.sides import fresh, random_side, same_in_python
from tests.explore.test_plans import prints

FILES = (
    PRINTS
    + """
return given.map((side) => {
  const state = { sides: [fresh, side], told: null };
  const { file, text } = yamlOf(page, state, 1);
  return { file, text, prints: printsOfBlock(makePlan(page, kernel, side), { first: 0, count: 25, seed: page.seed }) };
});
""".replace("fresh, side", "freshSide(0), side")
)


def test_the_file_gives_the_same_histories_on_the_command_line(page, tmp_path):
    rng = random.Random(11)
    sides = [random_side(page, rng) for _ in range(12)]
    for k, found in enumerate(run(FILES, page, sides)):
        path = tmp_path / f"{k}.yaml"
        path.write_text(found["text"])
        assert prints(sim.load(path), 25) == found["prints"], found["text"]


def test_a_scenario_of_ones_own_is_written_out_in_full(tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text(
        "extends: near_agreement_aug2024\ntitle: 'Mine: a \"test\" </script>'\nevents:\n"
        "  - {day: 20, set: {talks.mediator: 0.9, grid.imports_gw: 1.0}}\n"
    )
    loaded = sim.load(own)
    page = page_data([loaded], 1)
    assert page["scenarios"][0]["extends"] is None
    (found,) = run(FILES, page, [{"scenario": 0, "off": ["C2", "C6"], "set": {"talks.mediator": 0.25}}])
    path = tmp_path / "copied.yaml"
    path.write_text(found["text"])
    copied = sim.load(path)
    assert copied.title.startswith('Mine: a "test" </script>')
    assert prints(copied, 25) == found["prints"]


@pytest.mark.slow
def test_the_command_that_the_file_names_runs(page, tmp_path, monkeypatch):
    (found,) = run(FILES, page, [{"scenario": 0, "off": ["C9"], "set": {"talks.mediator": 0.9}}])
    monkeypatch.chdir(tmp_path)
    (tmp_path / found["file"]).write_text(found["text"])
    command = found["text"].splitlines()[1].split("moratorium ")[1].replace("-n 10000", "-n 25").split()
    done = CliRunner().invoke(cli, [*command, "--csv", "--out", "out"])
    assert done.exit_code == 0, done.output
    assert sim.open_results(tmp_path / "out").runs["fingerprint"].to_list() == found["prints"]


def test_rows_as_csv_are_the_rows(page, scenarios, tmp_path):
    body = "const arm = makeArm(page.layout, 365, [runBlock(kernel, makePlan(page, kernel, given), { first: 0, count: 40, seed: 1 })]); return csvOf(page.layout, arm);"
    import polars as pl

    path = tmp_path / "rows.csv"
    path.write_text(run(body, page, fresh(0)))
    wanted = runs_frame(run_chunk(make_plan(scenarios[0]), 0, 40, 1, 0, False).rows)
    found = pl.read_csv(path, schema=dict.fromkeys(wanted.columns, pl.String))
    assert found.columns == wanted.columns
    for name in wanted.columns:
        kind = wanted[name].dtype
        text = found[name]
        read = text if kind in (pl.String, pl.Enum) or isinstance(kind, pl.Enum) else text.cast(pl.Float64).cast(kind)
        assert read.to_list() == wanted[name].cast(read.dtype).to_list(), name


def test_an_address_brings_back_the_state(page):
    rng = random.Random(12)
    states = [
        {"sides": [random_side(page, rng), random_side(page, rng)], "told": {"side": 1, "replicate": 17}}
        for _ in range(20)
    ]
    body = "return given.map((state) => fromAddress(page, toAddress(page, state)));"
    assert run(body, page, states) == states


@pytest.mark.parametrize(
    "address",
    ["#a=nothing&a.without=C99+C6&a.talks.mediator=7&b.talks.mediator=x&history=z9", "#", "#%%%", "#a=%3Cscript%3E"],
)
def test_an_address_of_strangers_does_no_harm(page, address):
    found = run("return fromAddress(page, given);", page, address)
    assert all(side["set"] == {} and side["scenario"] in (0, 1) for side in found["sides"])
    assert found["told"] is None


ONLY_RULES_KNOW = re.compile(r" \((\d+%|none) of its rate [^)]*\)")


def why_it_ended(scenario, told, history, reasons):
    """What `trace` says of each end, less what the page cannot know."""
    for end in ends(history, told, reasons):
        lines = ONLY_RULES_KNOW.sub("", in_words(end, scenario.start)).split("\n  - ")
        yield [line for line in lines if " said no (" not in line]


def test_a_history_is_told_in_the_words_of_trace(page, scenarios):
    rng = random.Random(13)
    sides = [fresh(k) for k in range(0, len(scenarios), 3)] + [random_side(page, rng) for _ in range(3)]
    body = """
    return given.map((side) => {
      const { log, spells } = runBlock(kernel, makePlan(page, kernel, side), { first: 3, count: 1, seed: 1, log: true });
      const told = tellHistory(page, side, readLog(page.layout, log).get(3) ?? []);
      const ends = endsOf(page, side, told, spellsOf(page.layout, spells));
      return { lines: told.map(({ number, day, date, parent, words }) => [number, day, date, parent ?? null, words]), ends };
    });
    """
    for side, found in zip(sides, run(body, page, sides), strict=True):
        scenario = same_in_python(side, scenarios)
        reasons = Reasons()
        history = simulate(scenario, 3, 1, observer=reasons)
        told = tell(history.log, scenario)
        assert found["lines"] == [[t.number, t.day, t.date.isoformat(), t.parent, t.words] for t in told]
        wanted = list(why_it_ended(scenario, told, history, reasons))
        assert [[one["head"], *one["chain"]] for one in found["ends"]] == wanted


def test_json_in_the_page_cannot_end_its_script(page):
    from sim.studies.explore import bundle

    text = bundle.section({**page, "seed": "</script><script>alert(1)</script>"})
    assert text.count("</script>") == 1
    assert json.loads(text.split('id="explore-data">')[1].split("</script>")[0])["seed"].startswith("</script>")
