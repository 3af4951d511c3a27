#!/usr/bin/env python3
"""How long the page of `corridor serve` takes from a change to what is then painted, in a headless Chromium.

    scripts/serve/redraw.py [--changes 30] [--corridor .build/release/corridor]

Sliders are moved one after the other, each change only after the one before it is painted. For every comparison
two places are tried: the top of the page, and the charts scrolled into sight. Told are the median, the 95th
percentile and the longest time until what is in sight is painted, and the median until everything is.
`make test-browser` installs what it needs.
"""

import argparse
import pathlib
import re
import signal
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Browser"))

from webdriver import Browser  # noqa: E402

# Moves a slider to a share of its way, and tells the milliseconds until the answer is drawn and the frame after it was begun.
CHANGE = """
const [turn, share, done] = arguments;
const sliders = [...controls.values()].filter(control => !control.slider.hidden && !control.box.hidden);
const {slider} = sliders[turn % sliders.length];
const {min, max} = {min: Number(slider.min), max: Number(slider.max)};
const root = document.documentElement;
const drawn = root.dataset.drawn;
const begun = performance.now();
let seen = null;
const observer = new MutationObserver(() => {
  if (root.dataset.drawn !== drawn && seen === null) {
    seen = {server: Number(root.dataset.answered) - begun};
    requestAnimationFrame(() => setTimeout(() => { seen.painted = performance.now() - begun; check(); }));
  }
  check();
});
function check() {
  if (seen?.painted === undefined || isBusy || document.querySelector("#charts [data-stale]")) return;
  observer.disconnect();
  const refused = !document.getElementById("problem").hidden;
  requestAnimationFrame(() => setTimeout(() => done({...seen, whole: performance.now() - begun, refused})));
}
observer.observe(document, {subtree: true, attributes: true, attributeFilter: ["data-drawn", "data-stale"]});
slider.value = min + share * (max - min);
slider.dispatchEvent(new Event("input"));
"""


def measure(browser, changes, offset):
    rows = []
    for turn in range(changes):
        found = browser.run_async(CHANGE, turn, (0.13 + 0.37 * turn + offset) % 1)
        if not found["refused"]:
            rows.append(found)
    return rows


def told(rows):
    painted = sorted(row["painted"] for row in rows)
    late = painted[min(len(painted) - 1, int(0.95 * len(painted)))]
    return (f"{statistics.median(painted):6.0f} {late:6.0f} {painted[-1]:6.0f} "
            f"{statistics.median(row['server'] for row in rows):6.0f} {statistics.median(row['whole'] for row in rows):6.0f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--changes", type=int, default=30)
    parser.add_argument("--corridor", default=str(ROOT / ".build/release/corridor"))
    options = parser.parse_args()
    server = subprocess.Popen(
        [options.corridor, "serve", "--port", "0", "--study", str(ROOT / "Geo")], stderr=subprocess.PIPE, text=True)
    try:
        base = re.search(r"http://[^/]+/", server.stderr.readline())[0]
        with Browser() as browser:
            browser.open("/dev/null")
            browser.run("location.assign(arguments[0])", base)
            ids = browser.wait("return typeof byId === 'function' && [...byId('comparison').options].map(option => option.value)")
            print(f"{'milliseconds from a change':32}  median    95%    max answer  whole  changes")
            for comparison in ids:
                browser.open("/dev/null")
                browser.run("location.assign(arguments[0])", f"{base}#comparison={comparison}")
                browser.wait("return document.documentElement.dataset.drawn && !isBusy", seconds=60)
                for offset, (place, target) in enumerate((("top", "title"), ("charts", "charts"))):
                    browser.run("document.getElementById(arguments[0]).scrollIntoView()", target)
                    measure(browser, 3, 0.05)
                    rows = measure(browser, options.changes, 0.17 * offset)
                    print(f"{comparison:25} {place:6}  {told(rows)} {len(rows):8}")
        server.send_signal(signal.SIGTERM)
        return server.wait(timeout=20)
    finally:
        if server.poll() is None:
            server.kill()
        server.stderr.close()


if __name__ == "__main__":
    sys.exit(main())
