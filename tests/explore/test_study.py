"""What the page shows belongs to what is set: nothing of settings that were moved away is shown beside the new ones."""

from sim.studies.explore import bundle
from tests.explore.node import run
from tests.explore.sides import fresh

BODY = (
    bundle.page_file("study.js")
    + """
globalThis.requestAnimationFrame = (later) => setTimeout(later);
const underWay = [];
const pool = {
  size: 2,
  run: (side, block) => new Promise((settle) => {
    underWay.push(() => settle(runBlock(kernel, makePlan(page, kernel, side), { ...block, seed: page.seed })));
  }),
  drop: () => {},
};
const seen = [];
const study = makeStudy(page, pool, { shown: (arms) => seen.push(arms.map((arm) => [arm.n, arm.fingerprint[0]])), failed: (error) => { throw error; } });
const finish = async () => {
  underWay.splice(0).forEach((settle) => settle());
  await new Promise((later) => setTimeout(later, 5));
};
study.refresh([given[0], given[0]], 500);
study.stop();
await finish();
const afterStop = seen.length;
study.refresh([given[0], given[1]], 500);
await finish();
return { afterStop, seen };
"""
)


def test_nothing_is_shown_of_settings_that_were_moved_away(page):
    found = run(BODY, page, [fresh(0), fresh(5)])
    assert found["afterStop"] == 0
    ((this, that),) = found["seen"]
    assert this[0] == that[0] == 500
    assert this[1] != that[1]
