// Why each moratorium of a history ended, in the sentences of `moratorium trace` (sim/studies/trace/chains.py).
// Left out is what only the rules know while they run: who said no and why, and how much of a rate was temptation.
"use strict";

const STRIKE_NOUNS = {
  russian_wave: "a Russian wave",
  refinery_strike: "a Ukrainian refinery strike",
  incident_by_russia: "a Russian accident that Ukraine took for an attack",
  incident_by_ukraine: "a Ukrainian accident that Russia took for an attack",
};
const WEIGHTS = {
  russian_wave: "moratorium.breach_weight.russian_wave",
  refinery_strike: "moratorium.breach_weight.refinery_strike",
  incident_by_russia: "moratorium.breach_weight.incident",
  incident_by_ukraine: "moratorium.breach_weight.incident",
};
const ENDINGS = {
  breach: "broke", shock: "was swept away by an offensive", expiry: "ran out", event: "was called off",
  signed: "gave way to a formal deal", upgrade: "was upgraded to a complete one",
};

// Every spell that ended: a heading, and the chain below it as sentences. `spells` are those of this history alone.
function endsOf(page, side, told, spells) {
  const { kinds, causes } = page.layout.codes;
  const { scenario } = resolve(page, side);
  return [...spells.end.keys()].filter((k) => causes[spells.cause[k]] !== "in_force").map((k) => {
    const [kind, cause, start, day] = [kinds[spells.kind[k]], causes[spells.cause[k]], spells.start[k], spells.end[k]];
    const by = told.find((one) => one.day === day && endedBy(page, one, cause));
    const noun = kind === "tacit" ? "tacit understanding" : `${kind} deal`;
    const head = `The ${noun} of ${dateOf(scenario.start, start)} ${ENDINGS[cause]} on ${dateOf(scenario.start, day)}, ` +
      `after ${daysOf(day, start)} (event ${by ? by.number : "None"}).`;
    return { day, head, chain: by ? chainOf(page, side, told, { kind, cause, start, by }) : [] };
  });
}

// Whole days between two moments, by the dates that are told.
function daysOf(day, start) {
  const days = Math.floor(day) - Math.floor(start);
  return `${days} day${days === 1 ? "" : "s"}`;
}

function endedBy(page, one, cause) {
  const wanted = { breach: ["collapse"], shock: ["derailed"], expiry: ["ended"] };
  const others = ["signed_partial", "signed_complete", "", "ended"];
  return (wanted[cause] ?? others).includes(resultOf(page, one));
}

const resultOf = (page, one) => page.layout.codes.results[one.entry.result];

function chainOf(page, side, told, { kind, cause, start, by }) {
  if (cause === "breach") return [...breachesOf(page, side, told, { kind, start, by }), ...aftermath(told, by)];
  if (cause === "expiry" && by.what === "expiry") return [`The term ran out (event ${by.number}) and was not renewed.`];
  return [`Event ${by.number}: ${by.words}.`];
}

// The breaches in the window, each with its weight and what it was, back to what was unprovoked.
function breachesOf(page, side, told, { kind, start, by }) {
  const now = (path) => valueWhen(page, side, told, path, by);
  const days = now("moratorium.terms.window_days");
  const counted = told.filter((one) =>
    ["breach", "collapse"].includes(resultOf(page, one)) && start <= one.day && by.day - days < one.day && one.day <= by.day,
  );
  const weights = counted.map((one) => now(WEIGHTS[one.what]));
  const tolerance = now(`moratorium.${kind}.tolerance`);
  const plain = (value) => general(value, 6).replaceAll(",", "");
  const total = plain(weights.reduce((sum, one) => sum + one, 0));
  const enough = counted.filter((_, k) => weights[k] > tolerance).at(-1);
  return [
    `Breaches of both sides count together: those not forgiven came to a weight of ${total} within ${plain(days)} days; ` +
      `more than ${tolerance === Infinity ? "without end" : plain(tolerance)} ends it. ` +
      (enough ? `Event ${enough.number} alone was enough.` : "No single one was enough."),
    ...counted.map((one, k) => `Event ${one.number} on ${one.date}, weight ${plain(weights[k])}: ${STRIKE_NOUNS[one.what]}${causeOf(told, one, { kind, start })}.`),
  ];
}

// The value of a number when an event came: as the side says, or as a scheduled event before it has set it.
function valueWhen(page, side, told, path, by) {
  const { values, events } = resolve(page, side);
  const order = ordinals(events);
  const place = page.layout.places[path];
  const sets = new Map(events.map((event, k) => [event.addresses[order[k]], event.sets.find(([at]) => at === place)]));
  let value = numberOf(values[path]);
  for (const one of told.slice(0, by.number - 1)) {
    const found = sets.get(one.entry.address);
    if (found) value = found[1] === "inf" ? Infinity : Number(found[1]);
  }
  return value;
}

// What an event answered, back to what was unprovoked; an accident answers nothing.
function causeOf(told, one, spell) {
  const steps = [];
  let current = one;
  while (current.parent !== undefined) {
    const parent = told[current.parent - 1];
    const how = current.words.includes("following up") ? "following up"
      : current.words.includes("retaliation") ? "retaliating for the collapse of" : "answering";
    const before = Math.floor(current.day) > Math.floor(parent.day) ? `${daysOf(current.day, parent.day)} before` : "the same day";
    steps.push(`${how} event ${parent.number} (${parent.date}, ${before}, ${STRIKE_NOUNS[parent.what] ?? parent.what})`);
    current = parent;
  }
  const accident = current.what.startsWith("incident");
  if (!steps.length) return accident ? "" : ", unprovoked";
  return `, ${steps.join(", itself ")}${accident ? "" : ", which was unprovoked"}${alreadyDue(told, one, spell)}`;
}

// Whether an answer was on its way before the moratorium that it broke.
function alreadyDue(told, one, { kind, start }) {
  if (told[one.parent - 1].day >= start) return "";
  return `; the answer had been decided before ${kind === "tacit" ? "the understanding" : "the signature"}, which calls no answer back`;
}

// What the collapse itself led to.
function aftermath(told, by) {
  const answers = told.filter((one) => one.parent === by.number && one.words.includes("retaliation for the collapse"));
  if (!answers.length) return [];
  const noun = answers[0].what === "russian_wave" ? "Russian waves" : "refinery strikes";
  const many = answers.length > 1 ? `${answers.length} ${noun}, the last on` : `a ${noun.slice(0, -1)} on`;
  return [`In retaliation for the collapse came ${many} ${answers.at(-1).date}.`];
}
