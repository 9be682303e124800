"""The kernel and its cache in processes of their own: an edited rule takes effect at once, whoever else compiles."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from .test_code_cache import ANNOUNCEMENT, copy_package

pytestmark = pytest.mark.slow

PROGRAM = """
import json
from sim.engine import compiled, simpy_chunk
from sim.engine.plan import make_plan
from sim.scenario import load

plan = make_plan(load("baseline"))
made = [engine.run_chunk(plan, 0, 5, 1, 0, False).rows["fingerprint"].tolist() for engine in (compiled, simpy_chunk)]
assert made[0] == made[1], "the engines differ"
print(json.dumps(made[0]))
"""


class Tree:
    """A copy of the package with a cache of its own."""

    def __init__(self, folder):
        self.package = copy_package(folder / "package")
        self.cache = folder / "cache"

    def start(self, cache=None):
        environment = os.environ | {"PYTHONPATH": str(self.package), "XDG_CACHE_HOME": str(cache or self.cache)}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen([sys.executable, "-c", PROGRAM], cwd=self.package, env=environment, **pipes)

    def finish(self, process):
        """Fingerprints, and whether the kernel was compiled."""
        out, err = process.communicate(timeout=300)
        assert process.returncode == 0, err
        return json.loads(out), ANNOUNCEMENT in err

    def run(self, cache=None):
        return self.finish(self.start(cache))

    def edit(self, module, find, replace):
        path = self.package / "sim" / module
        text = path.read_text(encoding="utf-8")
        assert text.count(find) == 1
        path.write_text(text.replace(find, replace), encoding="utf-8")


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """Compiled once; the tests leave the rules as they were."""
    made = Tree(tmp_path_factory.mktemp("tree"))
    made.before, compiled = made.run()
    assert compiled
    return made


def test_an_edited_rule_takes_effect_through_the_cache(tree):
    assert tree.run() == (tree.before, False)
    rule = "s.light += p.strikes_russia_light_share * damage"
    other = "s.light += 0.5 * p.strikes_russia_light_share * damage"
    tree.edit("model/strikes.py", rule, other)
    after, compiled = tree.run()
    assert compiled
    assert all(new != old for new, old in zip(after, tree.before, strict=True))
    tree.edit("model/strikes.py", other, rule)
    assert tree.run() == (tree.before, False)


def test_a_damaged_cache_costs_only_time(tree):
    damaged = list((tree.cache / "moratorium").rglob("*.o"))
    assert damaged
    for path in damaged:
        path.write_bytes(path.read_bytes()[:1000])
    assert tree.run()[0] == tree.before
    assert tree.run() == (tree.before, False)


def test_two_processes_that_compile_at_once_do_each_other_no_harm(tree, tmp_path):
    first, second = tree.start(tmp_path), tree.start(tmp_path)
    made = [tree.finish(process) for process in (first, second)]
    assert [fingerprints for fingerprints, _ in made] == [tree.before] * 2
    assert any(compiled for _, compiled in made)
    assert len(list((tmp_path / "moratorium").iterdir())) == 1
    assert tree.run(tmp_path) == (tree.before, False)
