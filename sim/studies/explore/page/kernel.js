// The compiled rules: memory, a plan's arrays in it, and a block of histories.
"use strict";

// A kernel on a compiled module. `layout` says what it reads and writes (sim/studies/explore/layout.py).
async function makeKernel(module, layout) {
  const { exports } = await WebAssembly.instantiate(module, {});
  const base = exports.__heap_base.value;
  let top = base;

  function room(bytes) {
    top = (top + 15) & ~15;
    const at = top;
    top += Math.max(bytes, 8);
    const missing = top - exports.memory.buffer.byteLength;
    if (missing > 0) exports.memory.grow(Math.ceil(missing / 65536));
    return at;
  }

  return {
    layout,
    exports,
    room,
    // Forget all that was given room.
    clear() {
      top = base;
    },
    zeros(bytes) {
      const at = room(bytes);
      new Uint8Array(exports.memory.buffer, at, Math.max(bytes, 8)).fill(0);
      return at;
    },
    put(bytes) {
      const at = room(bytes.length);
      new Uint8Array(exports.memory.buffer).set(bytes, at);
      return at;
    },
    floats: (at, count) => new Float64Array(exports.memory.buffer, at, count),
    whole: (at, count) => new BigInt64Array(exports.memory.buffer, at, count),
    copy: (at, bytes) => exports.memory.buffer.slice(at, at + bytes),
  };
}

// An array as Numba hands it on: two owners (none), elements, bytes each, address, shape, strides.
function arrayArguments(at, shape, item) {
  const elements = shape.reduce((product, one) => product * one, 1);
  const strides = [];
  let stride = item;
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    strides.unshift(stride);
    stride *= shape[axis];
  }
  return [0, 0, BigInt(elements), BigInt(item), at, ...[...shape, ...strides].map(BigInt)];
}

// The plan's arrays in memory; returns the arguments for them.
function planArguments(kernel, plan, log) {
  const made = [];
  for (const { name, item } of kernel.layout.plan) {
    if (item === 0) {
      made.push(name === "log" ? Number(log) : 0);
      continue;
    }
    const bytes = plan.arrays[name];
    made.push(...arrayArguments(kernel.put(bytes), [bytes.length / item], item));
  }
  return made;
}

// A thread's workspace in memory: its arguments, and where each array lies.
function workspaceArguments(kernel, plan, elements) {
  const places = {};
  const made = [];
  for (const one of kernel.layout.workspace) {
    const [rows, ...rest] = one.shape;
    const shape = [elements[one.name] ?? rows + one.each * plan.events + one.eachDay * plan.horizon, ...rest];
    const count = shape.reduce((product, side) => product * side, 1);
    const at = one.same ? places[one.same] : kernel.zeros(count * one.item);
    const words = kernel.whole(at, (count * one.item) >> 3);
    for (const [place, word] of one.start) words[place] = BigInt(word);
    for (let event = 0; event < (one.each ? plan.events : 0); event += 1) {
      const first = ((rows + event * one.each) * one.item) >> 3;
      for (const [place, word] of one.eachStarts) words[first + place] = BigInt(word);
    }
    places[one.name] = at;
    made.push(...arrayArguments(at, shape, one.item));
  }
  return { made, places };
}

// Run histories first .. first + count - 1: buffers of rows, spells, days (of the first `kept`) and, if asked, the log.
function runBlock(kernel, plan, { first, count, seed, kept = 0, log = false }) {
  const { records, codes } = kernel.layout;
  const elements = { spells: Math.max(4096, 8 * count), log: log ? 4096 : 1, drawn: 2048, agenda: 2049 };
  for (;;) {
    kernel.clear();
    const answer = kernel.zeros(32);
    const work = workspaceArguments(kernel, plan, elements);
    const arrays = planArguments(kernel, plan, log);
    const rows = kernel.zeros(count * records.row.bytes);
    const days = kernel.zeros((kept + 1) * plan.horizon * records.day.bytes);
    kernel.exports.run_block(
      answer, answer + 16, ...arrays, ...work.made, BigInt(first), BigInt(seed),
      ...arrayArguments(rows, [count], records.row.bytes),
      ...arrayArguments(days, [kept + 1, plan.horizon], records.day.bytes),
    );
    const [done, code] = [...kernel.whole(answer, 2)].map(Number);
    if (code === codes.done && done === count) {
      const [spells, entries] = [...kernel.whole(work.places.used, 2)].map(Number);
      return {
        rows: kernel.copy(rows, count * records.row.bytes),
        spells: kernel.copy(work.places.spells, spells * records.spell.bytes),
        days: kernel.copy(days, kept * plan.horizon * records.day.bytes),
        log: kernel.copy(work.places.log, entries * records.log.bytes),
      };
    }
    if (code === codes.moreSpells) elements.spells *= 2;
    else if (code === codes.moreLog) elements.log *= 2;
    else if (code === codes.moreCandidates) {
      elements.drawn *= 2;
      elements.agenda = elements.drawn + 1;
    }
    else throw new Error("more strikes fall due at once than there is room for: lower reciprocity or retaliation");
  }
}
