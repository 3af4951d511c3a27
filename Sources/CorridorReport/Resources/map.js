// The map of `corridor map`: reads the data of the page and draws them with Leaflet.
// Positions are those of an equal-area map, in kilometres from its centre: Leaflet only pans and zooms them.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const byId = id => document.getElementById(id);

// MARK: - Pieces of work

/** Whether the page is a part of another, which waits while this one works. */
const isPart = parent !== window;

/** Whether the page round this one asks or draws, which goes before. */
function isKeptWaiting() {
  try {
    return parent.isAtWork?.() ?? false;
  } catch {
    // A page of another origin tells nothing.
    return false;
  }
}

/** Does work that yields after each of its pieces: at once, or within another page with rests between, so that this never waits long. */
async function inPieces(work, isWanted = () => true) {
  let begun = performance.now();
  for (const _ of work) {
    // Nobody waits for a page that is alone or out of sight.
    if (!isPart || document.hidden || performance.now() - begun < 8) continue;
    do await new Promise(resolve => setTimeout(resolve)); while (isKeptWaiting());
    if (!isWanted()) return;
    begun = performance.now();
  }
}

function foldPanel(isFolded) {
  document.body.classList.toggle("folded", isFolded);
  byId("fold").setAttribute("aria-expanded", !isFolded);
}

// There is little room within another page, and less to lay out with the panel away.
foldPanel(isPart);

// MARK: - Language

let language = data.language;
const word = key => data.words[language]?.[key] ?? data.words.en[key] ?? key;
const nameOf = names => names[language] ?? names.en;

/** The name of a country: the study's in this language, else the browser's, else the study's English one. */
function countryName(country) {
  if (country.names[language] && language !== "en") return country.names[language];
  if (language === "en") return country.names.en;
  try {
    return new Intl.DisplayNames([language], {type: "region", fallback: "none"}).of(country.code) ?? country.names.en;
  } catch {
    return country.names.en;
  }
}

function number(value, decimals = 0) {
  const format = new Intl.NumberFormat(language, {minimumFractionDigits: decimals, maximumFractionDigits: decimals});
  return format.format(value);
}

// MARK: - Elements

/** Makes an element; text is always text, never markup. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

function drawing(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** The sign of a kind of place, 16 by 16 round the middle. Kinds differ in shape, not in colour alone. */
function sign(kind, open) {
  const edge = {stroke: "var(--halo)", "stroke-width": 1.5};
  const shapes = {
    port: [drawing("circle", {r: 6, fill: "var(--port)", ...edge}),
      drawing("path", {d: "M0-3.2V3M-2.6 .8Q-2.2 3.2 0 3.2Q2.2 3.2 2.6 .8M-1.6-1.4H1.6", fill: "none", stroke: "var(--halo)", "stroke-width": 1.2})],
    terminal: [drawing("path", {d: "M0-6.5L6.2 5H-6.2Z", fill: "var(--open)", ...edge})],
    zone: [drawing("rect", {x: -5, y: -5, width: 10, height: 10, rx: 2, fill: "var(--zone)", ...edge})],
    station: [drawing("circle", {r: 3, fill: "var(--halo)", stroke: "var(--ink)", "stroke-width": 1})],
  };
  if (kind !== "crossing") return shapes[kind];
  const colour = open === false ? "var(--closed)" : open === true ? "var(--open)" : "var(--quiet)";
  const diamond = drawing("path", {d: "M0-7L7 0L0 7L-7 0Z", fill: colour, ...edge});
  if (open === undefined) return [diamond];
  const inner = open ? "M-2.8 .2L-.8 2.2L3-2" : "M-2.3-2.3L2.3 2.3M2.3-2.3L-2.3 2.3";
  return [diamond, drawing("path", {d: inner, fill: "none", stroke: "var(--halo)", "stroke-width": 1.6})];
}

function signElement(kind, open, size = 18) {
  return drawing("svg", {width: size, height: size, viewBox: "-9 -9 18 18", "aria-hidden": "true"}, ...sign(kind, open));
}

// MARK: - Shapes

/** Positions from `[x, y, dx, dy, ...]`, as Leaflet takes them: [up, right] in kilometres. */
function positions(path) {
  const scale = data.unit_m / 1000;
  const result = [];
  let x = 0;
  let y = 0;
  for (let index = 0; index < path.length; index += 2) {
    x += path[index];
    y += path[index + 1];
    result.push([y * scale, x * scale]);
  }
  return result;
}

const arcs = [];
/** A line of the ground; its positions are reckoned when it is first drawn. */
const arcAt = index => arcs[index] ??= positions(data.ground.arcs[index]);

function ringOf(references) {
  return references.flatMap(reference => {
    const arc = reference >= 0 ? arcAt(reference) : arcAt(~reference).slice().reverse();
    return arc.slice(0, -1);
  });
}

// MARK: - The map

const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const map = L.map("map", {
  crs: L.CRS.Simple, zoomSnap: 0.25, zoomDelta: 0.75, wheelPxPerZoomLevel: 90, minZoom: -5.5, maxZoom: 6,
  zoomControl: false, zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm,
  renderer: L.svg({padding: 0.6}), maxBoundsViscosity: 0.8,
});
map.attributionControl.setPrefix(false);
const zoomControl = L.control.zoom({position: "topleft"}).addTo(map);

for (const [index, name] of ["ground", "grid", "borders", "areas", "others", "casings", "lines", "touch", "small", "stations"].entries()) {
  const pane = map.createPane(name);
  pane.style.zIndex = 210 + 20 * index;
  if (!["touch", "small", "stations", "areas", "borders"].includes(name)) pane.style.pointerEvents = "none";
}
// Each pane has a drawing of its own, so that it lies where its pane lies.
const renderers = new Map();
function renderer(pane) {
  if (!renderers.has(pane)) renderers.set(pane, L.svg({pane, padding: 0.6}));
  return renderers.get(pane);
}
const line = (points, pane, options) =>
  L.polyline(points, {pane, renderer: renderer(pane), interactive: false, smoothFactor: 0.7, ...options});

/** Everything that can be switched on and off, by key, in the order of the legend. */
const layers = new Map();
function layer(key) {
  if (!layers.has(key)) layers.set(key, L.layerGroup().addTo(map));
  return layers.get(key);
}

/** Everything that has a popup, with what the list needs. */
const features = [];

/** Countries have rings once they are drawn. */
const countries = data.ground.countries.map(({code, names}) => ({code, names, rings: null}));

/** What lies under everything else, a piece at a time: most of what there is to draw. */
function* groundPieces() {
  for (const [index, country] of countries.entries()) {
    const rings = country.rings = data.ground.countries[index].rings.map(ringOf);
    L.polygon(rings.map(ring => [ring]), {
      pane: "ground", renderer: renderer("ground"), stroke: false, interactive: false, className: "land", smoothFactor: 0.5,
    }).addTo(map);
    yield;
  }
  const most = 60;
  for (const [kind, name] of [[0, "coast"], [1, "frontier"]]) {
    const parts = data.ground.kinds.flatMap((own, index) => own === kind ? [arcAt(index)] : []).filter(arc => arc.length > 1);
    for (let first = 0; first < parts.length; first += most) {
      const shape = line(parts.slice(first, first + most), "borders", {className: name, smoothFactor: 0.5});
      shape.addTo(kind === 1 ? layer("border") : map);
      yield;
    }
  }
  for (const {kind, shape} of features) if (kind === "boundary") shape.bringToFront();
}

/** Gives a line its colour and dashes, those of its status or of what the scenario closes; CSS variables follow the switch of colours. */
function colour(shape, mode, status, width) {
  const dash = data.dashes[status].map(length => (length * width).toFixed(1)).join(" ");
  const set = () => {
    const element = shape.getElement();
    if (!element) return;
    element.style.stroke = `var(--mode-${mode})`;
    element.style.strokeDasharray = dash || "none";
    element.style.strokeLinecap = dash ? "butt" : "round";
  };
  shape.on("add", set);
  set();
}

/** Zones lie under ports, ports under crossings that are known to be open or closed. */
const zOffset = (kind, open) => kind === "zone" ? -20_000 : kind === "crossing" && open !== undefined ? 20_000 : 0;

/** What can be clicked, a piece at a time, and the meridians and parallels below it. */
function* shapePieces() {
  for (const {points} of data.graticule) {
    line(positions(points), "grid", {className: "grid"}).addTo(layer("graticule"));
    yield;
  }
  for (const boundary of data.boundaries) {
    const shape = line(positions(boundary.points), "borders", {className: "boundary", interactive: true});
    shape.addTo(layer("boundary"));
    features.push({...boundary, kind: "boundary", shape, elements: [shape]});
    yield;
  }
  for (const area of data.areas) {
    const shape = L.polygon(area.rings.map(ring => [positions(ring)]), {
      pane: "areas", renderer: renderer("areas"), className: "area",
    });
    shape.addTo(layer("zone"));
    features.push({...area, kind: "area", shape, elements: [shape]});
    yield;
  }
  for (const link of data.links) {
    const points = positions(link.points);
    const isOther = data.comparison !== null && link.routes.length === 0;
    const key = isOther ? "other_links" : link.mode;
    const width = isOther ? 1.2 : link.status === "proposed" ? 2.6 : 3;
    const group = layer(key);
    const casing = isOther ? null : line(points, "casings", {className: "casing", weight: width + 2.4}).addTo(group);
    const visible = line(points, isOther ? "others" : "lines", {weight: width, className: isOther ? "off-route" : ""});
    // The legend tells no modes apart off the routes.
    if (!isOther) colour(visible, link.mode, link.closed ? "closed" : link.status, width);
    visible.addTo(group);
    const touch = line(points, "touch", {className: "touch", weight: 13, interactive: true}).addTo(group);
    features.push({...link, kind: "link", shape: touch, elements: casing ? [casing, visible] : [visible], isOther});
    yield;
  }
  for (const mark of data.marks) {
    const [at] = positions(mark.point);
    // Null where nobody knows.
    const open = mark.properties.open ?? undefined;
    let shape;
    if (mark.kind === "station") {
      const pane = mark.rank > 3 ? "small" : "stations";
      shape = L.circleMarker(at, {
        pane, renderer: renderer(pane), radius: mark.rank < 3 ? 4 : mark.rank === 3 ? 2.8 : 1.8,
        className: "station", weight: 1,
      });
    } else {
      const icon = L.divIcon({className: "mark", html: signElement(mark.kind, open), iconSize: [18, 18]});
      shape = L.marker(at, {icon, riseOnHover: true, zIndexOffset: zOffset(mark.kind, open)});
    }
    const key = mark.kind !== "crossing" ? mark.kind
      : open === false ? "crossing_closed" : open === true ? "crossing_open" : "crossing_unknown";
    shape.addTo(layer(key));
    features.push({...mark, at, shape, elements: [shape], layer: key});
    yield;
  }
}

// From far away a line must not vanish under its stations.
map.on("zoomend viewreset", () => map.getPane("small").style.display = map.getZoom() < -2 ? "none" : "");

const bounds = L.latLngBounds([
  [data.box_m[1] / 1000, data.box_m[0] / 1000], [data.box_m[3] / 1000, data.box_m[2] / 1000],
]);
const showAll = () => map.fitBounds(bounds, {padding: [30, 30], animate: !calm});
map.fitBounds(bounds, {padding: [30, 30], animate: false});
layer("border");

// MARK: - Scale

/** Longitude and latitude of a position on the map, on a sphere of the same area: good enough for a scale. */
function onSphere(point) {
  const radius = 6371.007;
  const degree = Math.PI / 180;
  const [x, y] = [point.lng, point.lat];
  const rho = Math.min(Math.hypot(x, y), 2 * radius);
  const latitude0 = data.projection.latitude * degree;
  if (rho === 0) return [0, latitude0];
  const angle = 2 * Math.asin(rho / 2 / radius);
  const sine = Math.cos(angle) * Math.sin(latitude0) + y * Math.sin(angle) * Math.cos(latitude0) / rho;
  const longitude = Math.atan2(
    x * Math.sin(angle), rho * Math.cos(latitude0) * Math.cos(angle) - y * Math.sin(latitude0) * Math.sin(angle));
  return [longitude, Math.asin(Math.max(-1, Math.min(1, sine)))];
}

function kilometresBetween(one, other) {
  const [[a, b], [c, d]] = [onSphere(one), onSphere(other)];
  const haversine = Math.sin((d - b) / 2) ** 2 + Math.cos(b) * Math.cos(d) * Math.sin((c - a) / 2) ** 2;
  return 2 * 6371.007 * Math.asin(Math.min(1, Math.sqrt(haversine)));
}

const scale = L.control({position: "bottomleft"});
scale.onAdd = () => {
  const text = make("span");
  const bar = make("i");
  const box = make("div", {class: "scale"}, text, bar);
  scale.update = () => {
    const middle = map.getSize().divideBy(2);
    const reach = 100;
    const [left, right] = [-reach / 2, reach / 2].map(dx => map.containerPointToLatLng(middle.add([dx, 0])));
    const kilometres = kilometresBetween(left, right);
    const rough = kilometres * 1.2;
    const power = 10 ** Math.floor(Math.log10(rough));
    const round = [5, 2, 1].find(step => step * power <= rough) * power;
    bar.style.width = `${(reach * round / kilometres).toFixed(1)}px`;
    text.textContent = `${number(round, round < 1 ? 1 : 0)} ${word("km")}`;
    box.title = word("scale_at");
  };
  return box;
};
scale.addTo(map);
map.on("moveend zoomend", () => scale.update());
