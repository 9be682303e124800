// From a scenario, switches and sliders to a plan: what `sim.engine.plan` and `sim.engine.limits` do of it in Python.
"use strict";

const bytesOf = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const numberOf = (value) => {
  if (value === null) return Infinity;
  return Number(value);
};

// The values that the switched-off conditions hold, by path.
function heldBy(conditions, off, values) {
  const held = {};
  for (const one of conditions.filter(({ id }) => off.includes(id))) {
    for (const [path, value, onlyFrom] of one.off) {
      if (onlyFrom === null || values[path] === onlyFrom) held[path] = value;
    }
  }
  return held;
}

// Whether switching a condition off would change anything in a scenario with these values.
function acts(condition, values, events) {
  const held = heldBy([condition], [condition.id], values);
  const moves = Object.entries(held).some(([path, value]) => values[path] !== value);
  return moves || events.some((event) => condition.drops.includes(event.action) || event.paths.some((path) => path in held));
}

// What one side of the page says: values by path, and the events that are left, each with what it still sets.
function resolve(page, side) {
  const scenario = page.scenarios[side.scenario];
  const values = { ...scenario.values, ...side.set };
  const held = heldBy(page.conditions, side.off, values);
  const dropped = page.conditions.filter(({ id }) => side.off.includes(id)).flatMap(({ drops }) => drops);
  const events = [];
  scenario.events.forEach((event, place) => {
    const kept = event.paths.map((path) => !(path in held));
    if (dropped.includes(event.action) || (event.action === "set" && !kept.some(Boolean))) return;
    events.push({ ...event, place, sets: event.sets.filter((_, k) => kept[k]) });
  });
  return { scenario, values: { ...values, ...held }, held, events };
}

// Whether both sides come to the same plan: only then is nothing different for certain.
function samePlan(page, sides) {
  const [a, b] = sides.map((side) => {
    const { scenario, values, events } = resolve(page, side);
    return JSON.stringify([scenario.start, scenario.horizon, page.registry.map((path) => values[path]), events.map(({ form, sets }) => [form, sets])]);
  });
  return a === b;
}

// A number as the rules read it: words are their place among the words allowed.
function coded(page, path, value) {
  const words = page.words[path];
  return words ? words.indexOf(value) : numberOf(value);
}

// The arrays of a plan, ready for a kernel.
function makePlan(page, kernel, side) {
  const { scenario, values, events } = resolve(page, side);
  const { layout } = kernel;
  const numbers = new Float64Array(bytesOf(scenario.numbers).buffer);
  for (const path of Object.keys(values)) {
    if (values[path] !== scenario.values[path]) numbers[layout.places[path]] = coded(page, path, values[path]);
  }
  const ceilings = Float64Array.from(layout.clocks, (clock) => scenario.ceilings[clock]);
  const limits = makeLimits(kernel, numbers, events, ceilings);
  const arrays = Object.fromEntries(Object.entries(scenario.arrays).map(([name, { bytes }]) => [name, bytesOf(bytes)]));
  Object.assign(arrays, scheduledBytes(layout, arrays, events), {
    numbers: new Uint8Array(numbers.buffer),
    ceilings: new Uint8Array(ceilings.buffer),
    limits: new Uint8Array(limits.buffer),
  });
  return { arrays, horizon: scenario.horizon, events: events.length };
}

// The number of each event among those of the same name, which is a part of its address.
function ordinals(events) {
  const seen = {};
  return events.map(({ name }) => (seen[name] = (seen[name] ?? -1) + 1));
}

// The events that are left and what they set, as the kernel's records; an event keeps its address by its name.
function scheduledBytes(layout, arrays, events) {
  const { scheduled, set } = layout.records;
  const records = new Uint8Array(events.length * scheduled.bytes);
  const sets = events.flatMap((event) => event.sets);
  const pairs = new Uint8Array(sets.length * set.bytes);
  const view = new DataView(records.buffer);
  const order = ordinals(events);
  let first = 0;
  events.forEach((event, k) => {
    const at = k * scheduled.bytes;
    const put = (field, value) => view.setBigInt64(at + scheduled.fields[field][0], BigInt(value), true);
    records.set(arrays.events.subarray(event.place * scheduled.bytes, (event.place + 1) * scheduled.bytes), at);
    put("key", event.keys[order[k]]);
    put("first_set", first);
    first += event.sets.length;
    put("last_set", first);
  });
  const pair = new DataView(pairs.buffer);
  sets.forEach(([place, value], k) => {
    pair.setBigInt64(k * set.bytes + set.fields.place[0], BigInt(place), true);
    pair.setFloat64(k * set.bytes + set.fields.value[0], value === "inf" ? Infinity : Number(value), true);
  });
  return { events: records, sets: pairs };
}

// The highest rate of each clock over all that scheduled events may set, or infinity above its ceiling.
function makeLimits(kernel, numbers, events, ceilings) {
  const { limits, size, stateBytes } = kernel.layout;
  kernel.clear();
  const [answer, p, s] = [kernel.zeros(16), kernel.put(new Uint8Array(numbers.buffer)), kernel.zeros(stateBytes)];
  const reach = {};
  for (const [place, value] of events.flatMap((event) => event.sets)) {
    (reach[place] ??= [numbers[place]]).push(value === "inf" ? Infinity : Number(value));
  }
  const variants = function* (places) {
    const changing = places.filter((place) => place in reach);
    for (let choice = 0; choice < 2 ** changing.length; choice += 1) {
      changing.forEach((place, k) => {
        kernel.floats(p, size)[place] = choice & (1 << k) ? Math.max(...reach[place]) : Math.min(...reach[place]);
      });
      yield;
    }
    changing.forEach((place) => (kernel.floats(p, size)[place] = numbers[place]));
  };
  const largest = (places, ask) => {
    let found = -Infinity;
    for (const _ of variants(places)) {
      ask();
      found = Math.max(found, kernel.floats(answer, 1)[0]);
    }
    return found;
  };
  const state = (offset) => kernel.whole(s + offset, 1);
  kernel.exports.begin(answer, answer + 8, s, p);
  const rates = reach[limits.offensivePerDay] ?? [numbers[limits.offensivePerDay]];
  if (rates.some((rate) => rate > 0) || events.some((event) => event.action === "offensive")) {
    if (state(limits.units)[0] < limits.mostUnits) state(limits.units)[0] = BigInt(limits.mostUnits);
  }
  let heavy = state(limits.heavy)[0];
  for (const _ of variants([limits.otherGw])) {
    kernel.exports.most_heavy(answer, answer + 8, p);
    const found = kernel.whole(answer, 1)[0];
    if (found > heavy) heavy = found;
  }
  state(limits.heavy)[0] = heavy;
  return Float64Array.from(ceilings, (ceiling, clock) => {
    const highest = largest(limits.reads[clock], () => kernel.exports.bound(answer, answer + 8, BigInt(clock), s, p));
    return highest <= ceiling ? highest : Infinity;
  });
}
