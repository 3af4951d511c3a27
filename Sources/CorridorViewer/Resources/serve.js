// The page of `corridor serve`: asks the server for the figures of the state and draws them.
"use strict";

const api = "/api/v1";

/** What the server answers; refuses with the words of its problem. */
async function ask(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Error("The server does not answer; is corridor serve still running?");
  }
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  let words = `${answer.status} ${answer.statusText}`;
  try {
    words = (await answer.json()).detail;
  } catch {
    // No problem details: the status has to do.
  }
  throw new Error(words);
}

/** Tells what went wrong, and what is shown all the same; without an error, takes that back. */
function complain(error) {
  isSortTold = false;
  byId("problem").hidden = !error;
  byId("result").classList.toggle("kept", Boolean(error && shown));
  byId("problem-words").textContent = error ? error.message : "";
  byId("problem-kept").textContent = !error ? ""
    : shown ? `Not taken in. What is shown is still as before: ${shown.words}.` : "There is nothing to show yet.";
  byId("take-back").hidden = !error || !study;
  byId("take-back").textContent = shown ? "Take the change back"
    : state.wrong ? "Show it without that" : "Show it without what the address says";
}

/** Whether it is told that an opened address sorts by what is no column. */
let isSortTold = false;

/** Tells that the opened address sorts by what is no column, which changes no figure. */
function remarkSort() {
  isSortTold = true;
  byId("problem").hidden = false;
  byId("problem-words").textContent = `The address sorts by '${sortKey()}', which is no column of this table. Click the heading of one.`;
  byId("problem-kept").textContent = "The routes stand as corridor compare has them.";
  byId("take-back").hidden = false;
  byId("take-back").textContent = "Take it out of the address";
}

/** The comparison of the state, or the first where the study has none of that name. */
const knownComparison = () => (study.comparisons.find(({id}) => id === state.comparison) ?? study.comparisons[0])?.id ?? "";

/** Back to the state that is shown; where none is, to the comparison without any change. */
function takeBack() {
  if (isSortTold) {
    state.sort = "";
    complain(null);
    writeAddress();
    return;
  }
  if (!shown && state.wrong) {
    mendState();
    showChoices();
    refresh();
    return;
  }
  const first = {comparison: knownComparison(), scenario: "", asOf: ""};
  Object.assign(state, shown?.state ?? first, {sort: state.sort});
  state.changes = new Map(shown?.state.changes);
  isRunAsked = false;
  showChoices();
  refresh();
}

// MARK: - Map

/** The map that is drawn or waits for rest, and what is to be drawn then. */
let mapOf = "";
let waitingMap = null;
let figuresOfMap = null;
let figuresInMap = null;
/** So long nothing is changed before a map is drawn: a map takes the browser longer than all figures. */
const rest = 500;
let resting = 0;

/** Gives the map's popups the figures of the state. */
function updateMap() {
  const inner = byId("map").querySelector("iframe")?.contentWindow;
  if (figuresInMap === figuresOfMap || typeof inner?.showFigures !== "function") return;
  inner.showFigures(figuresOfMap);
  figuresInMap = figuresOfMap;
}

/** Makes room for the map of another comparison or scenario; else renews its figures, later on when it is out of sight. */
function drawMap(figures, inSight) {
  figuresOfMap = figures;
  const query = new URLSearchParams({comparison: state.comparison});
  if (state.scenario) query.set("scenario", state.scenario);
  if (mapOf === String(query)) return inSight ? updateMap() : undefined;
  figuresInMap = null;
  mapOf = String(query);
  waitingMap = {query, title: `Map of ${figures.title}`};
  byId("map").replaceChildren(make("p", {class: "hint", role: "status"}, "The map is being drawn."));
}

/** Draws the map that waits once nothing was changed for a while; a change puts it off. */
function awaitRest() {
  clearTimeout(resting);
  if (waitingMap) resting = setTimeout(placeMap, rest);
}

async function placeMap() {
  const {query, title} = waitingMap;
  if (!study.has_map_library) {
    waitingMap = null;
    byId("map").replaceChildren(make("img", {src: `/map.svg?${query}`, alt: title}));
    return;
  }
  const address = `/map?${query}`;
  // The server draws it first, which leaves the page alone; a change meanwhile waits for nothing.
  const turn = asked;
  await fetch(address, {method: "HEAD"}).catch(() => {});
  if (turn !== asked || waitingMap?.query !== query) return;
  waitingMap = null;
  const frame = make("iframe", {src: address, title});
  frame.addEventListener("load", updateMap);
  byId("map").replaceChildren(frame);
}

// MARK: - Recomputing

let asked = 0;
let isBusy = false;
let isStale = false;
/** The state that is shown, with what to ask for more of it; null until there is one. */
let shown = null;

/** Whether an answer is on its way or being drawn; the page of the map asks, and rests as long. */
function isAtWork() {
  return isBusy;
}

/** Works everything out anew, what is in sight first; while one answer is on its way, only the newest state waits. */
async function refresh() {
  markRun();
  clearTimeout(resting);
  if (isBusy) {
    isStale = true;
    return;
  }
  isBusy = true;
  const begun = performance.now();
  const turn = ++asked;
  const of = {...state, changes: new Map(state.changes)};
  const query = parameters();
  const path = `${api}/comparisons/${encodeURIComponent(of.comparison)}`;
  // Asked before anything is drawn: afterwards the browser would have to lay out the page for it.
  const charts = [...byId("charts").children].filter(isInSight).map(figure => figure.dataset.chart);
  const isMapInSight = isInSight(byId("map"));
  const base = new URLSearchParams(query);
  base.delete("set");
  const key = `${of.comparison}?${base}`;
  try {
    const problem = stateProblem();
    if (problem) throw new Error(problem);
    const told = before?.key === key ? "moved" : "all";
    const view = await ask(`${path}/view?charts=${charts.join(",")}&assumptions=${told}&${query}`);
    document.documentElement.dataset.answered = performance.now();
    if (before?.key !== key) {
      // What needs its changes, as values of a date that the study has not, was nothing without them.
      const plain = of.changes.size ? await ask(`${path}/view?charts=&${base}`).catch(() => null) : view;
      const known = plain ?? view;
      before = {key: plain && key, figures: known.figures, assumptions: byIDs(known.assumptions)};
    }
    const assumptions = await allAssumptions(view, `${path}/assumptions?${query}`);
    const scenario = view.figures.scenario === "if-open" ? "" : `, scenario ${view.figures.scenario}`;
    const count = of.changes.size === 1 ? "1 change" : `${of.changes.size} changes`;
    shown = {path, query, state: of, words: `${view.figures.title}${scenario}, ${of.asOf ? `known by ${of.asOf}, ` : ""}${count}`};
    complain(null);
    draw(view, assumptions, query, path, isMapInSight);
    if (state.isSortAsked && !isColumn(sortKey(), view.figures)) remarkSort();
    document.documentElement.dataset.milliseconds = Math.round(performance.now() - begun);
  } catch (error) {
    document.documentElement.dataset.answered = performance.now();
    refuse(error, of);
  } finally {
    document.documentElement.dataset.drawn = turn;
    isBusy = false;
    if (isStale) {
      isStale = false;
      refresh();
    } else {
      // Once for what is settled: browsers bear but so many addresses a second.
      writeAddress();
      drawRest();
      runOfAddress();
      awaitRest();
    }
  }
}

/** Tells that a state is refused; what was changed since the one that is shown is marked. */
function refuse(error, of) {
  complain(error);
  for (const [id, control] of controls) {
    const text = of.changes.get(id);
    markControl(control, text !== undefined, text !== shown?.state.changes.get(id));
  }
}

/** Assumptions by id. */
const byIDs = assumptions => new Map(assumptions.map(assumption => [assumption.id, assumption]));

/** The assumptions of an answer that told those alone which moved; the others are as they were without any change. */
async function allAssumptions(view, path) {
  const moved = byIDs(view.assumptions);
  const found = view.assumption_ids.map(id => moved.get(id) ?? before.assumptions.get(id));
  // A change may bring in one that was under no figure before.
  return found.every(Boolean) ? found : ask(path);
}

function draw(view, assumptions, query, path, isMapInSight) {
  byId("title").textContent = view.figures.title;
  document.title = `${view.figures.title} – corridor`;
  byId("question").textContent = view.figures.question;
  drawControls(assumptions, change);
  drawIdle(assumptions, change);
  drawTable(view.figures);
  drawCharts(view.chart_ids, view.charts);
  drawMap(view.figures, isMapInSight);
  byId("changes").textContent = [...state.changes]
    .map(([id, text]) => `${id} = ${text}${controls.has(id) ? "" : " (changes nothing here)"}`).join("; ");
  renew(byId("notes"), make("div", {id: "notes", class: "hint"}, ...view.notes.map(note => make("p", {}, note))));
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
/** The state of the worlds that are drawn, as the address had it. */
let runOf = null;
/** The state of the worlds that are being drawn. */
let runningOf = null;
/** Whether the address that was opened asks for worlds that were not begun yet. */
let isRunAsked = false;

/** Whether worlds of the state are drawn, or are about to be. */
const hasWorlds = () => isRunAsked || [runOf, run && runningOf].includes(address());

/** Draws the worlds that an opened address asks for, once what it shows is settled. */
function runOfAddress() {
  if (!isRunAsked || !(byId("problem").hidden || isSortTold)) return;
  isRunAsked = false;
  if (!hasWorlds()) startRun();
}

/** Marks the charts of worlds that are of another state than the page. */
function markRun() {
  const isOther = runOf !== null && runOf !== address();
  for (const figure of byId("run-charts").children) markStale(figure, isOther ? "of another state: run again" : "");
  byId("run-stale").hidden = !isOther;
}

function drawRun(found, of) {
  const figures = placeFigures(byId("run-charts"), found.charts.map(chart => chart.id));
  found.charts.forEach((chart, index) =>
    drawChart(figures[index], chart, `data:text/csv;charset=utf-8,${encodeURIComponent(chart.csv)}`, `${chart.id}.csv`));
  runOf = of;
  markRun();
}

async function follow(of, seed) {
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
      if (found.state === "done") drawRun(found, of);
      endRun(found.state === "done" ? `${number(found.samples)} worlds, seed ${seed}` : found.reason ?? found.state);
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
  writeAddress();
}

/** Takes over what worlds are asked for; a field that was emptied says the usual again. */
function readSampling() {
  for (const [key, usual] of Object.entries(sampling)) state[key] = byId(key).value ||= usual;
  writeAddress();
  markRun();
}

async function startRun() {
  if (run) await stopRun();
  readSampling();
  const of = address();
  const query = parameters();
  query.set("samples", state.samples);
  query.set("seed", state.seed);
  try {
    const found = await ask(`${api}/comparisons/${encodeURIComponent(state.comparison)}/runs?${query}`, {method: "POST"});
    run = found.id;
    runningOf = of;
    writeAddress();
    byId("run").hidden = true;
    byId("progress").hidden = byId("stop").hidden = false;
    follow(of, query.get("seed"));
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
  byId("as-of-hint").textContent = "";
  // A field for numbers takes nothing else, which an address may have.
  for (const key of Object.keys(sampling)) byId(key).value = /^\d+$/.test(state[key]) ? state[key] : "";
}

function openAddress() {
  // What is being typed or dragged is of the address before.
  if (byId("controls").contains(document.activeElement)) document.activeElement.blur();
  readAddress(study.opening);
  if (!state.comparison) state.comparison = knownComparison();
  isRunAsked = new URLSearchParams(location.hash.slice(1)).has("samples");
  showChoices();
  refresh();
}

async function begin() {
  study = await ask(`${api}/study`);
  byId("comparison").append(...study.comparisons.map(comparison => make("option", {value: comparison.id}, comparison.title)));
  byId("scenario").append(make("option", {value: ""}, "every listed route built and open"),
    // One that alters nothing is the first in other words; an address may name it all the same.
    ...study.scenarios.map(scenario => make("option", {value: scenario.id, hidden: !scenario.alters}, scenario.name)));
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
  listenToDate();
  for (const key of Object.keys(sampling)) byId(key).addEventListener("change", readSampling);
  byId("reset").addEventListener("click", () => {
    state.changes.clear();
    refresh();
  });
  byId("take-back").addEventListener("click", takeBack);
  byId("filter").addEventListener("input", filterControls);
  byId("run").addEventListener("click", startRun);
  byId("stop").addEventListener("click", stopRun);
  byId("table").tHead.addEventListener("click", event => {
    const button = event.target.closest("button[data-sort]");
    if (button) sortBy(button.dataset.sort);
  });
  document.querySelector(".skip").addEventListener("click", event => {
    // The address holds the state, and nothing else.
    event.preventDefault();
    byId("result").focus();
  });
  addEventListener("hashchange", openAddress);
  openAddress();
}

begin().catch(complain);
