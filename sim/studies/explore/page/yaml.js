// One side as a scenario file, and the command that gives the same histories.
"use strict";

const plainWord = /^[A-Za-z][A-Za-z0-9_]*$/;

function yamlValue(value) {
  if (typeof value === "string" && plainWord.test(value)) return value;
  if (typeof value === "number") return yamlNumber(value);
  return JSON.stringify(value);
}

// YAML 1.1 wants a point before an exponent.
function yamlNumber(value) {
  return String(value).replace(/^(-?\d+)e/, "$1.0e");
}

function yamlTree(values) {
  const tree = {};
  for (const [path, value] of Object.entries(values)) {
    const groups = path.split(".");
    const name = groups.pop();
    let place = tree;
    for (const group of groups) place = place[group] ??= {};
    place[name] = value;
  }
  const lines = (branch, indent) =>
    Object.entries(branch).flatMap(([name, one]) =>
      one !== null && typeof one === "object"
        ? [`${indent}${name}:`, ...lines(one, `${indent}  `)]
        : [`${indent}${name}: ${yamlValue(one)}`],
    );
  return lines(tree, "");
}

function sideName(page, state, k) {
  const name = page.scenarios[state.sides[k].scenario].name;
  const changed = state.sides[k].off.length + Object.keys(state.sides[k].set).length > 0;
  return changed ? `${name}_${["this", "that"][k]}` : name;
}

function yamlOf(page, state, k) {
  const side = state.sides[k];
  const { scenario, values, held } = resolve(page, side);
  const extended = scenario.extends !== null;
  const said = Object.entries(values).filter(
    ([path, value]) => !(path in held) && (!extended || value !== scenario.values[path]),
  );
  const file = `${sideName(page, state, k)}.yaml`;
  const ceilings = extended ? scenario.raised : scenario.ceilings;
  const lines = [
    `# From the page of ${scenario.name} (${page.versions}; rules ${page.rules.slice(0, 12)}).`,
    `# The same histories: moratorium run ${file} -n ${page.most} --seed ${page.seed}`,
    ...(extended ? [`extends: ${scenario.extends}`] : []),
    `title: ${JSON.stringify(titleOf(page, state, k))}`,
    ...(scenario.question ? [`question: ${JSON.stringify(scenario.question)}`] : []),
    ...(extended ? [] : [`start: ${scenario.start}`, `horizon_days: ${scenario.horizon}`]),
    ...(side.off.length ? [`without: [${side.off.join(", ")}]`] : []),
    ...yamlTree(Object.fromEntries(said)),
    ...(Object.keys(ceilings).length ? ["ceilings:", ...yamlTree(ceilings).map((line) => `  ${line}`)] : []),
    ...(extended || !scenario.tail.events.length ? [] : ["events:", ...scenario.tail.events.map((one) => `  - ${JSON.stringify(one)}`)]),
  ];
  return { file, text: `${lines.join("\n")}\n` };
}

function titleOf(page, state, k) {
  const side = state.sides[k];
  const moved = [
    ...side.off.map((id) => `without ${id}`),
    ...Object.entries(side.set).map(([path, value]) => `${path.split(".").slice(1).join(" ").replaceAll("_", " ")} ${value}`),
  ];
  const title = page.scenarios[side.scenario].title;
  return moved.length ? `${title}: ${moved.join(", ")}` : title;
}

const commandOf = (page, state) =>
  `moratorium compare ${[0, 1].map((k) => `${sideName(page, state, k)}.yaml`).join(" ")} -n ${page.most} --seed ${page.seed}`;
