// Every headline of two sides against each other, as the table of `moratorium compare` has it (`sim.outcomes.paired`).
"use strict";

// Probabilities that k of n fall, each with chance q: from the likeliest on outwards, so that nothing underflows.
function binomial(n, q) {
  const found = new Float64Array(n + 1);
  const top = Math.min(n, Math.floor((n + 1) * q));
  found[top] = 1;
  for (let k = top; k > 0 && found[k] > 1e-30; k -= 1) found[k - 1] = (found[k] * k * (1 - q)) / ((n - k + 1) * q);
  for (let k = top; k < n && found[k] > 1e-30; k += 1) found[k + 1] = (found[k] * (n - k) * q) / ((k + 1) * (1 - q));
  const all = found.reduce((sum, one) => sum + one, 0);
  return found.map((one) => one / all);
}

// Mid-p value of McNemar's test.
function mcnemar(gained, lost) {
  const chances = binomial(gained + lost, 0.5);
  const fewer = Math.min(gained, lost);
  const below = chances.subarray(0, fewer).reduce((sum, one) => sum + one, 0);
  return Math.min(1, 2 * below + chances[fewer]);
}

const TAIL = 0.025;

// Ranks from 1 of the order statistics that bound a quantile; 0 and n + 1 where there is none.
function orderRanks(n, q) {
  const chances = binomial(n, q);
  const smallest = (p) => {
    let [k, sum] = [0, chances[0]];
    while (sum < p && k < n) sum += chances[(k += 1)];
    return k;
  };
  return [smallest(TAIL), smallest(1 - TAIL) + 1];
}

const BEYOND = 20; // histories that have to lie beyond a quantile before a difference of it gets an interval

// The lower limit of a quantile of `sorted`, between two order statistics (`sim.outcomes.intervals`, Nyblom 1992).
function lowerLimit(sorted, q) {
  const n = sorted.length;
  const r = orderRanks(n, q)[0];
  if (r < 1) return NaN;
  const chances = binomial(n, q);
  const misses = chances.subarray(0, r).reduce((sum, one) => sum + one, 0);
  const more = misses + chances[r];
  const ratio = TAIL > misses && r < n ? (r * (1 - q) * (more - TAIL)) / ((n - r) * q * (TAIL - misses)) : Infinity;
  const weight = 1 / (1 + ratio);
  return (1 - weight) * sorted[r - 1] + weight * sorted[Math.min(r, n - 1)];
}

function quantileWithLimits(values, q) {
  const sorted = Float64Array.from(values).sort();
  const low = lowerLimit(sorted, q);
  const high = -lowerLimit(sorted.map((one) => -one).reverse(), 1 - q);
  return { value: quantileOf(sorted, q), low, high, se: (high - low) / (2 * Z) };
}

// Difference of two quantiles over the same histories (`sim.outcomes.contrasts.paired_quantile`).
function pairedQuantile(x, y, q) {
  const n = x.length;
  const [a, b] = [quantileWithLimits(x, q), quantileWithLimits(y, q)];
  const found = { value: b.value - a.value, low: null, high: null, n };
  const needed = Math.ceil(rounded(BEYOND / Math.min(q, 1 - q), 6));
  if (noneMoves(x, y)) return { ...found, note: noneDiffers(n) };
  if (n < needed) return { ...found, note: `the interval of this difference needs ${withCommas(String(needed))} histories` };
  const shared = correlation(x.map((one) => Number(one <= a.value)), y.map((one) => Number(one <= b.value)));
  const spread = (s, t) => Math.sqrt(Math.max(s * s + t * t - 2 * shared * s * t, 0));
  const se = spread(a.se, b.se);
  const [below, above] = [spread(a.high - a.value, b.value - b.low), spread(a.value - a.low, b.high - b.value)];
  const [low, high] = [found.value - (below + Z * se) / 2, found.value + (above + Z * se) / 2];
  if (!(low < high)) return { ...found, note: "too many histories have the same value for an interval" };
  return { ...found, low, high, se, freedom: Infinity, note: "" };
}

function correlation(x, y) {
  const mean = (values) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  x.forEach((one, k) => {
    xx += (one - mx) ** 2;
    yy += (y[k] - my) ** 2;
    xy += (one - mx) * (y[k] - my);
  });
  const scale = Math.sqrt(xx * yy);
  return scale > 0 ? xy / scale : 0;
}

// How unusual a difference is were there none; null where it has no interval, or no error.
function probabilityOf(found) {
  if (found.low === null) return null;
  if (found.gained !== undefined) return mcnemar(found.gained, found.lost);
  if (!(found.se > 0 && found.high > found.low)) return null;
  const freedom = Math.min(found.freedom, 1e6);
  const reach = found.freedom === Infinity ? Z : student(freedom);
  return studentTail(Math.min((reach * Math.abs(found.low + found.high)) / (found.high - found.low), 40), freedom);
}

// Holm's adjusted values in the order given; null is no member of the family.
function holm(values) {
  const order = [...values.keys()].filter((k) => values[k] !== null).sort((a, b) => values[a] - values[b]);
  const adjusted = values.map(() => null);
  let least = 0;
  order.forEach((k, rank) => {
    least = Math.max(least, Math.min(1, (order.length - rank) * values[k]));
    adjusted[k] = least;
  });
  return adjusted;
}

function intervalWords(page, found, kind) {
  const [, interval] = differenceTexts(found, kind);
  const [, told] = Object.entries(page.short).find(([start]) => found.note.startsWith(start)) ?? ["", ""];
  if (found.low === null) return told || "-";
  return found.note.startsWith("none of") ? `${told}: ${interval}` : interval;
}

// Rows of texts, one a headline: label, both levels, difference with its mark, interval, better, equal, worse.
function manyRows(page, arms, sides) {
  const { certain, outcomes } = compared(page, sides);
  const same = samePlan(page, sides);
  const found = outcomes.map((one) => {
    const samples = arms.map((arm) => sampleOf(one, arm));
    const apart = same ? { value: 0, low: 0, high: 0, n: arms[0].n, note: "" } : differenceOf(one, ...samples);
    return { one, samples, apart };
  });
  const stands = holm(found.map(({ apart }) => probabilityOf(apart)));
  return found.map(({ one, samples, apart }, k) => {
    const levels = samples.map((sample, side) => levelBeside(one, sample, certain[side][one.name]));
    const { lower, equal, higher } = moved(...samples);
    const shares = one.better === "more" ? [higher, equal, lower] : [lower, equal, higher];
    const star = stands[k] !== null && stands[k] < 0.05 ? " *" : "";
    return [
      one.label, ...levels.map((level) => figureText(level, one.kind)), differenceTexts(apart, one.kind)[0] + star,
      intervalWords(page, apart, one.kind), ...shares.map((share) => (one.kind === "quantile" ? "-" : shareOfAll(share))),
    ];
  });
}

function levelBeside(outcome, sample, reason) {
  if (outcome.kind !== "quantile") return settle(levelOf(outcome, sample), reason);
  const found = quantileWithLimits(sample, outcome.q);
  // With one end only, or without width, it is none (`sim.outcomes.enough.of_quantile`).
  return found.low < found.high ? found : { ...found, low: null, high: null };
}

const MANY_HEADS = ["outcome", "this", "that", "difference", "95% interval", "better", "equal", "worse"];

function drawMany(place, page, arms, sides) {
  const rows = manyRows(page, arms, sides).map(([label, ...cells]) =>
    h("tr", {}, h("th", { scope: "row" }, label), ...cells.map((cell) => h("td", { className: "number" }, cell))),
  );
  place.replaceChildren(
    h("thead", {}, h("tr", {}, ...MANY_HEADS.map((head, k) => h("th", { scope: "col", className: k ? "number" : "" }, head)))),
    h("tbody", {}, ...rows),
  );
}
