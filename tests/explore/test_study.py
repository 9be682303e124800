"""What the page shows: nothing of settings that were moved away, and of both sides as many histories."""

from sim.studies.explore import bundle
from tests.explore.node import run
from tests.explore.sides import fresh

STUDY = (
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
const shown = (arms) => seen.push(arms.map((arm) => [arm.n, arm.fingerprint[0], arm.days.byteLength / arm.horizon / page.layout.records.day.bytes]));
const study = makeStudy(page, pool, { shown, failed: (error) => { throw error; } });
// Whatever has an answer is answered, until so many pictures were shown; what follows an answer at once comes before a timeout.
const finish = async (wanted) => {
  do {
    underWay.splice(0).forEach((settle) => settle());
    await new Promise((later) => setTimeout(later));
  } while (seen.length < wanted);
};
"""
)
STOPPED = (
    STUDY
    + """
study.refresh([given[0], given[0]], 500);
study.stop();
await finish(0);
const afterStop = seen.length;
study.refresh([given[0], given[1]], 500);
await finish(1);
return { afterStop, seen };
"""
)
MOVED = (
    STUDY
    + """
study.refresh([given[0], given[0]], 2000);
await finish(2);
study.refresh([given[0], given[1]], 2000);
await finish(4);
return seen;
"""
)


def test_nothing_is_shown_of_settings_that_were_moved_away(page):
    found = run(STOPPED, page, [fresh(0), fresh(5)])
    assert found["afterStop"] == 0
    ((this, that),) = found["seen"]
    assert this[0] == that[0] == 500
    assert this[1] != that[1]


def test_a_side_that_was_not_moved_is_shown_with_as_many_as_the_other(page):
    seen = run(MOVED, page, [fresh(0), fresh(5)])
    assert [[n for n, *_ in arms] for arms in seen] == [[500, 500], [2000, 2000]] * 2
    assert [this[1] == that[1] for this, that in seen] == [True, True, False, False]
    assert all(days == 500 for arms in seen for *_, days in arms)
