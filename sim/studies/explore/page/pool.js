// Workers from the page's own text, so that it needs no second file; each has one block under way at a time.
"use strict";

function makePool(page, module, text, size) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const waiting = [];
  const known = { layout: page.layout, scenarios: page.scenarios, conditions: page.conditions, words: page.words, seed: page.seed };
  let last = 0;
  const idle = Array.from({ length: size }, () => {
    const worker = new Worker(address);
    worker.postMessage({ page: known, module });
    return worker;
  });

  function next() {
    while (idle.length && waiting.length) {
      const { side, block, settle, fail } = waiting.shift();
      const worker = idle.pop();
      const id = (last += 1);
      worker.onmessage = ({ data }) => {
        idle.push(worker);
        next();
        if (data.error) fail(new Error(data.error));
        else settle(data.block);
      };
      worker.onerror = (event) => fail(new Error(event.message || "a worker could not start"));
      worker.postMessage({ id, side, block });
    }
  }

  return {
    size,
    // Run a block of histories of one side; what was asked before and has not begun can be dropped.
    run: (side, block) =>
      new Promise((settle, fail) => {
        waiting.push({ side, block, settle, fail });
        next();
      }),
    drop: () => waiting.splice(0),
  };
}
