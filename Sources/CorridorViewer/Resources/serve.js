// The page of `corridor serve`: asks the server for the figures of the state and draws them.
"use strict";

const api = "/api/v1";

/** What the server answers; refuses with the words of its problem. */
async function ask(path, options = {}) {
  const answer = await fetch(path, options);
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  let words = `${answer.status} ${answer.statusText}`;
  try {
    words = (await answer.json()).detail;
  } catch {
    // No problem details: the status has to do.
  }
  throw new Error(words);
}

function complain(error) {
  const box = byId("problem");
  box.hidden = !error;
  box.textContent = error ? error.message : "";
}

// MARK: - Figures

let study = null;
/** The figures without any change, to show beside those that moved. */
let before = null;

function moneyYear(figures, unit) {
  return unit.includes(figures.currency) ? `${unit}, prices of ${figures.price_year}` : unit;
}

function drawCell(value, column, reason, was) {
  if (value === null) return make("td", {title: reason, "data-key": column.key}, "–", make("span", {class: "unseen"}, reason ?? ""));
  const moved = was !== undefined && was !== null && was !== value;
  return make("td", {"data-key": column.key, "data-value": String(value), class: moved ? "moved" : null},
    number(value, column.decimals), moved ? make("span", {class: "was"}, `was ${number(was, column.decimals)}`) : null);
}

function drawTable(figures) {
  const old = new Map();
  for (const route of before?.routes ?? []) {
    before.columns.forEach((column, index) => old.set(`${route.id}/${column.key}`, route.values[index]));
  }
  const table = byId("table");
  table.tHead.replaceChildren(make("tr", {}, make("th", {scope: "col"}, "Route"),
    ...figures.columns.map(column => make("th", {scope: "col"}, column.name, make("small", {}, moneyYear(figures, column.unit)))),
    make("th", {scope: "col", class: "text"}, "State")));
  table.tBodies[0].replaceChildren(...figures.routes.map(route => make("tr", {"data-route": route.id},
    make("td", {}, make("strong", {}, route.names.en), make("small", {}, ` ${route.id}`)),
    ...figures.columns.map((column, index) =>
      drawCell(route.values[index], column, route.reasons[index], old.get(`${route.id}/${column.key}`))),
    make("td", {class: "text", title: route.open_reason}, `${route.status}, ${route.open ? "open today" : "not open today"}`))));
  const unsourced = Math.max(0, ...figures.routes.map(route => route.unsourced));
  byId("basis").textContent = `${figures.scenario === "if-open" ? "Every listed route built and open" : `Scenario ${figures.scenario}`} · `
    + `${figures.currency}, prices of ${figures.price_year} · up to ${unsourced} inputs of a route without a source`;
  byId("conventions").replaceChildren(...figures.conventions.map(text => make("li", {}, text)));
}

/** Draws charts: SVG that the server made, taken in as a document, so that nothing in it can run; one that did not move stays. */
function drawCharts(box, charts) {
  const drawn = new Map([...box.children].map(figure => [figure.dataset.chart, figure]));
  const figures = charts.map(chart => {
    const old = drawn.get(chart.id);
    if (old?.source === chart.svg) return old;
    const drawing = new DOMParser().parseFromString(chart.svg, "image/svg+xml").documentElement;
    const figure = make("figure", {"data-chart": chart.id}, document.importNode(drawing, true));
    figure.source = chart.svg;
    return figure;
  });
  if (figures.length !== box.children.length || figures.some((figure, index) => figure !== box.children[index])) {
    box.replaceChildren(...figures);
  }
}

// MARK: - Map

let mapOf = "";
let figuresOfMap = null;

/** Gives the map's popups the figures of the state. */
function updateMap() {
  const inner = byId("map").querySelector("iframe")?.contentWindow;
  if (figuresOfMap && typeof inner?.showFigures === "function") inner.showFigures(figuresOfMap);
}

function drawMap(figures) {
  figuresOfMap = figures;
  const query = new URLSearchParams({comparison: state.comparison});
  if (state.scenario) query.set("scenario", state.scenario);
  if (mapOf === String(query)) return updateMap();
  mapOf = String(query);
  const title = `Map of ${figures.title}`;
  if (!study.has_map_library) {
    byId("map").replaceChildren(make("img", {src: `/map.svg?${query}`, alt: title}));
    return;
  }
  const frame = make("iframe", {src: `/map?${query}`, title});
  frame.addEventListener("load", () => {
    const fold = frame.contentDocument?.getElementById("fold");
    if (fold?.getAttribute("aria-expanded") === "true") fold.click();
    updateMap();
  });
  byId("map").replaceChildren(frame);
}

// MARK: - Recomputing

let asked = 0;
let isBusy = false;
let isStale = false;

/** Works everything out anew; while one answer is on its way, only the newest state waits. */
async function refresh() {
  writeAddress();
  if (isBusy) {
    isStale = true;
    return;
  }
  isBusy = true;
  const begun = performance.now();
  const turn = ++asked;
  const query = parameters();
  const path = `${api}/comparisons/${encodeURIComponent(state.comparison)}`;
  try {
    const view = await ask(`${path}/view?${query}`);
    const base = new URLSearchParams(query);
    base.delete("set");
    const key = `${state.comparison}?${base}`;
    if (before?.key !== key) {
      const figures = state.changes.size ? (await ask(`${path}/view?${base}`)).figures : view.figures;
      before = {...figures, key};
    }
    complain(null);
    draw(view, query, path);
    document.documentElement.dataset.milliseconds = Math.round(performance.now() - begun);
    document.documentElement.dataset.drawn = turn;
  } catch (error) {
    complain(error);
    document.documentElement.dataset.drawn = turn;
  } finally {
    isBusy = false;
    if (isStale) {
      isStale = false;
      refresh();
    }
  }
}

function draw(view, query, path) {
  byId("title").textContent = view.figures.title;
  document.title = `${view.figures.title} – corridor`;
  byId("question").textContent = view.figures.question;
  drawControls(view.assumptions, change);
  drawTable(view.figures);
  drawCharts(byId("charts"), view.charts);
  drawMap(view.figures);
  byId("notes").replaceChildren(...view.notes.map(note => make("p", {}, note)));
  for (const [id, file] of [["get-geojson", "routes.geojson"], ["get-csv", "table.csv"], ["get-scenario", "scenario.yaml"]]) {
    byId(id).href = `${path}/${file}?${query}`;
  }
  byId("as-of").placeholder = view.as_of ?? "";
  byId("announcement").textContent = "The figures are worked out.";
}

/** Changes an assumption; an empty text undoes it. */
function change(id, text) {
  if (text) state.changes.set(id, text); else state.changes.delete(id);
  refresh();
}

// MARK: - Many worlds

let run = null;

async function follow() {
  while (run) {
    const id = run;
    let found;
    try {
      found = await ask(`${api}/runs/${id}`);
    } catch (error) {
      endRun(error.message);
      return;
    }
    if (run !== id) return;
    byId("progress").value = found.samples_done / found.samples;
    byId("run-state").textContent = `${number(found.samples_done)} of ${number(found.samples)} worlds`;
    if (found.state !== "running") {
      if (found.state === "done") drawCharts(byId("run-charts"), found.charts);
      endRun(found.state === "done" ? `${number(found.samples)} worlds, seed ${byId("seed").value}` : found.reason ?? found.state);
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 150));
  }
}

function endRun(words) {
  run = null;
  byId("progress").hidden = byId("stop").hidden = true;
  byId("run").hidden = false;
  byId("run-state").textContent = words;
}

async function startRun() {
  const query = parameters();
  query.set("samples", byId("samples").value);
  query.set("seed", byId("seed").value);
  try {
    const found = await ask(`${api}/comparisons/${encodeURIComponent(state.comparison)}/runs?${query}`, {method: "POST"});
    run = found.id;
    byId("run").hidden = true;
    byId("progress").hidden = byId("stop").hidden = false;
    follow();
  } catch (error) {
    endRun(error.message);
  }
}

async function stopRun() {
  const id = run;
  endRun("stopped");
  if (id) await ask(`${api}/runs/${id}`, {method: "DELETE"}).catch(() => {});
}

// MARK: - The page

function showChoices() {
  byId("comparison").value = state.comparison;
  byId("scenario").value = state.scenario;
  byId("as-of").value = state.asOf;
}

function openAddress() {
  readAddress(study.opening);
  if (!study.comparisons.some(comparison => comparison.id === state.comparison)) state.comparison = study.comparisons[0]?.id ?? "";
  showChoices();
  refresh();
}

async function begin() {
  study = await ask(`${api}/study`);
  byId("comparison").append(...study.comparisons.map(comparison => make("option", {value: comparison.id}, comparison.title)));
  byId("scenario").append(make("option", {value: ""}, "every listed route built and open"),
    ...study.scenarios.map(scenario => make("option", {value: scenario.id}, scenario.name)));
  byId("worldview").textContent = study.worldview;
  byId("attribution").textContent = study.attribution;
  byId("comparison").addEventListener("change", () => {
    state.comparison = byId("comparison").value;
    refresh();
  });
  byId("scenario").addEventListener("change", () => {
    state.scenario = byId("scenario").value;
    refresh();
  });
  byId("as-of").addEventListener("change", () => {
    state.asOf = byId("as-of").value;
    refresh();
  });
  byId("reset").addEventListener("click", () => {
    state.changes.clear();
    refresh();
  });
  byId("filter").addEventListener("input", filterControls);
  byId("run").addEventListener("click", startRun);
  byId("stop").addEventListener("click", stopRun);
  addEventListener("hashchange", openAddress);
  openAddress();
}

begin().catch(complain);
