// The pictures of two sides: deals over time, unserved energy, supply and demand.
"use strict";

const SIDES = ["this", "that"];
const historiesText = (n) => `${withCommas(String(n))} histories`;
const percentText = (value) => `${Math.round(100 * value)}%`;

function drawDeals(place, page, arms, starts) {
  const horizon = Math.max(...arms.map((arm) => arm.horizon));
  const steps = arms.map((arm) => dealSteps(arm.column("first_deal_day"), arm.horizon));
  const highest = Math.max(0.05, ...steps.map((one) => one[one.length - 1].high));
  const frame = makeFrame(place, {
    x: [0, horizon], y: [0, Math.min(1, highest * 1.05)], yLabel: "share of histories with a formal deal", yText: percentText,
    xTicks: starts[0] === starts[1] ? (most) => monthTicks(starts[0], horizon, most) : roundTicks(0, horizon, 5).map((day) => [day, `${day} d`]),
  });
  steps.forEach((one, k) => {
    const end = arms[k].horizon;
    frame.area(stepPoints(one, ({ high }) => high, end), stepPoints(one, ({ low }) => low, end), `band ${SIDES[k]}`);
    frame.line(stepPoints(one, ({ share }) => share, end), `line ${SIDES[k]}`);
  });
  const told = steps
    .map((one, k) => `${SIDES[k]}: ${shareText(wilsonAt(one, arms[k].n))} of ${historiesText(arms[k].n)} by day ${arms[k].horizon}`)
    .join("; ");
  frame.done(`Share of histories with a formal deal over time. ${told}.`);
  return told;
}

function wilsonAt(steps, n) {
  const { share } = steps[steps.length - 1];
  return wilson(Math.round(share * n), n);
}

const BINS = 24;

function drawUnserved(place, arms) {
  const sorted = arms.map((arm) => Float64Array.from(arm.column("unserved_gwh")).sort());
  const most = Math.max(1, ...sorted.map((one) => quantileOf(one, 0.98)));
  const width = most / BINS;
  const counts = sorted.map((one) => {
    const bins = new Array(BINS + 1).fill(0);
    for (const value of one) bins[Math.min(BINS, Math.floor(value / width))] += 1 / one.length;
    return bins;
  });
  const frame = makeFrame(place, {
    x: [0, most + width], y: [0, Math.max(...counts.flat()) * 1.05], yLabel: "share of histories", yText: percentText,
    xTicks: [...roundTicks(0, most, 4).slice(0, -1).map((value) => [value, `${withCommas(String(value))} GWh`]), [most + width / 2, "more"]],
  });
  counts.forEach((bins, k) => {
    const points = bins.flatMap((share, b) => [[b * width, share], [(b + 1) * width, share]]);
    frame.area(points, points.map(([at]) => [at, 0]), `fill ${SIDES[k]}`);
    frame.line(points, `line ${SIDES[k]}`);
  });
  const told = sorted.map((one, k) => {
    const [low, middle, high] = [0.05, 0.5, 0.95].map((q) => withCommas(fixed(quantileOf(one, q), 0)));
    return `${SIDES[k]}: half of ${historiesText(sorted[k].length)} below ${middle} GWh, nine in ten between ${low} and ${high}`;
  }).join("; ");
  frame.done(`Energy not served over all histories. ${told}.`);
  return told;
}

// Quantiles over histories of one reading of the days, a row a day.
function bandsOf(layout, arm, name, quantiles) {
  const { day } = layout.records;
  const values = columnOf(arm.days, day, name);
  const histories = values.length / arm.horizon;
  const one = new Float64Array(histories);
  return Array.from({ length: arm.horizon }, (_, at) => {
    for (let r = 0; r < histories; r += 1) one[r] = values[r * arm.horizon + at];
    one.sort();
    return quantiles.map((q) => quantileOf(one, q));
  });
}

function drawBands(place, page, arm, start) {
  const read = ["supply_gw", "demand_gw"].map((name) => bandsOf(page.layout, arm, name, [0.05, 0.5, 0.95]));
  const high = Math.max(...read.flat().map((one) => one[2]));
  const low = Math.min(...read.flat().map((one) => one[0]));
  const frame = makeFrame(place, {
    height: 200, x: [1, arm.horizon], y: [Math.max(0, low - 0.5), high + 0.3], yLabel: "GW, evening peak",
    xTicks: (most) => monthTicks(start, arm.horizon, most),
  });
  read.forEach((days, k) => {
    const name = ["supply", "demand"][k];
    const points = (q) => days.map((one, at) => [at + 1, one[q]]);
    frame.area(points(2), points(0), `band ${name}`);
    frame.line(points(1), `line ${name}`);
  });
  const short = read[0].filter((one, at) => one[1] < read[1][at][1]).length;
  const told = `the median supply lies below the median demand on ${short} of ${arm.horizon} days`;
  frame.done(`Supply and demand: medians and the range of nine in ten histories. Here ${told}.`);
  return told;
}
