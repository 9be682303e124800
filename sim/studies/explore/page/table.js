// The records that the kernel leaves, read by column.
"use strict";

// One field of every record, as numbers; NaN where it never happened.
function columnOf(buffer, record, name) {
  const [offset, form] = record.fields[name];
  const count = buffer.byteLength / record.bytes;
  const view = new DataView(buffer);
  const made = new Float64Array(count);
  for (let k = 0; k < count; k += 1) {
    const at = k * record.bytes + offset;
    if (form === "f8") made[k] = view.getFloat64(at, true);
    else if (form === "i8") made[k] = Number(view.getBigInt64(at, true));
    else made[k] = view.getInt32(at, true);
  }
  return made;
}

// One field of every record as 16 hexadecimal digits.
function printsOf(buffer, record, name) {
  const [offset] = record.fields[name];
  const view = new DataView(buffer);
  const count = buffer.byteLength / record.bytes;
  return Array.from({ length: count }, (_, k) =>
    view.getBigInt64(k * record.bytes + offset, true).toString(16).padStart(16, "0"),
  );
}

// The histories of one side: blocks of buffers in order of replicate, read by column when asked.
function makeArm(layout, horizon, blocks) {
  const { records } = layout;
  const joined = (name) => joinBuffers(blocks.map((block) => block[name]));
  const [rows, spells] = [joined("rows"), joined("spells")];
  const columns = {};
  const arm = {
    horizon,
    first: {},
    n: rows.byteLength / records.row.bytes,
    rows,
    days: joined("days"),
    column(name) {
      return (columns[name] ??= columnOf(rows, records.row, name));
    },
    spells: spellsOf(layout, spells),
  };
  Object.defineProperty(arm, "fingerprint", { get: () => (columns.prints ??= printsOf(rows, records.row, "fingerprint")) });
  return arm;
}

function spellsOf({ records }, buffer) {
  const names = ["replicate", "kind", "start", "end", "cause"];
  return Object.fromEntries(names.map((name) => [name, columnOf(buffer, records.spell, name)]));
}

function joinBuffers(buffers) {
  const made = new Uint8Array(buffers.reduce((sum, one) => sum + one.byteLength, 0));
  let at = 0;
  for (const one of buffers) {
    made.set(new Uint8Array(one), at);
    at += one.byteLength;
  }
  return made.buffer;
}

// The first spell of any of these kinds in each history that has one: how long it lasted, and what ended it.
function firstSpells(layout, arm, kinds) {
  return (arm.first[kinds.join()] ??= findFirst(layout, arm, kinds));
}

function findFirst(layout, arm, kinds) {
  const { replicate, kind, start, end, cause } = arm.spells;
  const wanted = kinds.map((name) => layout.codes.kinds.indexOf(name));
  const first = new Map();
  replicate.forEach((r, k) => {
    if (wanted.includes(kind[k]) && !(start[first.get(r)] <= start[k])) first.set(r, k);
  });
  const places = [...first.values()];
  return {
    // To a tenth of a millisecond the ends of a term tie.
    days: places.map((k) => Number((end[k] - start[k]).toFixed(9))),
    causes: places.map((k) => layout.codes.causes[cause[k]]),
  };
}
