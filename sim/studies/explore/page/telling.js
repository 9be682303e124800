// One history in words, by the sentences of `moratorium trace`.
"use strict";

function sentenceOf(page, entry, parent) {
  const { by, texts } = page.sentences[`${entry.what},${entry.result}`];
  const state = { ...entry, branch: parent === undefined ? 0 : entry.branch };
  const text = texts[by.map((name) => state[name]).join(",")];
  const rate = (side) => fixed(Math.exp(entry[`level_${side}`]), 2);
  return text.replace("{level_russia}", rate("russia")).replace("{level_ukraine}", rate("ukraine")).replace("{units}", entry.units).replace("{heavy}", entry.heavy).replaceAll("{parent}", parent);
}

// Entries of a log by history, each entry an object of its fields; addresses stay texts, for they have 63 bits.
function readLog(layout, buffer) {
  const { log } = layout.records;
  const view = new DataView(buffer);
  const columns = {};
  for (const name of Object.keys(log.fields)) {
    const wide = ["address", "parent", "fingerprint"].includes(name);
    columns[name] = wide
      ? Array.from({ length: buffer.byteLength / log.bytes }, (_, k) => String(view.getBigInt64(k * log.bytes + log.fields[name][0], true)))
      : columnOf(buffer, log, name);
  }
  const histories = new Map();
  for (let k = 0; k < columns.day.length; k += 1) {
    const entry = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[k]]));
    if (!histories.has(entry.replicate)) histories.set(entry.replicate, []);
    histories.get(entry.replicate).push(entry);
  }
  return histories;
}

// Every event of one history: number, date, day, words, and the number of the event that it answers.
function tellHistory(page, side, entries) {
  const { scenario, events } = resolve(page, side);
  const order = ordinals(events);
  const changes = new Map(events.map((event, k) => [event.addresses[order[k]], event.words]));
  const numbers = new Map(entries.map((entry, k) => [entry.address, k + 1]));
  return entries.map((entry, k) => {
    const parent = numbers.get(entry.parent);
    const what = page.layout.codes.events[entry.what];
    const words = page.scheduled.includes(entry.what) ? `a scheduled change: ${changes.get(entry.address)}` : sentenceOf(page, entry, parent);
    return { number: k + 1, day: entry.day, date: dateOf(scenario.start, entry.day), what, words, parent, entry };
  });
}

// Why each moratorium ended, then every event but repairs.
function historyWords(page, side, told, spells) {
  const ends = endsOf(page, side, told, spells).map(({ head, chain }) =>
    h("li", {}, head, h("ul", {}, ...chain.map((one) => h("li", {}, one)))),
  );
  const lines = told.filter(({ what }) => what !== "heavy_repair").map((one) =>
    h("li", { value: one.number }, h("time", { dateTime: one.date }, one.date), ` day ${one.day.toFixed(2)}: ${one.words}`),
  );
  return [
    h("h5", {}, "Why it ended"),
    ends.length ? h("ul", {}, ...ends) : h("p", {}, "No moratorium ended."),
    h("h5", {}, `What happened (${told.length} events, repairs left out)`),
    h("ol", { className: "events", tabIndex: 0 }, ...lines),
  ];
}
