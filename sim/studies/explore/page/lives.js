// How long the first understanding and the first deal last, and what ends them.
"use strict";

function drawLife(place, page, arms, life) {
  const spells = arms.map((arm) => firstSpells(page.layout, arm, life.kinds));
  const curves = spells.map(({ days, causes }) =>
    days.length ? kaplanMeier(days, causes.map((cause) => life.failures.includes(cause))) : null,
  );
  if (!curves.some(Boolean)) {
    place.replaceChildren(h("p", { className: "none" }, `No history has a ${life.label}.`));
    return "";
  }
  const horizon = Math.max(...curves.flatMap((one) => (one ? [one[one.length - 1].day] : [])), 30);
  const frame = makeFrame(place, {
    height: 200, x: [0, horizon], y: [0, 1], yLabel: "share that still holds", yText: percentText,
    xTicks: roundTicks(0, horizon, 5).map((day) => [day, `${day} d`]),
  });
  curves.forEach((curve, k) => {
    if (!curve) return;
    const end = curve[curve.length - 1].day;
    frame.area(stepPoints(curve, ({ high }) => high, end), stepPoints(curve, ({ low }) => low, end), `band ${SIDES[k]}`);
    frame.line(stepPoints(curve, ({ share }) => share, end), `line ${SIDES[k]}`);
  });
  const told = curves.map((curve, k) => `${SIDES[k]}: ${curve ? medianWords(curve) : "none begins"}`).join("; ");
  frame.done(`Life of the ${life.label}, if nothing better replaces it. ${told}.`);
  return told;
}

function medianWords(curve) {
  const half = curve.find(({ share }) => share <= 0.5);
  const all = withCommas(String(curve[0].atRisk));
  return half ? `half of ${all} are over by day ${Math.ceil(half.day)}` : `more than half of ${all} outlive the time that they are followed`;
}

// Shares ended by each cause, stacked: what is left above is still in force.
function drawCauses(place, page, arm, life, side) {
  const { days, causes } = firstSpells(page.layout, arm, life.kinds);
  if (!days.length) {
    place.replaceChildren(h("p", { className: "none" }, `No history has a ${life.label}.`));
    return "";
  }
  const steps = cumulativeIncidence(days, causes.map((cause) => life.ends.indexOf(cause) + 1), life.ends.length);
  const end = Math.max(steps[steps.length - 1].day, 1);
  const frame = makeFrame(place, {
    height: 170, x: [0, end], y: [0, 1], yLabel: `${side}: share ended`, yText: percentText,
    xTicks: roundTicks(0, end, 4).map((day) => [day, `${day} d`]),
  });
  let below = steps.map(({ day }) => ({ day, share: 0 }));
  life.ends.forEach((cause, c) => {
    const above = steps.map(({ day, shares }, j) => ({ day, share: below[j].share + shares[c] }));
    const read = ({ share }) => share;
    frame.area(stepPoints(above, read, end), stepPoints(below, read, end), `cause ${cause}`);
    below = above;
  });
  const last = steps[steps.length - 1].shares;
  const told = life.ends
    .map((cause, c) => [last[c], page.labels.causes[cause]])
    .filter(([share]) => share > 0)
    .map(([share, label]) => `${label} ${shareOfAll(share)}`)
    .join(", ");
  frame.done(`What ended the ${life.label} by the end, ${side}, of ${withCommas(String(days.length))}: ${told || "nothing yet"}.`);
  return told || "nothing yet";
}
