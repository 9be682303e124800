// One worker: a kernel of its own, and a block of histories for each message.
"use strict";

function startWorker(scope) {
  let ready;
  scope.onmessage = async ({ data }) => {
    if (data.page) {
      ready = makeKernel(data.module, data.page.layout).then((kernel) => ({ kernel, page: data.page }));
      return;
    }
    try {
      const { kernel, page } = await ready;
      const block = runBlock(kernel, makePlan(page, kernel, data.side), { ...data.block, seed: page.seed });
      scope.postMessage({ id: data.id, block }, Object.values(block));
    } catch (error) {
      scope.postMessage({ id: data.id, error: error.message });
    }
  };
}
