// A strip of histories: one a row, both sides one above the other; each opens in words.
"use strict";

const STRIP = 20;

// Days of Russian waves by history, of a log.
function wavesOf(layout, buffer) {
  const [replicate, day, what] = ["replicate", "day", "what"].map((name) => columnOf(buffer, layout.records.log, name));
  const wave = layout.codes.events.indexOf("russian_wave");
  const found = new Map();
  replicate.forEach((r, k) => {
    if (what[k] !== wave) return;
    if (!found.has(r)) found.set(r, []);
    found.get(r).push(day[k]);
  });
  return found;
}

function drawStrip(place, page, arms, waves, open) {
  const horizon = Math.max(...arms.map((arm) => arm.horizon));
  const width = Math.max(200, Math.floor(place.clientWidth - 64) || 500);
  const px = (day) => (day / horizon) * width;
  place.replaceChildren(
    ...Array.from({ length: Math.min(STRIP, arms[0].n, arms[1].n) }, (_, r) => {
      const same = arms[0].fingerprint[r] === arms[1].fingerprint[r];
      const picture = s("svg", { width, height: 34, viewBox: `0 0 ${width} 34`, "aria-hidden": "true" });
      arms.forEach((arm, k) => drawHistory(picture, page, arm, waves[k].get(r) ?? [], r, px, 3 + k * 15));
      const label = `History ${r}. ${arms.map((arm, k) => `${SIDES[k]}: ${summaryOf(page, arm, r)}`).join(". ")}`;
      return h("li", {}, h("span", { className: same ? "number" : "number differs" }, String(r)),
        h("button", { type: "button", "aria-label": `${label}. Tell it.`, title: label, onclick: () => open(r) }, picture));
    }),
  );
}

function drawHistory(picture, page, arm, waves, r, px, y) {
  const { replicate, kind, start, end } = arm.spells;
  picture.append(s("rect", { class: "kind none", x: 0, y, width: px(arm.horizon), height: 12 }));
  replicate.forEach((one, k) => {
    if (one !== r) return;
    const name = page.layout.codes.kinds[kind[k]];
    picture.append(s("rect", { class: `kind ${name}`, x: px(start[k]), y, width: Math.max(1, px(end[k] - start[k])), height: 12 }));
  });
  for (const day of waves) picture.append(s("line", { class: "wave", x1: px(day), x2: px(day), y1: y, y2: y + 12 }));
}

function summaryOf(page, arm, r) {
  const day = arm.column("first_deal_day")[r];
  const deal = Number.isNaN(day) ? "no formal deal" : `a formal deal on day ${Math.floor(day)}`;
  const energy = withCommas(fixed(arm.column("unserved_gwh")[r], 0));
  return `${deal}, ${arm.column("russian_waves")[r]} Russian waves, ${energy} GWh not served`;
}
