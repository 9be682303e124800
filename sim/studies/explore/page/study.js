// Two sides under the same luck: some hundred histories at once, then more in the background.
"use strict";

const STEPS = [500, 2000, 5000, 10000];
const BLOCK = 500;
const KEPT = 500; // histories that keep their days, for the bands

function makeStudy(page, pool, { shown, failed }) {
  const sides = [{}, {}];
  let generation = 0;

  // Ranges of histories that a side still lacks up to `n`, cut so that every worker has something to do.
  function missing(have, n) {
    const size = Math.min(BLOCK, Math.ceil((n - have) / pool.size));
    const found = [];
    for (let first = have; first < n; first += size) found.push({ first, count: Math.min(size, n - first) });
    return found;
  }

  async function extend(side, n, mine) {
    const state = sides[side];
    const blocks = await Promise.all(
      missing(state.n, n).map(({ first, count }) =>
        pool.run(state.said, { first, count, kept: Math.max(0, Math.min(count, KEPT - first)) }),
      ),
    );
    if (mine !== generation) return;
    state.blocks.push(...blocks);
    state.n = n;
    const arm = makeArm(page.layout, page.scenarios[state.said.scenario].horizon, state.blocks);
    // The days are those of the first histories, and need not be drawn again when there are more.
    arm.days = state.days ??= arm.days;
    state.arms[n] = arm;
  }

  // What is under way is of settings that are no longer there: nothing of it may be shown beside the new ones.
  function stop() {
    generation += 1;
    pool.drop();
  }

  async function refresh(said, most) {
    stop();
    const mine = generation;
    said.forEach((one, k) => {
      const key = JSON.stringify(one);
      if (sides[k].key !== key) sides[k] = { key, said: structuredClone(one), blocks: [], arms: {}, n: 0 };
    });
    try {
      for (const n of STEPS.filter((step) => step <= most)) {
        if (sides.every((side) => side.n > n)) continue;
        await Promise.all([0, 1].filter((k) => sides[k].n < n).map((k) => extend(k, n, mine)));
        if (mine !== generation) return;
        // A side that was not moved has more by now: both are shown with as many.
        shown(sides.map((side) => side.arms[n]), n === most || n === STEPS[STEPS.length - 1]);
        await new Promise((later) => requestAnimationFrame(() => setTimeout(later)));
        if (mine !== generation) return;
      }
    } catch (error) {
      if (mine === generation) failed(error);
    }
  }

  // The log and the spells of some histories of one side.
  const logs = (k, first, count) => pool.run(sides[k].said, { first, count, log: true });

  return { refresh, stop, logs };
}
