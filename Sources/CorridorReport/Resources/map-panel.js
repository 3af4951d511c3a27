// The panel beside the map: legend, routes, list, switches.
"use strict";

// MARK: - Legend

const layerOf = feature => feature.layer ?? (feature.kind === "link" ? (feature.isOther ? "other_links" : feature.mode)
  : feature.kind === "area" ? "zone" : feature.kind);

const legendOrder = [...data.modes, "other_links", "port", "crossing_open", "crossing_closed", "crossing_unknown", "terminal",
  "station", "zone", "boundary", "border", "graticule"];

function swatch(key) {
  const svg = drawing("svg", {class: "swatch", viewBox: "-17 -8 34 16", "aria-hidden": "true"});
  const stroke = (attributes, name) => svg.append(drawing("path", {d: "M-16 0H16", fill: "none", ...attributes, ...(name ? {class: name} : {})}));
  if (data.modes.includes(key)) stroke({stroke: `var(--mode-${key})`, "stroke-width": 3.5});
  else if (key === "other_links") stroke({}, "off-route");
  else if (key === "boundary") stroke({}, "boundary");
  else if (key === "border") stroke({}, "frontier");
  else if (key === "graticule") stroke({}, "grid");
  else if (key.startsWith("crossing")) {
    svg.append(...sign("crossing", key === "crossing_open" ? true : key === "crossing_closed" ? false : undefined));
  } else if (["port", "terminal", "station", "zone"].includes(key)) svg.append(...sign(key));
  else svg.append(drawing("text", {"text-anchor": "middle", y: 5, fill: "var(--ink)", "font-size": 14}, "Aa"));
  return svg;
}

function switchLayer(key, isOn) {
  if (isOn) hiddenLayers.delete(key); else hiddenLayers.add(key);
  const group = layers.get(key);
  if (group) isOn ? group.addTo(map) : group.remove();
  const box = byId(`layer-${key}`);
  if (box) box.checked = isOn;
  if (isOn) applyChoice();
  writeNames();
}

function drawLegend() {
  const keys = [...legendOrder.filter(key => layers.has(key)), "names", "countries"];
  byId("layers").replaceChildren(...keys.map(key => {
    const box = make("input", {type: "checkbox", id: `layer-${key}`});
    box.checked = !hiddenLayers.has(key);
    box.addEventListener("change", () => switchLayer(key, box.checked));
    return make("li", {}, make("label", {}, box, swatch(key), word(key)));
  }));
  const present = new Set(data.links.map(link => link.status));
  if (features.some(feature => feature.closed && !feature.isOther)) present.add("closed");
  byId("dashes").replaceChildren(...Object.entries(data.dashes).filter(([status]) => present.has(status)).map(([status, dash]) => {
    const svg = drawing("svg", {class: "swatch", viewBox: "-17 -8 34 16", "aria-hidden": "true"});
    const pattern = dash.map(length => length * 3).join(" ");
    svg.append(drawing("path", {d: "M-16 0H16", stroke: "var(--ink)", "stroke-width": 3, "stroke-dasharray": pattern || "none"}));
    return make("li", {}, svg, word(status));
  }));
}

// MARK: - Routes

let chosen = null;

/** Fades what the chosen route does not travel. */
function applyChoice() {
  for (const feature of features.filter(feature => feature.kind === "link")) {
    const isDim = chosen !== null && !feature.routes.includes(chosen);
    for (const element of feature.elements) element.getElement()?.classList.toggle("dim", isDim);
  }
}

function choose(id) {
  chosen = chosen === id ? null : id;
  applyChoice();
  for (const row of byId("routes").querySelectorAll("tbody tr")) {
    const isChosen = row.dataset.route === chosen;
    row.classList.toggle("chosen", isChosen);
    row.querySelector("button")?.setAttribute("aria-pressed", isChosen);
  }
  const parts = features.filter(feature => feature.kind === "link" && (chosen === null || feature.routes.includes(chosen)));
  if (chosen === null) showAll();
  else map.fitBounds(parts.reduce((box, part) => box.extend(part.shape.getBounds()), L.latLngBounds([])), {padding: [40, 40], animate: !calm});
}

/** A table of some columns of the routes; what names them first are buttons, and their ids after that. */
function routesTable(indices, isFirst) {
  const {columns, routes} = data.comparison;
  const last = columns.length;
  const heads = indices.map(index => index < last ? columnHead(columns[index]) : make("th", {scope: "col", class: "text"}, word("status")));
  const rows = routes.map(route => {
    const isChosen = route.id === chosen;
    const name = isFirst ? make("button", {type: "button", class: "link", "aria-pressed": isChosen}, nameOf(route.names)) : route.id;
    if (isFirst) name.addEventListener("click", () => choose(route.id));
    const state = `${word(route.status)}, ${openWord(route.open ? "open_today" : "closed_today")}`;
    return make("tr", {"data-route": route.id, class: isChosen ? "chosen" : null},
      make("th", {scope: "row"}, name, isFirst ? make("small", {}, route.id) : null),
      ...indices.map(index => index < last ? cell(route, index) : make("td", {class: "text", title: route.open_reason}, state)));
  });
  return make("table", {"aria-labelledby": "routes-title"},
    make("thead", {}, make("tr", {}, make("th", {scope: "col"}, word("route")), ...heads)), make("tbody", {}, ...rows));
}

/** Columns of so many pixels in parts that are no wider than the room, one column at least in each. */
function partsOf(widths, room) {
  const parts = [];
  let left = 0;
  widths.forEach((width, index) => {
    if (parts.length === 0 || width > left) {
      parts.push([]);
      left = room;
    }
    parts.at(-1).push(index);
    left -= width;
  });
  return parts;
}

/** How wide the panel was when the table of routes was last put into it. */
let foldedFor = 0;

/** Draws the table of routes; what is wider than the panel stands in parts, one below the other. */
function foldRoutes() {
  const box = byId("routes").querySelector(".wide");
  const held = box.contains(document.activeElement) ? document.activeElement.closest("tr")?.dataset.route : null;
  const all = [...data.comparison.columns.keys(), data.comparison.columns.length];
  const whole = routesTable(all, true);
  whole.style.width = "min-content";
  box.replaceChildren(whole);
  // Nothing is laid out for a panel that is folded away; whoever opens it is waited for.
  foldedFor = document.body.classList.contains("folded") ? 0 : box.clientWidth;
  if (foldedFor > 0 && whole.offsetWidth > foldedFor) {
    const [lead, ...widths] = [...whole.rows[0].cells].map(head => head.getBoundingClientRect().width);
    const room = foldedFor - lead;
    const count = partsOf(widths, room).length;
    // Parts of like width: the narrowest for which there are no more of them.
    let even = Math.max(...widths);
    while (even < room && partsOf(widths, even).length > count) even += 4;
    box.replaceChildren(...partsOf(widths, Math.min(even, room)).map((part, index) => routesTable(part, index === 0)));
  } else {
    whole.style.width = "";
  }
  if (held) box.querySelector(`tr[data-route="${CSS.escape(held)}"] button`)?.focus();
}

new ResizeObserver(() => {
  const width = byId("routes").querySelector(".wide").clientWidth;
  if (data.comparison && width > 0 && width !== foldedFor) foldRoutes();
}).observe(byId("panel"));

function drawRoutes() {
  byId("routes").hidden = data.comparison === null;
  if (data.comparison === null) return;
  const {routes, scenario, as_of: asOf, set, price_year: year, currency} = data.comparison;
  foldRoutes();
  const unsourced = Math.max(...routes.map(route => route.unsourced));
  const parts = [
    `${word("scenario")}: ${word(scenario)}`, asOf ? `${word("as_of")}: ${asOf}` : null, ...set,
    `${currency}, ${word("prices_of")} ${year}`, `${word("class")}: ${word("class_derived")}`,
    `${word("unsourced")}: ≤ ${unsourced}`,
  ];
  byId("basis").textContent = parts.filter(Boolean).join(" · ");
}

/** Takes new figures of the same comparison; the page round this one calls it. */
function showFigures(comparison) {
  data.comparison = comparison;
  map.closePopup();
  drawRoutes();
}

// MARK: - List

function stateOf(feature) {
  if (feature.kind === "link") return `${kilometres(feature.properties.costed_km)}, ${word(feature.closed ? "closed" : feature.status)}`;
  if (feature.kind === "crossing" && typeof feature.properties.open === "boolean") {
    return openWord(feature.properties.open ? "open_today" : "closed_today");
  }
  return "";
}

function drawList() {
  const table = byId("list").querySelector("table");
  table.tHead.replaceChildren(make("tr", {}, ...["name", "kind", "figure"].map(key => make("th", {scope: "col"}, word(key)))));
  const order = key => legendOrder.indexOf(key);
  const sorted = [...features].sort((one, other) => order(layerOf(one)) - order(layerOf(other))
    || nameOf(one.names).localeCompare(nameOf(other.names), language));
  table.tBodies[0].replaceChildren(...sorted.map(feature => {
    const button = make("button", {type: "button", class: "link"}, nameOf(feature.names));
    button.addEventListener("click", () => {
      show(feature);
      opener = button;
    });
    return make("tr", {}, make("td", {}, button), make("td", {}, word(layerOf(feature))), make("td", {}, stateOf(feature)));
  }));
}

// MARK: - Words and switches

function drawWords() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  byId("fold").textContent = word("fold");
  byId("map").setAttribute("aria-label", word("map"));
  byId("panel").setAttribute("aria-label", word("fold"));
  const [zoomIn, zoomOut] = zoomControl.getContainer().querySelectorAll("a");
  for (const [element, key] of [[zoomIn, "zoom_in"], [zoomOut, "zoom_out"]]) {
    element.title = word(key);
    element.setAttribute("aria-label", word(key));
  }
  const tolerance = data.projection.tolerance_m;
  const {latitude, longitude} = data.projection;
  const centre = `${number(Math.abs(latitude), 1)}° ${latitude < 0 ? "S" : "N"}, ${number(Math.abs(longitude), 1)}° ${longitude < 0 ? "W" : "E"}`;
  byId("projection").textContent = `${word("equal_area")} ${centre}; ${word("scale_centre")}. `
    + (tolerance > 0 ? `${word("simplified")} ${number(tolerance)} m. ` : `${word("whole_borders")} `)
    + (language === "en" ? "" : word("no_country"));
  const credit = make("span", {}, `${word("disclaimer")}. `, make("a", {href: "#about"}, word("about")), " · Leaflet");
  for (const old of Object.keys(map.attributionControl._attributions)) map.attributionControl.removeAttribution(old);
  map.attributionControl.addAttribution(credit.outerHTML);
  for (const feature of features) {
    const element = feature.shape.getElement?.();
    if (element && feature.at && feature.kind !== "station") {
      element.setAttribute("aria-label", `${nameOf(feature.names)}, ${word(layerOf(feature))}`);
      element.setAttribute("role", "button");
    }
  }
  scale.update();
}

function draw() {
  drawWords();
  drawRoutes();
  drawLegend();
  drawList();
  writeNames();
}

function remember() {
  const state = new URLSearchParams({lang: language, theme: byId("theme").value});
  try {
    history.replaceState(null, "", `#${state}`);
  } catch {
    // A page in a frame may have no address to change.
  }
}

const asked = new URLSearchParams(location.hash.slice(1));
if (data.languages.includes(asked.get("lang"))) language = asked.get("lang");
const languageBox = byId("language");
for (const code of data.languages) {
  let name = code;
  try {
    name = new Intl.DisplayNames([code], {type: "language"}).of(code);
  } catch {
    // The code will do.
  }
  languageBox.append(make("option", {value: code, lang: code}, name));
}
languageBox.value = language;
languageBox.addEventListener("change", () => {
  language = languageBox.value;
  map.closePopup();
  draw();
  remember();
});

const themeBox = byId("theme");
if ([...themeBox.options].some(option => option.value === asked.get("theme"))) themeBox.value = asked.get("theme");
const applyTheme = () => document.documentElement.style.colorScheme = themeBox.value;
themeBox.addEventListener("change", () => {
  applyTheme();
  remember();
});
applyTheme();

byId("fold").addEventListener("click", () => {
  foldPanel(!document.body.classList.contains("folded"));
  map.invalidateSize();
});

byId("title").textContent = data.comparison?.title ?? data.study.title;
byId("question").textContent = data.comparison?.question ?? data.study.summary;
byId("title").lang = byId("question").lang = "en";
byId("worldview").textContent = data.study.worldview;
byId("attribution").textContent = data.study.attribution;
byId("conventions").append(...(data.comparison?.conventions ?? []).map(text => make("li", {}, text)));
byId("conventions").parentElement.hidden = data.comparison === null;

/** Everything that the page shows at first. */
function* firstPieces() {
  yield* shapePieces();
  features.forEach(bindPopup);
  yield;
  drawWords();
  yield;
  drawRoutes();
  drawLegend();
  yield* groundPieces();
  drawList();
  yield;
  writeNames();
}

inPieces(firstPieces());
map.on("zoomstart", () => {
  naming += 1;
  namesBox.replaceChildren();
});
map.on("moveend zoomend", writeNames);
addEventListener("resize", () => map.invalidateSize());

// Paper has another size than the window: what is in sight is fitted to it, and back again.
let onScreen = null;
addEventListener("beforeprint", () => {
  onScreen ??= {bounds: map.getBounds(), middle: map.getCenter(), zoom: map.getZoom()};
  document.body.classList.add("printed");
  if (data.comparison) foldRoutes();
  map.invalidateSize({animate: false});
  map.fitBounds(onScreen.bounds, {animate: false});
});
addEventListener("afterprint", () => {
  document.body.classList.remove("printed");
  if (data.comparison) foldRoutes();
  map.invalidateSize({animate: false});
  map.setView(onScreen.middle, onScreen.zoom, {animate: false});
  onScreen = null;
});
