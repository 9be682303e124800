// What one side changes against the other, in the words of `moratorium compare` (sim/studies/compare/words.py).
"use strict";

// Why an outcome is no question of a side's scenario, by its name (`sim.outcomes.certain`).
function certainOf(page, side) {
  const { values, events } = resolve(page, side);
  const always = (path, value) => values[path] === value && events.every(({ form }) => (form.set?.[path] ?? value) === value);
  const initial = values["moratorium.initial"];
  const held = ["partial", "complete"].includes(initial);
  const found = {};
  const because = (reason, ...names) => names.forEach((name) => (found[name] = reason));
  if (always("talks.channel_open", false)) {
    because("closed", "complete_365");
    if (!held) because("closed", "deal_180", "deal_365", "broader_talks", "formal_days");
  }
  if (held) because("in force", "deal_180", "deal_365");
  if (initial === "complete") because("in force", "complete_365");
  if (initial !== "tacit" && always("moratorium.tacit_formation_per_day", 0)) because("none", "tacit_ended_180");
  return found;
}

function settle(found, reason) {
  if (reason === undefined) return found;
  return { ...found, value: reason === "in force" ? null : found.value, low: null, high: null };
}

// What makes two sides hard to compare though their luck is shared (`sim.studies.compare.pairing.cautions`).
function cautionsOf([a, b]) {
  const found = [];
  if (a.horizon !== b.horizon) {
    const [here, there, both] = [b.horizon, a.horizon, Math.min(a.horizon, b.horizon)].map((days) => withCommas(String(days)));
    found.push(`“${b.name}” runs ${here} days and “${a.name}” ${there}: totals, and shares by a day after ${both}, cannot be compared and are left out`);
  }
  if (a.start !== b.start) {
    const seasons = a.horizon !== b.horizon ? "" : ", and totals from November to March are left out";
    found.push(`“${b.name}” starts on ${b.start} and “${a.name}” on ${a.start}: the same day number falls in another season${seasons}`);
  }
  return found.map((one) => `Caution: ${one}.`);
}

// Outcomes that mean the same in both (`sim.outcomes.spans.comparable`).
function comparable(page, [a, b], certain) {
  return page.outcomes.filter(
    ({ name, within, overSpan, season }) =>
      (within === null || within <= Math.min(a.horizon, b.horizon)) && (a.horizon === b.horizon || !overSpan) &&
      (!season || (a.start === b.start && a.horizon === b.horizon)) && certain.every((side) => side[name] !== "in force"),
  );
}

// What can be compared of two sides, and what is certain of each.
function compared(page, sides) {
  const spans = sides.map((side) => page.scenarios[side.scenario]);
  const certain = sides.map((side) => certainOf(page, side));
  return { spans, certain, outcomes: comparable(page, spans, certain) };
}

function statements(page, arms, sides) {
  const [a, b] = arms;
  const count = `${withCommas(String(a.n))} histories`;
  if (samePlan(page, sides)) return [`They are the same scenario, and every one of the ${count} is the same in both. Nothing differs.`];
  const { spans, certain, outcomes } = compared(page, sides);
  const first = [`Each of ${count} has the same luck in both.`, ...cautionsOf(spans)];
  if (outcomes.every((one) => noneMoves(sampleOf(one, a), sampleOf(one, b)))) {
    return [...first, `None of them differs in any of these outcomes; of others up to ${boundText(wilson(0, a.n).high)} may.`];
  }
  const found = outcomes.filter(({ words }) => words !== null).map((one) => {
    const samples = [sampleOf(one, a), sampleOf(one, b)];
    const levels = samples.map((sample, k) => settle(levelOf(one, sample), certain[k][one.name]));
    return { outcome: one, samples, levels, apart: differenceOf(one, ...samples) };
  });
  return [...first, ...found.map((one) => (one.outcome.kind === "share" ? shareStatement(one) : meanStatement(one)))];
}

const noneMoves = (x, y) => x.every((value, k) => value === y[k]);

// What an outcome takes of each history: whether it happened, or the number.
function sampleOf(outcome, arm) {
  const column = arm.column(outcome.column);
  if (outcome.kind !== "share") return column;
  return Uint8Array.from(column, (day) => Number(outcome.within === null ? !Number.isNaN(day) : day <= outcome.within));
}

function levelOf(outcome, sample) {
  return outcome.kind === "share" ? wilson(sample.reduce((sum, one) => sum + one, 0), sample.length) : levelMean(sample);
}

function differenceOf(outcome, x, y) {
  if (outcome.kind === "quantile") return pairedQuantile(x, y, outcome.q);
  return outcome.kind === "share" ? pairedShare(x, y) : pairedMean(x, y);
}

function shareWords(found) {
  if (found.low === null) return levelText(found, "share");
  if (found.value === 0) return `none (0–${boundText(found.high)})`;
  if (found.value === 1) return `all (${boundText(found.low, false).replace("%", "")}–100%)`;
  return shareText(found);
}

function shareStatement({ outcome, levels, apart }) {
  const [there, here] = levels.map(shareWords);
  const text = `${outcome.words}: ${here} of histories, in the reference ${there}; ${apartWords(apart, "share", "points")}.`;
  if (apart.gained + apart.lost === 0) return text;
  const [gained, lost] = [apart.gained, apart.lost].map((count) => withCommas(String(count)));
  const have = apart.gained === 1 ? "history has" : "histories have";
  return `${text} ${gained} ${have} it here only, ${lost} in the reference only.`;
}

function meanStatement({ outcome, samples, levels, apart }) {
  const [there, here] = levels.map((one) => levelText(one, "mean"));
  const unit = outcome.unitWords;
  const { lower, equal, higher } = moved(...samples);
  return (
    `${outcome.words}: ${here}${unit}, in the reference ${there}${unit}; ${apartWords(apart, "mean", unit.trim())}. ` +
    `Lower in ${shareInWords(lower)} of histories, the same in ${shareInWords(equal)}, higher in ${shareInWords(higher)}.`
  );
}

function apartWords(found, kind, unit) {
  const { value, low, high, note } = found;
  const [shown, interval] = differenceTexts(found, kind);
  const ofUnit = unit ? ` ${unit}` : "";
  if (note.startsWith("none of")) return low === null ? note : `${note} (another may: ${interval}${ofUnit})`;
  if (low === null) return `a difference of ${shown}${ofUnit}, without an interval${note ? ` (${note})` : ""}`;
  if (low === 0 && high === 0) return "no difference at all";
  if (low <= 0 && high >= 0) return `these histories cannot tell the difference from none (${interval}${ofUnit})`;
  const turned = value < 0 ? { value: -value, low: -high, high: -low } : found;
  const [size, ends] = differenceTexts(turned, kind);
  const less = ["", "points"].includes(unit) ? "fewer" : "less";
  return `${size.replace(/^\+/, "")}${ofUnit} ${value < 0 ? less : "more"} (${ends})`;
}

// The two figures that stay in view while something is moved.
function glance(arms) {
  const deals = arms.map((arm) => percentText(arm.column("first_deal_day").filter((day) => !Number.isNaN(day)).length / arm.n));
  const energy = arms.map((arm) => aloneText(meanOf(arm.column("unserved_gwh")).value, "mean"));
  const pair = (found) => found.flatMap((one, k) => [h("strong", { className: SIDES[k] }, one), k ? "" : " and "]);
  return ["Deals: ", ...pair(deals), " of histories. Not served: ", ...pair(energy), " GWh."];
}
