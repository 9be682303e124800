// The scenarios, switches and sliders of both sides.
"use strict";

function valueOf(page, side, path) {
  const { values } = resolve(page, side);
  return values[path];
}

function scenarioPicker(page, state, k, changed) {
  const options = page.scenarios.map((one, place) =>
    h("option", { value: String(place), selected: place === state.sides[k].scenario }, one.title),
  );
  const picker = h("select", { id: `xp-scenario-${k}`, onchange: ({ target }) => {
    state.sides[k] = freshSide(Number(target.value));
    changed();
  } }, ...options);
  return h("div", { className: `pick ${SIDES[k]}` }, h("label", { htmlFor: picker.id }, k ? "That" : "This"), picker,
    h("button", { type: "button", className: "quiet", onclick: () => {
      state.sides[k] = freshSide(state.sides[k].scenario);
      changed();
    } }, "as in the file"));
}

function switchRow(page, state, condition, changed) {
  const boxes = state.sides.map((side, k) => {
    const { scenario, values } = resolve(page, { ...side, off: [] });
    const works = acts(condition, values, scenario.events);
    return h("label", { className: `tick ${SIDES[k]}` }, h("input", {
      type: "checkbox", checked: works && !side.off.includes(condition.id), disabled: !works,
      "aria-label": `${condition.id} acts in ${SIDES[k]}${works ? "" : " (it does not act here)"}`,
      onchange: ({ target }) => {
        side.off = page.conditions.map(({ id }) => id).filter((id) => (id === condition.id ? !target.checked : side.off.includes(id)));
        changed();
      },
    }), SIDES[k]);
  });
  const differs = state.sides[0].off.includes(condition.id) !== state.sides[1].off.includes(condition.id);
  return h("div", { className: `row${differs ? " differs" : ""}` },
    h("div", { className: "what" }, h("strong", {}, condition.id), ` ${condition.states} `,
      h("details", {}, h("summary", {}, "how it is switched off"), h("p", {}, condition.how))),
    h("div", { className: "pair" }, ...boxes));
}

function sliderRow(page, state, slider, moved) {
  const outputs = [];
  const inputs = state.sides.map((side, k) => {
    const { held } = resolve(page, side);
    const value = valueOf(page, side, slider.path);
    const output = h("output", {}, numberWords(value));
    const input = h("input", {
      type: "range", min: String(slider.low), max: String(slider.high), step: "any", value: String(value),
      disabled: slider.path in held,
      "aria-label": `${slider.label}, ${SIDES[k]}`, "aria-valuetext": `${numberWords(value)} ${slider.unit}`,
      oninput: ({ target }) => {
        const chosen = snapped(slider, Number(target.value), page.scenarios[side.scenario].values[slider.path]);
        if (chosen === page.scenarios[side.scenario].values[slider.path]) delete side.set[slider.path];
        else side.set[slider.path] = chosen;
        output.value = numberWords(chosen);
        target.setAttribute("aria-valuetext", `${numberWords(chosen)} ${slider.unit}`);
        moved();
      },
      onchange: ({ target }) => (target.value = String(valueOf(page, side, slider.path))),
      // With `step: any` an arrow key moves by the browser's own hundredth; a step of ours is a round number.
      onkeydown: (event) => stepByKey(event, slider),
    });
    outputs.push(output);
    return h("div", { className: `slide ${SIDES[k]}` }, h("span", { className: "side" }, SIDES[k]), input, output);
  });
  return h("div", { className: `row ${slider.role}${slider.strikes ? " strikes" : ""}`, "data-path": slider.path },
    h("div", { className: "what" }, h("strong", {}, slider.label), slider.unit === "-" ? " " : ` (${slider.unit}) `,
      h("details", {}, h("summary", {}, "about"), h("p", {}, slider.sentence),
        h("p", {}, `${slider.path}: default ${numberWords(slider.default)}, plausible ${slider.range.map(numberWords).join(" to ")}; ` +
          `${slider.role}. Source: ${slider.source}.`), ...scheduledNotes(page, state, slider.path))),
    h("div", { className: "pair" }, ...inputs, rangeMark(slider)));
}

function scheduledNotes(page, state, path) {
  const words = new Set(state.sides.flatMap((side) => page.scenarios[side.scenario].events.filter(({ paths }) => paths.includes(path)).map((one) => one.words)));
  return [...words].map((one) => h("p", {}, `The scenario changes it on the way: ${one}.`));
}

// Where the plausible range and the default lie under a slider.
function rangeMark(slider) {
  const at = (value) => (100 * (value - slider.low)) / (slider.high - slider.low || 1);
  const [low, high] = slider.range.map(at);
  const mark = s("svg", { class: "mark", viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" },
    s("rect", { class: "plausible", x: low, y: 1, width: high - low, height: 2 }));
  if (typeof slider.default === "number") mark.append(s("rect", { class: "default", x: at(slider.default) - 0.4, y: 0, width: 0.8, height: 6 }));
  return mark;
}

const numberWords = (value) => (typeof value === "number" ? String(Number(value.toPrecision(6))) : value === null ? "endless" : String(value));

// The nearest round step, or the scenario's own value where that is nearer.
function snapped(slider, value, own) {
  const step = Math.round((value - slider.low) / slider.step);
  const round = Number(Math.min(slider.high, slider.low + step * slider.step).toPrecision(10));
  return typeof own === "number" && Math.abs(own - value) < Math.abs(round - value) + slider.step / 10 ? own : round;
}

function stepByKey(event, slider) {
  const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
  if (!steps) return;
  event.preventDefault();
  const now = Number(event.target.value);
  event.target.value = String(Math.min(slider.high, Math.max(slider.low, now + steps * slider.step)));
  event.target.dispatchEvent(new Event("input", { bubbles: true }));
}

// Light up what differs between the sides.
function markDifferences(page, state, place) {
  for (const row of place.querySelectorAll("[data-path]")) {
    const [a, b] = state.sides.map((side) => valueOf(page, side, row.dataset.path));
    row.classList.toggle("differs", a !== b);
  }
}
