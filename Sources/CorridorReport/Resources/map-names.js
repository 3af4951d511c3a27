// Names on the map: of places by rank and zoom, of countries where there is room.
"use strict";

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
