// The page: controls, pictures, words; one state, which is in the address.
"use strict";

function startPage(root, page, text) {
  const find = (name) => root.querySelector(`[data-xp="${name}"]`);
  const state = fromAddress(page, location.hash);
  let study;
  const view = { arms: null, waves: null, days: [], moves: 0 };
  let asked = 0;

  function controls() {
    const questions = new Set(state.sides.map((side) => page.scenarios[side.scenario].question).filter(Boolean));
    find("questions").replaceChildren(...[...questions].map((one) => h("p", { className: "question" }, one)));
    find("pick").replaceChildren(...[0, 1].map((k) => scenarioPicker(page, state, k, all)));
    find("switches").replaceChildren(...page.conditions.map((one) => switchRow(page, state, one, all)));
    const rows = (role) => page.sliders.filter((one) => (one.role === "lever") === (role === "lever")).map((one) => sliderRow(page, state, one, moved));
    find("levers").replaceChildren(...rows("lever"));
    find("doubts").replaceChildren(...rows("doubt"));
  }

  function all() {
    controls();
    moved();
  }

  // Something was moved: the newest state runs at the next frame, however many moves came before.
  function moved() {
    performance.mark("moved");
    state.told = null;
    view.arms = null;
    view.moves += 1;
    study?.stop();
    markDifferences(page, state, root);
    tell();
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => {
      history.replaceState(null, "", toAddress(page, state));
      run();
    });
  }

  // Nothing is compiled and no worker begins before the reader comes near.
  async function begin() {
    const module = await WebAssembly.compile(bytesOf(page.wasm));
    const cores = Math.max(1, Math.min(4, navigator.hardwareConcurrency || 2));
    study = makeStudy(page, makePool(page, module, text, cores), { shown, failed });
    run();
  }

  function run() {
    if (!study) return;
    find("status").dataset.state = "running";
    view.waves = null;
    study.refresh(state.sides, page.most);
  }

  function shown(arms, last) {
    const n = Math.min(...arms.map((arm) => arm.n));
    view.arms = arms;
    [root.dataset.n, root.dataset.shown] = [String(n), toAddress(page, { ...state, told: null })];
    find("status").textContent = `${withCommas(String(n))} histories of each side${last ? "" : ", more are under way"}`;
    find("status").dataset.state = last ? "done" : "refining";
    words(arms);
    draw(arms);
    if (!view.waves) strip();
    clocked(n);
  }

  // How long it took from the last move, drawing included: `performance.getEntriesByType("measure")` tells.
  function clocked(n) {
    if (performance.getEntriesByName("moved").length) performance.measure(`${n} histories`, "moved");
  }

  function failed(error) {
    find("status").textContent = `These settings cannot be run: ${error.message}`;
    find("status").dataset.state = "failed";
  }

  function words(arms) {
    const quote = (k) => `“${titleOf(page, state, k)}”`;
    find("against").textContent = `${quote(1)} against ${quote(0)} (the reference)`;
    find("statements").replaceChildren(...statements(page, arms, state.sides).map((one) => h("li", {}, one)));
    find("glance").replaceChildren(...glance(arms));
    many();
    const clips = arms.map((arm) => arm.column("clips").reduce((sum, one) => sum + one, 0));
    find("clips").textContent = clips.some(Boolean)
      ? "A rate rose above the ceiling of its clock and was cut: the command line would refuse this and say which to raise. Do not read these figures."
      : "";
  }

  // The long table is made when it is looked at.
  function many() {
    if (view.arms && find("many").open) drawMany(find("many-table"), page, view.arms, state.sides);
  }

  function draw(arms) {
    const starts = state.sides.map((side) => page.scenarios[side.scenario].start);
    const caption = (name, told) => (find(`${name}-told`).textContent = told ? `${told[0].toUpperCase()}${told.slice(1)}.` : "");
    caption("deals", drawDeals(find("deals"), page, arms, starts));
    caption("unserved", drawUnserved(find("unserved"), arms));
    for (const life of page.lives) {
      caption(`life-${life.name}`, drawLife(find(`life-${life.name}`), page, arms, life));
      arms.forEach((arm, k) => drawCauses(find(`causes-${life.name}-${k}`), page, arm, life, SIDES[k]));
    }
    arms.forEach((arm, k) => {
      if (view.days[k] === arm.days) return;
      caption(`bands-${k}`, drawBands(find(`bands-${k}`), page, arm, starts[k]));
      view.days[k] = arm.days;
    });
  }

  async function strip() {
    const { moves } = view;
    const logs = await Promise.all([0, 1].map((k) => study.logs(k, 0, STRIP)));
    if (view.moves !== moves) return;
    view.waves = logs.map(({ log }) => wavesOf(page.layout, log));
    drawStrip(find("strip"), page, view.arms, view.waves, (r) => {
      state.told = { side: 1, replicate: r };
      history.replaceState(null, "", toAddress(page, state));
      tell(true);
    });
    if (state.told) tell();
  }

  // Both sides' telling of the history that was opened.
  async function tell(focus) {
    const place = find("told");
    const { moves } = view;
    if (!state.told) return place.replaceChildren(h("p", { className: "none" }, "Choose a history in the strip above."));
    const r = state.told.replicate;
    const logs = await Promise.all([0, 1].map((k) => study.logs(k, r, 1)));
    if (view.moves !== moves) return;
    const columns = logs.map(({ log, spells }, k) => {
      const told = tellHistory(page, state.sides[k], readLog(page.layout, log).get(r) ?? []);
      return h("section", { className: SIDES[k] }, h("h4", {}, `History ${r}, ${SIDES[k]}: ${titleOf(page, state, k)}`), ...historyWords(page, state.sides[k], told, spellsOf(page.layout, spells)),
        h("p", {}, "On the command line: ", h("code", {}, `moratorium trace ${sideName(page, state, k)}.yaml --replicate ${r} --seed ${page.seed}`)));
    });
    place.replaceChildren(...columns);
    if (focus) {
      place.focus();
      place.scrollIntoView({ block: "start" });
    }
  }

  function copied(text, name) {
    const field = find("yaml");
    field.value = text;
    find("yaml-file").textContent = `Save it as ${name}.`;
    field.closest("details").open = true;
    field.focus();
    field.select();
    navigator.clipboard?.writeText(text).catch(() => {});
  }

  [0, 1].forEach((k) => {
    find(`yaml-${k}`).addEventListener("click", () => {
      const { file, text: yaml } = yamlOf(page, state, k);
      copied(yaml, file);
    });
    find(`csv-${k}`).addEventListener("click", () => view.arms && download(`${sideName(page, state, k)}.csv`, csvOf(page.layout, view.arms[k]), "text/csv"));
  });
  find("many").addEventListener("toggle", many);
  find("command").addEventListener("click", () => copied(commandOf(page, state), "a command, with the two files beside it"));
  find("print").addEventListener("click", () => window.print());
  let width = root.clientWidth;
  addEventListener("resize", () => {
    if (root.clientWidth === width || !view.arms) return;
    width = root.clientWidth;
    view.days = [];
    draw(view.arms);
    if (view.waves) strip();
  });
  addEventListener("hashchange", () => {
    if (location.hash === toAddress(page, state) || !/[#&]a=/.test(location.hash)) return;
    Object.assign(state, fromAddress(page, location.hash));
    const { told } = state;
    all();
    state.told = told;
  });

  controls();
  markDifferences(page, state, root);
  if (!state.told) tell();
  // At the end of a report nothing runs until the reader comes near; the report's own address stays until a move.
  const look = () => {
    if (root.getBoundingClientRect().top > innerHeight + 600) return;
    removeEventListener("scroll", look);
    begin().catch(failed);
  };
  addEventListener("scroll", look, { passive: true });
  look();
}
