// The controls of the page: one for each assumption, and the state that they make.
"use strict";

const byId = id => document.getElementById(id);

/** Makes an element; text is always text, never markup. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

/** Formats by their number of decimals: making one takes longer than using it. */
const formats = new Map();

function number(value, decimals = 0) {
  if (!formats.has(decimals)) {
    formats.set(decimals, new Intl.NumberFormat("en", {minimumFractionDigits: decimals, maximumFractionDigits: decimals}));
  }
  return formats.get(decimals).format(value);
}

/** A number as it is written into a value: as short as it can be told, without exponent. */
function plain(value) {
  const text = String(Number(value.toPrecision(6)));
  return text.includes("e") ? Number(text).toFixed(12).replace(/0+$/, "").replace(/\.$/, "") : text;
}

// MARK: - The state, which is the address

/** How many worlds are drawn, and which, unless somebody says otherwise. */
const sampling = {samples: "20000", seed: "42"};

/** What an address may say; changes alone stand more than once. */
const addressParts = ["comparison", "scenario", "as_of", "set", "samples", "seed", "sort"];

/**
 * The comparison, the scenario, the vintage, the changes by id of assumption, how the table is sorted (and whether an opened address says so), and
 * what worlds are drawn; what of an opened address is none of that, and what is wrong with it in words.
 */
const state = {comparison: "", scenario: "", asOf: "", changes: new Map(), sort: "", isSortAsked: false, ...sampling, odd: [], wrong: ""};

/** Reads the state from the address; what it does not say is as the server was started. */
function readAddress(opening) {
  placed = null;
  const asked = new URLSearchParams(location.hash.slice(1));
  const isBare = location.hash.length < 2;
  state.comparison = asked.get("comparison") ?? opening.comparison ?? "";
  state.scenario = asked.get("scenario") ?? (isBare ? opening.scenario : "") ?? "";
  state.asOf = asked.get("as_of") ?? (isBare ? opening.as_of : "") ?? "";
  for (const [key, usual] of Object.entries(sampling)) state[key] = asked.get(key) ?? usual;
  state.sort = asked.get("sort") ?? "";
  state.isSortAsked = asked.has("sort");
  state.changes = new Map();
  state.odd = [];
  for (const text of isBare ? opening.set : asked.getAll("set")) {
    const split = text.indexOf("=");
    const id = split < 0 ? text : text.slice(0, split);
    // Null for what the address gives no value; no answer would name it.
    if (!state.changes.has(id)) state.changes.set(id, split < 0 ? null : text.slice(split + 1));
    else state.odd.push(["set", text]);
  }
  for (const [place, [key, value]] of [...asked].entries()) {
    const isFirst = [...asked.keys()].indexOf(key) === place;
    if (!addressParts.includes(key) || (key !== "set" && !isFirst)) state.odd.push([key, value]);
  }
  state.wrong = oddWords() || samplingWords();
}

/** What an address has that nothing can be made of, in words; empty where it has nothing. */
function oddWords() {
  if (state.odd.length === 0) return "";
  const [key, value] = state.odd[0];
  if (key === "set") return `The address changes '${value.split("=")[0]}' more than once; keep one of its values.`;
  if (addressParts.includes(key)) return `The address has '${key}' more than once; keep one.`;
  const near = addressParts.find(part => key.startsWith(part) || (key && part.startsWith(key)));
  return `The address has '${key}', which is nothing here; ${near ? `did you mean '${near}'? It` : "it"} may have: ${addressParts.join(", ")}.`;
}

/** What is wrong with the worlds that an address asks for, in words; empty where nothing is. */
function samplingWords() {
  const key = Object.keys(sampling).find(key => !isSampling(key));
  if (!key) return "";
  const {min, max} = byId(key);
  return `The address has ${key}=${state[key]}; write a whole number from ${number(min)} to ${number(max)}.`;
}

function isSampling(key) {
  const {min, max} = byId(key);
  return /^\d+$/.test(state[key]) && Number(state[key]) >= Number(min) && Number(state[key]) <= Number(max);
}

/** Leaves out what was wrong with the address, and keeps the rest of it. */
function mendState() {
  state.odd = [];
  state.wrong = "";
  for (const [key, usual] of Object.entries(sampling)) if (!isSampling(key)) state[key] = usual;
}

/** What is wrong with the state before anybody is asked; undefined where nothing is. */
function stateProblem() {
  if (state.wrong) return state.wrong;
  if (!study.comparisons.some(({id}) => id === state.comparison)) {
    const all = study.comparisons.map(({id}) => id).join(", ");
    return `The study has no comparison '${state.comparison}'; choose one in the menu. There are: ${all}.`;
  }
  const [bare] = [...state.changes].find(([, text]) => !text) ?? [];
  return bare === undefined ? undefined
    : `The address changes '${bare}' and gives no value; write set=ID=VALUE, such as set=rail.speed=500 km/day, or take it back.`;
}

/** The parameters of a request under the state. */
function parameters() {
  const query = new URLSearchParams();
  if (state.scenario) query.set("scenario", state.scenario);
  if (state.asOf) query.set("as_of", state.asOf);
  for (const [id, text] of state.changes) query.append("set", text === null ? id : `${id}=${text}`);
  return query;
}

/** Comparison, scenario and date of the address; null for one that was opened and not told yet. */
let placed = null;

/** Tells the address the state, and how the table is sorted; another comparison, scenario or date is a step to come back from. */
function writeAddress() {
  const all = new URLSearchParams(address());
  // Worlds that are shown are shown by the link too.
  if (hasWorlds()) all.set("samples", state.samples);
  if (state.sort) all.set("sort", state.sort);
  // What is wrong with it stays, until it is taken back.
  for (const [key, value] of state.odd) all.append(key, value);
  const place = JSON.stringify([state.comparison, state.scenario, state.asOf]);
  const isStep = placed !== null && placed !== place;
  placed = place;
  history[isStep ? "pushState" : "replaceState"](null, "", `#${all}`);
}

/** The state as one text, as far as figures depend on it. */
function address() {
  const all = new URLSearchParams({comparison: state.comparison});
  for (const [key, value] of parameters()) all.append(key, value);
  for (const [key, usual] of Object.entries(sampling)) {
    if (state[key] !== usual) all.set(key, state[key]);
  }
  return String(all);
}

// MARK: - Controls

/** The controls by id of assumption; they stay while the comparison does, so that a slider is never lost under the hand. */
const controls = new Map();

/** The text of a value of an assumption, with its unit and price year. */
const valueText = (assumption, value) =>
  `${plain(value)}${assumption.unit === "1" ? "" : ` ${assumption.unit}`}${assumption.price_year ? ` @${assumption.price_year}` : ""}`;

/** Whether an assumption counts whole years, which a slider then keeps to: horizons take no others. */
const isWhole = ({unit, low, base, high}) => unit === "year" && [low, base, high].every(Number.isInteger);

const classes = {
  sourced: "read at the source", excerpt: "seen in an excerpt", derived: "derived by formula",
  memory: "from memory, to be verified", judgement: "judgement",
};

function makeControl(assumption, change) {
  const text = make("input", {type: "text", "aria-label": `${assumption.name}: value`, spellcheck: "false"});
  const slider = make("input", {type: "range", step: "any", "aria-label": `${assumption.name}: between low and high`});
  const undo = make("button", {type: "button", title: "Undo", "aria-label": `${assumption.name}: undo`}, "↺");
  const range = make("small");
  const origin = make("small");
  const box = make("fieldset", {class: "assumption", "data-assumption": assumption.id},
    make("legend", {}, assumption.name), make("div", {class: "row"}, slider, text, undo), range, origin);
  const control = {box, text, slider, undo, range, origin, assumption};
  slider.addEventListener("input", () => {
    text.value = valueText(control.assumption, slider.valueAsNumber);
    change(assumption.id, text.value);
  });
  text.addEventListener("change", () => change(assumption.id, text.value.trim()));
  // Who leaves it empty finds the value that counts; an answer on its way may bring another.
  text.addEventListener("blur", () => {
    if (!text.value.trim()) text.value = textInForce(control.assumption);
  });
  undo.addEventListener("click", () => change(assumption.id, ""));
  return control;
}

function sourceWords(assumption) {
  const links = assumption.sources.map(source => /^https?:\/\//.test(source.url ?? "")
    ? make("a", {href: source.url, rel: "noopener noreferrer", target: "_blank"}, source.title) : source.title);
  return [`${classes[assumption.source_class] ?? assumption.source_class}${links.length ? ": " : ""}`,
    ...links.flatMap((link, index) => index ? ["; ", link] : [link])];
}

/** What the field of an assumption says: what was written for it, else its value. */
const textInForce = assumption => state.changes.get(assumption.id) ?? valueText(assumption, assumption.value);

function updateControl(control, assumption) {
  const hasRange = assumption.low !== null && assumption.high !== null && assumption.low < assumption.high;
  const own = state.changes.get(assumption.id);
  const text = textInForce(assumption);
  if (document.activeElement !== control.text && control.text.value !== text) control.text.value = text;
  // Wide enough for what it says; it never shrinks, so that the slider keeps its place under the hand.
  if (text.length > (control.length ?? 0)) {
    control.length = text.length;
    control.text.style.minWidth = `min(100%, ${text.length}ch + 2em)`;
  }
  // The words are many and seldom change: one assumption moves, the others stay.
  const words = control.assumption === assumption ? control.words : JSON.stringify(assumption);
  const isSame = control.words !== undefined && control.words === words;
  if (hasRange && !isSame) {
    control.slider.step = isWhole(assumption) ? 1 : "any";
    control.slider.min = Math.min(assumption.low, assumption.value);
    control.slider.max = Math.max(assumption.high, assumption.value);
  }
  control.assumption = assumption;
  if (hasRange && document.activeElement !== control.slider) control.slider.value = assumption.value;
  markControl(control, own !== undefined, false);
  if (isSame) return;
  control.words = words;
  control.slider.hidden = !hasRange;
  const unit = assumption.unit === "1" ? "" : ` ${assumption.unit}`;
  const year = assumption.price_year ? `, prices of ${assumption.price_year}` : "";
  control.range.textContent = hasRange
    ? `low ${plain(assumption.low)} · base ${plain(assumption.base)} · high ${plain(assumption.high)}${unit}${year}; ${assumption.shape}`
    : `base ${assumption.base === null ? "none" : plain(assumption.base)}${unit}${year}; no range`;
  control.origin.replaceChildren(`${assumption.id}; `, ...sourceWords(assumption), assumption.note ? `. ${assumption.note}` : "");
}

/** Marks a control whose assumption was changed, and one whose change the study refused. */
function markControl(control, isChanged, isRefused) {
  control.box.classList.toggle("changed", isChanged);
  control.box.classList.toggle("refused", isRefused);
  control.text.setAttribute("aria-invalid", String(isRefused));
  control.undo.hidden = !isChanged;
}

/** Draws the controls; what no longer bears on the comparison goes. */
function drawControls(assumptions, change) {
  const list = byId("assumptions");
  const ids = new Set(assumptions.map(assumption => assumption.id));
  // What is searched for is sought again among other assumptions alone.
  let isOther = false;
  for (const [id, control] of controls) {
    if (ids.has(id)) continue;
    control.box.remove();
    controls.delete(id);
  }
  let place = null;
  for (const assumption of assumptions) {
    let control = controls.get(assumption.id);
    if (!control) {
      control = makeControl(assumption, change);
      controls.set(assumption.id, control);
      isOther = true;
    }
    updateControl(control, assumption);
    const next = place ? place.nextSibling : list.firstChild;
    if (control.box !== next) list.insertBefore(control.box, next);
    place = control.box;
  }
  if (isOther) filterControls();
}

/** The names of assumptions that were seen, by id. */
const namesSeen = new Map();

/** Shows the changes that bear on nothing of the comparison, each with its undoing. */
function drawIdle(assumptions, change) {
  const ids = new Set();
  for (const {id, name} of assumptions) {
    ids.add(id);
    namesSeen.set(id, name);
  }
  byId("idle").replaceChildren(...[...state.changes].filter(([id]) => !ids.has(id)).map(([id, text]) => {
    const name = namesSeen.get(id) ?? id;
    const undo = make("button", {type: "button", title: "Undo", "aria-label": `${name}: undo`}, "↺");
    undo.addEventListener("click", () => change(id, ""));
    return make("fieldset", {class: "assumption changed", "data-idle": id}, make("legend", {}, name),
      make("div", {class: "row"}, make("span", {}, text), undo), make("small", {}, `${id}; changes nothing in this comparison`));
  }));
}

function filterControls() {
  const words = byId("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const {box, assumption} of controls.values()) {
    const text = [assumption.id, assumption.name, assumption.source_class, classes[assumption.source_class]].join(" ").toLowerCase();
    box.hidden = !words.every(word => text.includes(word));
    if (!box.hidden) found += 1;
  }
  byId("none-found").textContent = found || !controls.size ? "" : "No assumption of this comparison has these words in its name, id or class of source.";
}

// MARK: - Date

/** So long no digit is typed before a date counts. */
const typing = 800;

/**
 * Takes a date over once it is whole and within its bounds: while it is typed every digit makes another one, of the year 2, 20 and 202.
 */
function listenToDate() {
  const field = byId("as-of");
  let timer = 0;
  let isTyped = false;
  const commit = () => {
    clearTimeout(timer);
    isTyped = false;
    if (!field.checkValidity() || field.value === state.asOf) return;
    state.asOf = field.value;
    refresh();
  };
  const tell = () => {
    byId("as-of-hint").textContent = field.checkValidity() ? "" : `Not taken in: give a whole date from ${field.min} to ${field.max}.`;
  };
  field.addEventListener("keydown", event => {
    isTyped = true;
    if (event.key !== "Enter") return;
    commit();
    tell();
  });
  field.addEventListener("pointerdown", () => isTyped = false);
  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (field.checkValidity()) tell();
  });
  field.addEventListener("change", () => {
    clearTimeout(timer);
    if (isTyped) timer = setTimeout(commit, typing); else commit();
  });
  field.addEventListener("blur", () => {
    commit();
    tell();
  });
}
