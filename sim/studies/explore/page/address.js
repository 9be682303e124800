// The state of the page and its address (what stands after #): what is shared, printed and loaded again.
"use strict";

const freshSide = (scenario) => ({ scenario, off: [], set: {} });

function freshState(page) {
  return { sides: [freshSide(0), freshSide(Math.min(1, page.scenarios.length - 1))], told: null };
}

function toAddress(page, state) {
  const words = new URLSearchParams();
  state.sides.forEach((side, k) => {
    const name = "ab"[k];
    words.set(name, page.scenarios[side.scenario].name);
    if (side.off.length) words.set(`${name}.without`, side.off.join(" "));
    for (const [path, value] of Object.entries(side.set)) words.set(`${name}.${path}`, String(value));
  });
  if (state.told) words.set("history", `${"ab"[state.told.side]}${state.told.replicate}`);
  return `#${words.toString().replaceAll("%20", "+")}`;
}

// What an address says; what it says that this page does not know is left out.
function fromAddress(page, address) {
  const state = freshState(page);
  const words = new URLSearchParams(address.replace(/^#/, ""));
  const bounds = Object.fromEntries(page.sliders.map((one) => [one.path, one]));
  state.sides.forEach((side, k) => {
    const name = "ab"[k];
    const found = page.scenarios.findIndex((one) => one.name === words.get(name));
    if (found >= 0) side.scenario = found;
    const off = (words.get(`${name}.without`) ?? "").split(" ");
    side.off = page.conditions.map(({ id }) => id).filter((id) => off.includes(id));
    for (const [path, { low, high }] of Object.entries(bounds)) {
      const value = Number(words.get(`${name}.${path}`) ?? NaN);
      if (words.has(`${name}.${path}`) && value >= low && value <= high) side.set[path] = value;
    }
  });
  const told = /^([ab])(\d{1,5})$/.exec(words.get("history") ?? "");
  if (told) state.told = { side: "ab".indexOf(told[1]), replicate: Number(told[2]) };
  return state;
}
