// The charts of a comparison: those in sight come with the figures, the others a moment later.
"use strict";

/** Whether an element can be seen, be it in part. */
function isInSight(element) {
  const {top, bottom} = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** Marks what is of another state than the rest of the page, with words that say so; none take the mark away. */
function markStale(figure, words) {
  if (words) figure.dataset.stale = words; else delete figure.dataset.stale;
}

/**
 * Draws a chart: SVG that the server made, taken in as a document, so that nothing in it can run; one that did
 * not move stays. Its numbers are at an address, and called by a name where the address has none.
 */
function drawChart(figure, chart, data, name = "") {
  if (figure.source !== chart.svg) {
    const drawing = document.adoptNode(new DOMParser().parseFromString(chart.svg, "image/svg+xml").documentElement);
    // A browser lays a new drawing out sooner than this script finds what moved in it.
    if (figure.firstChild) figure.firstChild.replaceWith(drawing);
    else {
      const link = make("a", {download: name, "aria-label": `Data of “${chart.title}” as CSV`}, "Data as CSV");
      figure.replaceChildren(drawing, make("figcaption", {}, link));
    }
    figure.source = chart.svg;
  }
  figure.querySelector("figcaption a").href = data;
  markStale(figure, "");
}

/** One figure for each id, in their order; those that stay are not touched. */
function placeFigures(box, ids) {
  const old = new Map([...box.children].map(figure => [figure.dataset.chart, figure]));
  const figures = ids.map(id => old.get(id) ?? make("figure", {"data-chart": id}));
  if (figures.length !== old.size || figures.some((figure, index) => figure !== box.children[index])) {
    box.replaceChildren(...figures);
  }
  return figures;
}

/** Draws the charts of an answer; those that it left out are marked until `drawRest` has drawn them. */
function drawCharts(ids, charts) {
  const fresh = new Map(charts.map(chart => [chart.id, chart]));
  for (const figure of placeFigures(byId("charts"), ids)) {
    const chart = fresh.get(figure.dataset.chart);
    if (chart) drawChart(figure, chart, dataOf(chart)); else markStale(figure, "being drawn anew");
  }
}

/** Where the numbers of a chart are. */
const dataOf = chart => `${shown.path}/charts/${encodeURIComponent(chart.id)}/data.csv?${shown.query}`;

/** Lets the browser do what is more urgent, such as painting and taking in what is typed. */
const pause = () => globalThis.scheduler?.yield?.() ?? new Promise(resolve => setTimeout(resolve));

/** Lets the browser paint first, where it paints at all. */
const painted = () => document.hidden ? pause()
  : new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));

/** Draws what is marked after what is in sight was painted, some charts at a time, so that a slider never waits for them. */
async function drawRest() {
  if (isBusy || !shown) return;
  const of = shown;
  await painted();
  // Whoever is busy, or shows something else by now, calls again.
  if (isBusy || shown !== of) return;
  const stale = new Map([...byId("charts").querySelectorAll("figure[data-stale]")].map(figure => [figure.dataset.chart, figure]));
  const asking = stale.size ? ask(`${of.path}/charts?charts=${[...stale.keys()].join(",")}&${of.query}`) : Promise.resolve([]);
  asking.catch(() => {});
  // The map's words are renewed while the server draws.
  await new Promise(resolve => setTimeout(resolve));
  if (isBusy || shown !== of) return;
  updateMap();
  let charts;
  try {
    charts = await asking;
  } catch (error) {
    if (shown === of) for (const figure of stale.values()) markStale(figure, `not drawn anew: ${error.message}`);
    return;
  }
  let begun = performance.now();
  for (const chart of charts) {
    if (isBusy || shown !== of) return;
    drawChart(stale.get(chart.id), chart, dataOf(chart));
    if (performance.now() - begun > 8) {
      await pause();
      begun = performance.now();
    }
  }
}
