// The figures of the routes as a table, which can be sorted by any column.
"use strict";

let study = null;
/** The figures without any change, to show beside those that moved, and the assumptions without any by id. */
let before = null;

/**
 * Makes an element that is shown like a fresh one: what is the same stays, so that the browser lays out and paints no more than what
 * moved. The fresh one is used up.
 */
function renew(old, fresh) {
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) {
    old.replaceWith(fresh);
    return;
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  for (const {name, namespaceURI, value} of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttributeNS(namespaceURI, name, value);
  }
  if (old.attributes.length !== fresh.attributes.length) {
    for (const {name} of [...old.attributes]) {
      if (!fresh.hasAttribute(name)) old.removeAttribute(name);
    }
  }
  let [here, there] = [old.firstChild, fresh.firstChild];
  while (here && there) {
    const [next, following] = [here.nextSibling, there.nextSibling];
    renew(here, there);
    [here, there] = [next, following];
  }
  while (here) {
    const next = here.nextSibling;
    here.remove();
    here = next;
  }
  while (there) {
    const following = there.nextSibling;
    old.append(there);
    there = following;
  }
}

function moneyYear(figures, unit) {
  return unit.includes(figures.currency) ? `${unit}, prices of ${figures.price_year}` : unit;
}

function drawCell(value, column, reason, was) {
  if (value === null) return make("td", {title: reason, "data-key": column.key}, "–", make("span", {class: "unseen"}, reason ?? ""));
  const text = number(value, column.decimals);
  const old = was === undefined || was === null ? text : number(was, column.decimals);
  // What reads the same has not moved for who reads it.
  return make("td", {"data-key": column.key, "data-value": String(value), class: old === text ? null : "moved"},
    text, old === text ? null : make("span", {class: "was"}, `was ${old}`));
}

/** The key of the column that rows are sorted by, with a hyphen before it from the greatest down; "" as `corridor compare` does. */
const sortKey = () => state.sort.replace(/^-/, "");

/** Whether rows can be sorted by a key; no key is as `corridor compare` does. */
const isColumn = (key, figures) => ["", "route", ...figures.columns.map(column => column.key)].includes(key);

/** The routes in their order; those without a value come last, whichever way. */
function sorted(figures) {
  const sign = state.sort.startsWith("-") ? -1 : 1;
  const key = sortKey();
  if (!key) return figures.routes;
  const place = figures.columns.findIndex(column => column.key === key);
  if (place < 0 && key !== "route") return figures.routes;
  const value = route => place < 0 ? route.names.en : route.values[place];
  return figures.routes.map(route => [value(route), route]).sort(([one], [other]) => {
    if (one === null || other === null) return (one === null) - (other === null);
    return sign * (place < 0 ? one.localeCompare(other, "en") : one - other);
  }).map(([, route]) => route);
}

/** A heading that sorts: from the least, from the greatest, and as it was. */
function heading(key, name, unit) {
  const isOwn = sortKey() === key;
  const order = !isOwn ? null : state.sort.startsWith("-") ? "descending" : "ascending";
  return make("th", {scope: "col", "aria-sort": order},
    make("button", {type: "button", class: "sort", "data-sort": key, title: "Sort by this column"},
      name, make("span", {class: "arrow", "aria-hidden": "true"}, !isOwn ? "" : order === "ascending" ? " ▲" : " ▼")),
    // A unit may be broken after a stroke.
    unit ? make("small", {}, ...unit.split(/(?<=\/)/).flatMap((part, index) => index ? [make("wbr"), part] : [part])) : null);
}

/** Sorts by a column; the third time as it was. */
function sortBy(key) {
  state.isSortAsked = false;
  if (isSortTold) complain(null);
  state.sort = sortKey() !== key ? key : state.sort.startsWith("-") ? "" : `-${key}`;
  writeAddress();
  if (figuresShown) drawTable(figuresShown);
}

let figuresShown = null;

function drawTable(figures) {
  figuresShown = figures;
  const old = new Map();
  for (const route of before?.figures.routes ?? []) {
    before.figures.columns.forEach((column, index) => old.set(`${route.id}/${column.key}`, route.values[index]));
  }
  const table = byId("table");
  renew(table.tHead, make("thead", {}, make("tr", {}, heading("route", "Route"),
    ...figures.columns.map(column => heading(column.key, column.name, column.unit === "1" ? "" : moneyYear(figures, column.unit))),
    make("th", {scope: "col", class: "text"}, "State"))));
  const body = table.tBodies[0];
  const rows = new Map([...body.rows].map(row => [row.dataset.route, row]));
  const drawn = sorted(figures).map(route => {
    const fresh = make("tr", {"data-route": route.id},
      make("td", {}, make("strong", {}, route.names.en), make("small", {}, ` ${route.id}`)),
      ...figures.columns.map((column, index) =>
        drawCell(route.values[index], column, route.reasons[index], old.get(`${route.id}/${column.key}`))),
      make("td", {class: "text", title: route.open_reason}, `${route.status}, ${route.open ? "open" : "not open"} ${figures.scenario === "if-open" ? "today" : "in this scenario"}`));
    const row = rows.get(route.id);
    if (!row) return fresh;
    renew(row, fresh);
    return row;
  });
  if (drawn.length !== body.rows.length || drawn.some((row, index) => row !== body.rows[index])) body.replaceChildren(...drawn);
  const unsourced = Math.max(0, ...figures.routes.map(route => route.unsourced));
  byId("basis").textContent = `${figures.scenario === "if-open" ? "Every listed route built and open" : `Scenario ${figures.scenario}`} · `
    + `${figures.currency}, prices of ${figures.price_year} · up to ${unsourced} inputs of a route without a source`;
  renew(byId("conventions"), make("ul", {id: "conventions"}, ...figures.conventions.map(text => make("li", {}, text))));
}
