// Popups: the figures of a thing, their sources, and what else lies at the spot.
"use strict";

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
