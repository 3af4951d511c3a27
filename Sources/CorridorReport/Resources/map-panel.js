// Names on the map, popups, and the panel beside it: legend, routes, list, switches.
"use strict";

// MARK: - Names

const namesBox = map.createPane("names");
namesBox.className += " names";
namesBox.style.zIndex = 640;
const canvas = document.createElement("canvas").getContext("2d");
const hiddenLayers = new Set();

/** From which zoom on names of a rank are written. */
const zoomOfRank = [-9, -4.6, -3, -1.5, 0.2];

function namedPlaces() {
  const zoom = map.getZoom();
  return features
    .filter(feature => feature.at && !hiddenLayers.has(feature.layer) && zoom >= zoomOfRank[feature.rank])
    .sort((one, other) => one.rank - other.rank || nameOf(one.names).length - nameOf(other.names).length);
}

/** Counts the times that names were written, so that only the newest go on. */
let naming = 0;

function writeNames() {
  const turn = ++naming;
  inPieces(namePieces(), () => turn === naming);
}

/** Writes the names of places, then of countries, where they hide no other. */
function* namePieces() {
  namesBox.replaceChildren();
  if (hiddenLayers.has("names")) return;
  const size = map.getSize();
  const origin = map.containerPointToLayerPoint([0, 0]);
  const taken = [];
  const isFree = box => box.every(Number.isFinite) && box[0] > 2 && box[1] > 2 && box[2] < size.x - 2 && box[3] < size.y - 2
    && !taken.some(other => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
  const write = (text, box, kind) => {
    taken.push(box);
    const span = make("span", {class: kind, lang: language}, text);
    span.style.left = `${box[0] + origin.x}px`;
    span.style.top = `${box[1] + origin.y}px`;
    namesBox.append(span);
  };
  // Nor under what lies on the map.
  const {left, top} = map.getContainer().getBoundingClientRect();
  for (const element of document.querySelectorAll("#fold, #map .leaflet-control")) {
    const box = element.getBoundingClientRect();
    taken.push([box.left - left, box.top - top, box.right - left, box.bottom - top]);
  }
  const places = namedPlaces().map(place => ({place, point: map.latLngToContainerPoint(place.at)}));
  // A sign is never written over.
  for (const {place, point} of places) {
    if (place.kind !== "station") taken.push([point.x - 7, point.y - 7, point.x + 7, point.y + 7]);
  }
  const family = getComputedStyle(document.body).fontFamily;
  for (const {place, point} of places) {
    const text = nameOf(place.names);
    canvas.font = place.rank === 0 ? `700 13px ${family}` : `12px ${family}`;
    const width = canvas.measureText(text).width + 4;
    const gap = place.kind === "station" ? 5 : 9;
    const anchors = [
      [point.x + gap, point.y - 7], [point.x - gap - width, point.y - 7], [point.x - width / 2, point.y - gap - 14],
      [point.x - width / 2, point.y + gap], [point.x + gap - 2, point.y - gap - 10], [point.x + gap - 2, point.y + gap - 4],
      [point.x - gap + 2 - width, point.y - gap - 10], [point.x - gap + 2 - width, point.y + gap - 4],
    ];
    const box = anchors.map(([x, y]) => [x, y, x + width, y + 14]).find(isFree);
    if (box) write(text, box, `place rank${place.rank}`);
    yield;
  }
  canvas.font = `13px ${family}`;
  for (const country of hiddenLayers.has("countries") ? [] : countries.filter(country => country.rings)) {
    yield;
    const text = countryName(country);
    const width = canvas.measureText(text).width + 1.6 * text.length + 4;
    const found = middleOf(country, size);
    if (!found || found.width < width) continue;
    for (const shift of [0, -18, 18, -36, 36]) {
      const box = [found.x - width / 2, found.y - 8 + shift, found.x + width / 2, found.y + 8 + shift];
      if (!isFree(box)) continue;
      write(text, box, "country");
      break;
    }
  }
}

/** The middle of the widest stretch of what the view shows of a country, at the height of its centroid. */
function middleOf(country, size) {
  let best = null;
  // Some hundred vertices tell well enough where there is room.
  country.outlines ??= country.rings.map(ring => ring.filter((_, index) => index % Math.ceil(ring.length / 300) === 0))
    .map(ring => ({ring, box: L.latLngBounds(ring)}));
  const view = map.getBounds();
  const scale = 2 ** map.getZoom();
  for (const {ring, box} of country.outlines) {
    if ((box.getEast() - box.getWest()) * scale < 30 || !view.intersects(box)) continue;
    const points = clipped(ring.map(at => map.latLngToContainerPoint(at)), size);
    let area = 0;
    let height = 0;
    points.forEach((point, index) => {
      const next = points[(index + 1) % points.length];
      const cross = point.x * next.y - next.x * point.y;
      area += cross / 2;
      height += (point.y + next.y) * cross / 6;
    });
    if (Math.abs(area) < 300) continue;
    const y = height / area;
    const cuts = points.flatMap((point, index) => {
      const next = points[(index + 1) % points.length];
      return (point.y > y) === (next.y > y) ? [] : [point.x + (next.x - point.x) * (y - point.y) / (next.y - point.y)];
    }).sort((one, other) => one - other);
    for (let index = 0; index + 1 < cuts.length; index += 2) {
      const width = cuts[index + 1] - cuts[index];
      if (width > (best?.width ?? 0)) best = {x: (cuts[index] + cuts[index + 1]) / 2, y, width};
    }
  }
  return best;
}

/** The part of a ring in the view, after Sutherland and Hodgman. */
function clipped(ring, size) {
  const sides = [p => p.x, p => size.x - p.x, p => p.y, p => size.y - p.y];
  let points = ring;
  for (const depth of sides) {
    const result = [];
    points.forEach((point, index) => {
      const last = points[(index + points.length - 1) % points.length];
      const [here, there] = [depth(point), depth(last)];
      if ((here >= 0) !== (there >= 0)) {
        const share = there / (there - here);
        result.push({x: last.x + (point.x - last.x) * share, y: last.y + (point.y - last.y) * share});
      }
      if (here >= 0) result.push(point);
    });
    points = result;
  }
  return points;
}

// MARK: - Popups

const flag = (text, kind = "") => make("span", {class: `flag ${kind}`}, text);
const classOf = name => name ? make("span", {class: "class"}, ` (${word("class_" + name)})`) : null;
const kilometres = value => `${number(value, value < 100 ? 1 : 0)} ${word("km")}`;

/** A list of facts; a fact without a value is left out, one without a figure says why. */
function facts(rows) {
  const list = make("dl");
  for (const [key, ...parts] of rows) {
    const shown = parts.filter(part => part !== null && part !== undefined && part !== "");
    if (shown.length > 0) list.append(make("dt", {}, key === "open" ? openWord(key) : word(key)), make("dd", {}, ...shown));
  }
  return list;
}

/** What is open is so today, or in the scenario of the map. */
const openWord = key => word(data.scenario ? `${key}_scenario` : key);

/** Yes or no; nothing where nobody knows. */
const answer = value => typeof value === "boolean" ? word(value ? "yes" : "no") : null;

const orReason = (properties, key, show) =>
  properties[key] !== null && properties[key] !== undefined ? show(properties[key])
    : properties[key + "_reason"] ? make("span", {lang: "en"}, `${word("none")}: ${properties[key + "_reason"]}`) : null;

const english = text => text ? make("span", {lang: "en"}, text) : null;

function sourceList(keys) {
  if (!keys || keys.length === 0) return null;
  const items = keys.map(key => {
    const source = data.sources[key];
    if (!source) return make("li", {}, key);
    const rest = [source.publisher, source.year].filter(Boolean).join(", ");
    const isWeb = /^https?:\/\//.test(source.url ?? "");
    const title = isWeb ? make("a", {href: source.url, rel: "noopener noreferrer", target: "_blank"}, source.title) : source.title;
    return make("li", {lang: "en"}, title, rest ? `. ${rest}` : "");
  });
  return [make("h3", {}, word("sources")), make("ul", {class: "sources"}, ...items)];
}

function linkFacts({properties: p, mode, status, closed}) {
  return facts([
    ["mode", word(mode)], ["status", closed ? `${word(status)}; ${word("closed")}` : word(status)], ["reason", english(closed)],
    ["gauge", p.gauge_mm ? p.gauge_mm.join(" / ") + " mm" : null], ["opened", p.opened],
    ["declared", orReason(p, "declared_km", kilometres), p.declared_km ? classOf(p.source_class) : null],
    ["series", english(p.series)],
    ["source", english(data.sources[p.declared_source]?.title ?? p.declared_source)],
    ["traced", kilometres(p.traced_km), classOf("derived")],
    ["factor", p.route_factor ? number(p.route_factor, 3) : null],
    ["costed", kilometres(p.costed_km), ` (${p.length_basis})`],
    ["works", p.works === "none" ? word("works_none") : word(p.works)],
    ["alignment", english(p.alignment)], ["note", english(p.note)],
  ]);
}

function placeFacts({properties: p}) {
  return facts([
    ["kind", english(p.kind?.replaceAll("_", " "))],
    ["position", english(p.provenance), p.provenance ? classOf(p.source_class) : null],
    ["between", p.between?.join(" – ")],
    ["declared", orReason(p, "declared_km", kilometres), classOf(p.declared_class)],
    ["traced", p.traced_km ? kilometres(p.traced_km) : null, p.traced_km ? classOf("derived") : null],
    ["ice", p.ice_days_per_year !== undefined ? number(p.ice_days_per_year) : null, classOf(p.ice_days_class)],
    ["since", p.since, classOf(p.since_class)],
    ["class", !p.provenance && p.source_class ? word("class_" + p.source_class) : null], ["note", english(p.note)],
  ]);
}

function crossingFacts({properties: p}) {
  const at = pass => `${word("at_km")} ${number(pass.chainage_km)}${pass.origin ? `, ${word("counted_from")} ${nameOf(pass.origin)}` : ""}`;
  const gauges = Object.keys(p).filter(key => key.startsWith("gauge_mm_")).map(key => `${key.slice(9)} ${p[key]} mm`);
  return facts([
    ["mode", p.mode ? word(p.mode) : null], ["between", p.from ? `${p.from} – ${p.to}` : p.between.join(" – ")],
    ["open", answer(p.open)], ["reason", english(p.reason)], ["gauge_break", answer(p.gauge_break)], ["gauge", gauges.join(", ")],
    ["passes", p.passes?.map(pass => `${pass.route} (${at(pass)})`).join("; ")],
    ["class", p.source_class ? word("class_" + p.source_class) : null], ["position", english(p.provenance)], ["note", english(p.note)],
  ]);
}

/** The head of a column of figures: its word, unit and, for money, the year of its prices. */
function columnHead(column) {
  const {currency, price_year: year} = data.comparison;
  const isMoney = column.unit.includes(currency);
  const unit = column.unit ? `${column.unit}${isMoney ? `, ${word("prices_of")} ${year}` : ""}` : "";
  return make("th", {scope: "col"}, word(column.word), make("small", {}, unit));
}

function cell(route, index) {
  const value = route.values[index];
  const column = data.comparison.columns[index];
  return value === null
    ? make("td", {title: route.reasons[index]}, "–", make("span", {class: "unseen"}, route.reasons[index] ?? ""))
    : make("td", {}, number(value, column.decimals));
}

function routesHere(ids) {
  if (!data.comparison || !ids || ids.length === 0) return null;
  const {columns, routes} = data.comparison;
  const shown = columns.map((column, index) => ({column, index})).filter(({column}) => column.short);
  const rows = routes.filter(route => ids.includes(route.id)).map(route =>
    make("tr", {}, make("td", {}, route.id), ...shown.map(({index}) => cell(route, index))));
  return [
    make("h3", {}, word("routes_here")),
    make("div", {class: "wide"}, make("table", {},
      make("thead", {}, make("tr", {}, make("th", {scope: "col"}, word("route")), ...shown.map(({column}) => columnHead(column)))),
      make("tbody", {}, ...rows))),
    make("p", {class: "class"}, `${word("class")}: ${word("class_derived")}`),
  ];
}

/** So near, in pixels, two things are at one spot: signs are 18 wide, and lines are met within half of 13. */
const spot = {sign: 12, line: 7};

/** Of more than so many things at one spot the nearest are named, as long as zooming in parts them. */
const mostNamed = 5;

/** What else lies where a popup is opened, the nearest first: signs beside a sign, lines beside a line. */
function othersAt(feature, at) {
  const point = map.latLngToLayerPoint(at);
  const distance = other => {
    if (other === feature || Boolean(other.at) !== Boolean(feature.at) || other.kind === "area") return Infinity;
    if (!map.hasLayer(other.shape) || other.shape.getPane().style.display === "none") return Infinity;
    // Whole pixels tell no neighbours apart at the zoom of the world.
    const pixels = other.at ? map.distance(other.at, at) * map.getZoomScale(map.getZoom(), 0)
      : other.shape.closestLayerPoint(point)?.distance ?? Infinity;
    return pixels < (other.at ? spot.sign : spot.line) ? pixels : Infinity;
  };
  if (feature.kind === "area") return [];
  return features.map(other => ({other, pixels: distance(other)})).filter(({pixels}) => pixels < Infinity)
    .sort((one, two) => one.pixels - two.pixels).map(({other}) => other);
}

/** Looks nearer at the spot of a popup, where fewer things are. */
function zoomInto(feature, at) {
  map.setView(at, Math.min(map.getZoom() + 3, map.getMaxZoom()), {animate: false});
  feature.shape.openPopup(at);
  feature.shape.getPopup().getElement()?.querySelector("h3")?.focus();
}

/** Buttons for what else is at the spot; each opens its popup there. */
function alsoHere(feature) {
  const at = feature.shape.getPopup().getLatLng() ?? feature.at;
  const others = at ? othersAt(feature, at) : [];
  if (others.length === 0) return [];
  const isNear = map.getZoom() >= map.getMaxZoom();
  const named = isNear || others.length <= mostNamed + 1 ? others : others.slice(0, mostNamed);
  const rest = make("button", {type: "button", class: "link more"}, word("also_more").replace("{n}", number(others.length - named.length)));
  rest.addEventListener("click", () => zoomInto(feature, at));
  const list = named.map(other => {
    const button = make("button", {type: "button", class: "link"}, nameOf(other.names));
    button.addEventListener("click", () => {
      // The focus goes on to what is opened, and back to the list once that is closed.
      const kept = opener;
      opener = null;
      other.shape.openPopup(other.at ?? at);
      opener = kept;
      other.shape.getPopup().getElement()?.querySelector("h3")?.focus();
    });
    return make("li", {}, button, ` (${word(layerOf(other))})`);
  });
  if (named.length < others.length) list.push(make("li", {}, rest));
  return [make("h4", {}, word("also_here")), make("ul", {class: "also"}, ...list)];
}

function popup(feature) {
  const others = Object.entries(feature.names).filter(([key, name]) => key !== language && name !== nameOf(feature.names));
  const box = make("div", {}, make("h3", {tabindex: -1}, nameOf(feature.names)));
  if (others.length > 0) {
    box.append(make("p", {class: "other"}, ...others.flatMap(([key, name], index) => [index ? " · " : "", make("span", {lang: key}, name)])));
  }
  if (feature.kind === "link") {
    if (feature.properties.proposal || feature.status === "proposed") {
      box.append(flag(word(feature.properties.proposal ? "proposal" : "proposed"), "proposal"));
    }
    if (feature.closed) box.append(flag(word("closed"), "proposal"));
    box.append(linkFacts(feature));
  } else if (feature.kind === "crossing") {
    box.append(crossingFacts(feature));
  } else {
    box.append(placeFacts(feature));
  }
  box.append(make("div", {class: "spot"}, ...alsoHere(feature)), ...(routesHere(feature.routes) ?? []), ...(sourceList(feature.properties.sources) ?? []));
  return box;
}

function bindPopup(feature) {
  feature.shape.bindPopup(() => popup(feature), {maxWidth: 460, minWidth: 260, autoPanPaddingTopLeft: [60, 60], autoPanPaddingBottomRight: [30, 30]});
  feature.shape.bindTooltip(() => make("span", {}, nameOf(feature.names)
    + (feature.closed || feature.status === "proposed" ? ` (${word(feature.closed ? "closed" : "proposed")})` : "")), {sticky: true});
}

/** Brings a feature into view with its popup, and the focus with it. */
function show(feature) {
  if (hiddenLayers.has(layerOf(feature))) switchLayer(layerOf(feature), true);
  if (feature.at) {
    map.setView(feature.at, Math.max(map.getZoom(), -1), {animate: false});
  } else {
    map.fitBounds(feature.shape.getBounds(), {padding: [60, 60], maxZoom: 1, animate: false});
  }
  feature.shape.openPopup(feature.at ?? feature.shape.getCenter());
  feature.shape.getPopup().getElement()?.querySelector("h3")?.focus();
}

let opener = null;
map.getContainer().addEventListener("keydown", event => {
  if (event.key === "Escape") map.closePopup();
});
map.on("popupclose", () => {
  opener?.focus();
  opener = null;
});
// What else is at a spot depends on how near one looks at it; lines are drawn anew before the move ends.
map.on("zoomend", () => map.once("moveend", () => {
  const feature = features.find(feature => feature.shape.isPopupOpen());
  const box = feature?.shape.getPopup().getElement()?.querySelector(".spot");
  if (!box) return;
  const isHeld = box.contains(document.activeElement);
  box.replaceChildren(...alsoHere(feature));
  if (isHeld) box.closest(".leaflet-popup").querySelector("h3").focus();
}));

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
