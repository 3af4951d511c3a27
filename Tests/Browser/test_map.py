"""The page of `corridor map` in a real browser. Run by `make test-browser`."""

import json
import math
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from webdriver import Browser

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMAND = os.environ.get("CORRIDOR", str(ROOT / ".build/debug/corridor"))
EVIL = "</script><b id=\"broken\">&amp;<!-- {{title}} 'x\" \u2028"
# Towns on either side of the antimeridian, 444 km apart.
ANADYR = [177.51, 64.73]
PROVIDENIYA = [-173.23, 64.42]
COMPARISON = "container:busan-hamburg"


def corridor(*arguments, study=ROOT / "Geo"):
    done = subprocess.run([COMMAND, *arguments, "--study", str(study)], capture_output=True, text=True)
    if done.returncode != 0:
        raise AssertionError(f"corridor {' '.join(arguments)} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def evil_study(folder):
    """A copy of the study with a hostile name and a sea lane across the antimeridian."""
    study = pathlib.Path(folder) / "Geo"
    shutil.copytree(ROOT / "Geo", study, ignore=shutil.ignore_patterns("sea"))
    places = json.loads((study / "places.geojson").read_text())
    for number, (name, position) in enumerate([(EVIL, ANADYR), ("Provideniya", PROVIDENIYA)]):
        places["features"].append({
            "type": "Feature", "id": f"test-{number}", "geometry": {"type": "Point", "coordinates": position},
            "properties": {"name": name, "name_ru": name, "kind": "landing", "country": "RU", "provenance": "digitised",
                           "sources": ["general-knowledge"]}})
    (study / "places.geojson").write_text(json.dumps(places))
    links = json.loads((study / "links.geojson").read_text())
    pattern = next(link for link in links["features"] if link["properties"]["mode"] == "sea")
    properties = {key: pattern["properties"][key] for key in ("mode", "class", "status")}
    properties |= {"name": EVIL, "from": "test-0", "to": "test-1", "alignment": EVIL, "note": EVIL,
                   "sources": ["general-knowledge"]}
    links["features"].append({
        "type": "Feature", "id": "test-lane", "properties": properties,
        "geometry": {"type": "LineString", "coordinates": [ANADYR, PROVIDENIYA]}})
    (study / "links.geojson").write_text(json.dumps(links))
    return study


class Pictures(unittest.TestCase):
    """Text of files of SVG, measured where they are shown."""

    BEYOND = """
        const sheet = document.documentElement.getBoundingClientRect();
        return [...document.querySelectorAll("text")].filter(text => {
          // The edge of a frame cuts what crosses it by intent.
          if (text.closest("[clip-path]")) return false;
          const box = text.getBoundingClientRect();
          return box.left < sheet.left || box.right > sheet.right || box.bottom > sheet.bottom;
        }).map(text => text.textContent);"""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.browser = cls.enterClassContext(Browser())

    def test_text_of_a_map_stays_on_the_sheet(self):
        path = os.path.join(self.folder.name, "map.svg")
        study = pathlib.Path(self.folder.name) / "study"
        shutil.copytree(ROOT / "Geo", study)
        settings = (study / "study.yaml").read_text()
        title = "Containers from Busan to Hamburg"
        self.assertIn(title, settings)
        (study / "study.yaml").write_text(settings.replace(title, f"{title}, WHICHEVER WAY THEY MAY COME AND GO" * 3))
        for language in ["en", "ko", "ru"]:
            for folder in [ROOT / "Geo", study]:
                with self.subTest(language=language, study=folder.name):
                    corridor("map", COMPARISON, "--language", language, "-o", path, study=folder)
                    self.browser.open(path)
                    self.assertGreater(self.browser.run("return document.querySelectorAll('text').length"), 30)
                    self.assertEqual(self.browser.run(self.BEYOND), [])

    def test_text_of_charts_stays_on_the_sheet_and_whole(self):
        charts = os.path.join(self.folder.name, "charts")
        corridor("report", "copper:kolwezi-rotterdam", "--samples", "256", "--charts", charts, study=ROOT / "Examples/lobito")
        names = sorted(name for name in os.listdir(charts) if name.endswith(".svg") and not name.endswith("map.svg"))
        self.assertGreater(len(names), 8)
        for name in names:
            with self.subTest(chart=name):
                self.browser.open(os.path.join(charts, name))
                self.assertEqual(self.browser.run(self.BEYOND), [])
                lines = self.browser.run("""
                    return [...document.querySelectorAll("text[font-weight=bold]")].map(text => text.textContent)""")
                self.assertEqual([line for line in lines if line.endswith("…")], [])


class MapPage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.pages = {}
        for name, arguments in {
                "all": [], "comparison": [COMPARISON], "detente": [COMPARISON, "--scenario", "detente"],
                "suez": [COMPARISON, "--scenario", "suez-closed"], "scenario": ["--scenario", "suez-closed"]}.items():
            cls.pages[name] = os.path.join(cls.folder.name, name + ".html")
            corridor("map", *arguments, "-o", cls.pages[name])
        cls.pages["evil"] = os.path.join(cls.folder.name, "evil.html")
        corridor("map", "-o", cls.pages["evil"], study=evil_study(cls.folder.name))
        cls.browser = cls.enterClassContext(Browser())

    def open(self, name, fragment=""):
        self.browser.open(self.pages[name], fragment)
        self.browser.wait("return document.querySelectorAll('.names span').length > 0")
        return self.browser

    def test_no_request_leaves_the_file_and_the_console_is_silent(self):
        for name, path in self.pages.items():
            with self.subTest(page=name):
                browser = self.open(name)
                # Everything that a reader can open is opened.
                browser.run("""
                    for (const details of document.querySelectorAll("details")) details.open = true;
                    for (const feature of features) {
                      feature.shape.getPopup().options.autoPan = false;
                      feature.shape.openPopup();
                      feature.shape.closePopup();
                    }
                    for (const code of data.languages) {
                      document.getElementById("language").value = code;
                      document.getElementById("language").dispatchEvent(new Event("change"));
                    }""")
                self.assertEqual(browser.complaints(), [])
                asked = [url for url in browser.requests() if not url.startswith(("file://" + path, "data:"))]
                self.assertEqual(asked, [])

    def test_every_layer_of_the_study_is_drawn(self):
        browser = self.open("all")
        links = json.loads((ROOT / "Geo/links.geojson").read_text())["features"]
        shown = browser.run("return features.filter(f => f.kind === 'link').map(f => [f.id, f.mode, f.status])")
        self.assertEqual(
            sorted(map(tuple, shown)),
            sorted((link["id"], link["properties"]["mode"], link["properties"]["status"]) for link in links))
        drawn = browser.run("""return features.filter(f => f.kind === 'link')
            .filter(f => !f.elements.at(-1).getElement()?.getAttribute('d')?.startsWith('M')).map(f => f.id)""")
        self.assertEqual(drawn, [], "links without a path in the document")
        kinds = browser.run("return [...layers.keys()]")
        for kind in ["rail", "sea", "oil_pipeline", "gas_pipeline", "power_line", "port", "crossing_open",
                     "crossing_closed", "zone", "station", "boundary", "border", "graticule"]:
            self.assertIn(kind, kinds)
        zones = json.loads((ROOT / "Geo/zones.geojson").read_text())["features"]
        self.assertEqual(browser.run("return features.filter(f => f.kind === 'zone').length"), len(zones))

    def test_the_ground_is_whole_and_lies_under_the_lines_that_were_redrawn(self):
        browser = self.open("all")
        land, countries, order = browser.run("""
            const paths = [...document.querySelectorAll(".leaflet-borders-pane path")].map(path => path.classList[0]);
            return [document.querySelectorAll("path.land").length, data.ground.countries.length, paths];""")
        self.assertEqual(land, countries)
        boundaries = order.count("boundary")
        self.assertGreater(boundaries, 3)
        self.assertEqual(order[-boundaries:], ["boundary"] * boundaries)
        self.assertEqual(set(order), {"coast", "frontier", "boundary"})

    def test_colours_tell_modes_and_dashes_tell_status(self):
        browser = self.open("all")
        styles = browser.run("""return features.filter(f => f.kind === 'link').map(f => {
            const style = getComputedStyle(f.elements.at(-1).getElement());
            return [f.mode, f.status, style.stroke, style.strokeDasharray]; })""")
        colours = {(mode, colour) for mode, _, colour, _ in styles}
        self.assertEqual(len(colours), len({mode for mode, _ in colours}), "one colour for each mode")
        self.assertEqual(len({colour for _, colour in colours}), len(colours), "no two alike")
        for _, status, _, dash in styles:
            self.assertEqual(dash == "none", status == "operating", f"{status} is drawn with {dash}")

    def test_a_click_shows_figures_with_source_and_class(self):
        browser = self.open("all")
        text = browser.run("""
            const link = features.find(f => f.kind === "link" && f.properties.declared_km && f.mode === "rail");
            link.shape.openPopup();
            return [document.querySelector(".leaflet-popup").innerText, link.properties.declared_km,
              data.sources[link.properties.declared_source].title, data.words.en["class_" + link.properties.source_class]];""")
        words, declared, title, word = text
        for expected in [f"{declared:,.1f} km" if declared < 100 else f"{declared:,.0f} km", title, word, "Published length"]:
            self.assertIn(expected, words)

    def test_a_proposal_says_so(self):
        browser = self.open("all")
        words = browser.run("""
            features.find(f => f.kind === "link" && f.status === "proposed").shape.openPopup();
            return document.querySelector(".leaflet-popup .flag.proposal").innerText;""")
        self.assertIn("propos", words)

    def test_what_nobody_knows_of_a_crossing_is_left_out(self):
        browser = self.open("all")
        words, signs, listed = browser.run("""
            const lines = features.filter(f => f.kind === "crossing" && f.properties.open === null);
            const words = lines.map(f => { f.shape.openPopup(); return document.querySelector(".leaflet-popup").innerText; });
            return [words, lines.map(f => [f.layer, f.shape.getElement().querySelectorAll("path").length]), lines.map(stateOf)];""")
        self.assertGreater(len(words), 2)
        for text in words:
            self.assertNotIn("Open to transit today", text)
            self.assertNotIn("Break of gauge", text)
        self.assertEqual(signs, [["crossing_unknown", 1]] * len(words), "a diamond without a tick or a cross")
        self.assertEqual(listed, [""] * len(words))

    def test_what_is_open_is_so_in_the_scenario_of_the_map(self):
        crossings = """return features.filter(f => f.kind === "crossing" && f.properties.open === true).map(f => {
            f.shape.openPopup(); return f.shape.getPopup().getElement().innerText; });"""
        for name, says, others in [("detente", "in this scenario", "today"), ("comparison", "today", "scenario")]:
            with self.subTest(page=name):
                texts = self.open(name).run(crossings)
                self.assertGreater(len(texts), 0)
                for text in texts:
                    self.assertIn(f"Open to transit {says}", text)
                    self.assertNotIn(f"Open to transit {others}", text)
                    # Kilometres say from where: all routes of the comparison begin in Busan.
                    self.assertIn(", counted from Busan)", text)

    def test_what_a_scenario_closes_is_drawn_as_closed_and_says_why(self):
        for name in ["suez", "scenario"]:
            with self.subTest(page=name):
                closed, legend = self.open(name).run("""
                    const shut = features.filter(f => f.closed);
                    return [shut.map(f => { f.shape.openPopup(); return [f.id, f.shape.getPopup().getElement().innerText,
                      getComputedStyle(f.elements.at(-1).getElement()).strokeDasharray, stateOf(f), f.isOther]; }),
                      byId("dashes").innerText];""")
                links = json.loads((ROOT / "Geo/links.geojson").read_text())["features"]
                lanes = [link["id"] for link in links if "suez" in link["properties"].get("passages", [])]
                self.assertEqual(sorted(link for link, *_ in closed), sorted(lanes))
                self.assertIn(False, [is_other for *_, is_other in closed])
                for _, text, dash, state, is_other in closed:
                    self.assertIn("a ship aground or a war shuts the canal", text)
                    self.assertIn("closed in this scenario", text)
                    # Off the routes all links are drawn alike.
                    self.assertEqual(dash == "none", is_other)
                    self.assertIn("closed in this scenario", state)
                self.assertIn("closed in this scenario", legend)
        self.assertNotIn("closed in this scenario", self.open("comparison").run("return byId('dashes').innerText"))

    def test_figures_of_zones_and_borders_have_their_class(self):
        browser = self.open("all")
        texts = browser.run("""
            const known = features.filter(f => f.properties.since_class || f.properties.declared_class);
            // A popup that is closed stays for a moment beside the next one.
            return known.map(f => { f.shape.openPopup(); return [f.shape.getPopup().getElement().innerText,
              data.words.en["class_" + (f.properties.since_class ?? f.properties.declared_class)]]; });""")
        self.assertEqual(len(texts), 6)
        for text, word in texts:
            self.assertRegex(text, rf"(Since\n\d+|Published length\n[\d.]+ km) \({word}\)")

    def test_figures_of_routes_are_those_of_compare(self):
        browser = self.open("comparison")
        result = json.loads(corridor("compare", COMPARISON, "--format", "json"))
        # The table stands in parts below each other; each has the routes first.
        tables = browser.run("""return [...document.querySelectorAll('#routes table')].map(table =>
            [[...table.tHead.rows[0].cells].map(h => h.innerText),
             [...table.tBodies[0].rows].map(row => [row.dataset.route, [...row.cells].map(c => c.innerText)])])""")
        prices = [(heads, rows, index) for heads, rows in tables for index, head in enumerate(heads) if head.startswith("Price")]
        self.assertEqual(len(prices), 1)
        heads, rows, index = prices[0]
        self.assertIn("USD/TEU", heads[index])
        self.assertIn(str(result["price_year"]), heads[index])
        for route in result["routes"]:
            shown = dict(rows)[route["id"]][index]
            self.assertLessEqual(abs(float(shown.replace(",", "")) - route["price_usd_per_teu"]), 0.5)
        self.assertTrue(all(route in cells[0] for _, rows in tables for route, cells in rows), "each part names the routes")
        whys = browser.run("return [...document.querySelectorAll('#routes td[title]')].map(c => [c.innerText, c.title])")
        self.assertTrue(any("–" in text and why for text, why in whys), "a missing figure has its reason")

    def test_lines_off_the_routes_are_drawn_as_the_legend_has_them(self):
        browser = self.open("comparison")
        drawn, legend, modes = browser.run("""
            const look = path => { const style = getComputedStyle(path); return [style.stroke, style.strokeWidth, style.strokeOpacity].join(); };
            const others = features.filter(feature => feature.isOther).map(feature => feature.elements[0].getElement()).filter(Boolean);
            return [[...new Set(others.map(look))], look(byId("layer-other_links").closest("li").querySelector("path")),
              new Set(features.filter(feature => feature.isOther).map(feature => feature.mode)).size];""")
        self.assertEqual(drawn, [legend])
        self.assertGreater(modes, 1)

    def test_choosing_a_route_fades_the_others(self):
        browser = self.open("comparison")
        dim = "return features.filter(f => f.kind === 'link' && f.elements.at(-1).getElement().classList.contains('dim')).map(f => f.id)"
        self.assertEqual(browser.run(dim), [])
        browser.run("document.querySelector('#routes tr[data-route=\"trans-china\"] button').click()")
        faded = set(browser.run(dim))
        routes = {f["id"]: f["routes"] for f in browser.run("return data.links.map(l => ({id: l.id, routes: l.routes}))")}
        self.assertEqual(faded, {link for link, on in routes.items() if "trans-china" not in on})
        self.assertNotEqual(faded, set())

    def test_a_click_on_the_map_opens_a_popup(self):
        browser = self.open("comparison")
        x, y = browser.run("""
            const port = features.find(f => f.id === "busan");
            const box = port.shape.getElement().getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];""")
        browser.click(x, y)
        self.assertIn("Busan", browser.wait("return document.querySelector('.leaflet-popup')?.innerText"))

    def test_what_lies_at_one_spot_is_told_together(self):
        browser = self.open("all")
        pair = browser.run("""
            const middle = f => { const box = f.shape.getElement().getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; };
            const marks = features.filter(f => f.at && f.kind !== "station" && map.getBounds().contains(f.at));
            for (const one of marks) for (const other of marks) {
              const [[a, b], [c, d]] = [middle(one), middle(other)];
              if (one !== other && Math.hypot(a - c, b - d) < 4) return [one.id, other.id, nameOf(other.names)];
            }""")
        self.assertIsNotNone(pair, "some signs of the study lie on one another")
        names = browser.run("""
            const one = features.find(f => f.id === arguments[0]);
            one.shape.openPopup();
            return [...one.shape.getPopup().getElement().querySelectorAll(".also button")].map(b => b.innerText);""", pair[0])
        self.assertIn(pair[2], names)
        head, focus, count = browser.run("""
            const one = features.find(f => f.id === arguments[0]);
            [...one.shape.getPopup().getElement().querySelectorAll(".also button")].find(b => b.innerText === arguments[2]).click();
            const other = features.find(f => f.id === arguments[1]).shape.getPopup();
            return [other.getElement().querySelector("h3").innerText, document.activeElement.innerText,
              features.filter(f => f.shape.isPopupOpen()).length];""", *pair)
        self.assertEqual([head, focus, count], [pair[2], pair[2], 1])

    def test_lines_that_lie_on_one_another_are_told_together(self):
        browser = self.open("all")
        # Ships to both leave Busan by the same berth; what is elsewhere is not told.
        names = browser.run("""
            const link = features.find(f => f.id === "sea-busan-vladivostok");
            const ends = link.shape.getLatLngs();
            const berth = features.find(f => f.id === "busan").at;
            const near = [ends[0], ends.at(-1)].sort((a, b) => map.distance(a, berth) - map.distance(b, berth))[0];
            map.setView(near, map.getMaxZoom(), {animate: false});
            link.shape.openPopup(near);
            const told = [...link.shape.getPopup().getElement().querySelectorAll(".also button")].map(b => b.innerText);
            return [told, ...["sea-busan-rajin", "espo-taishet-skovorodino"].map(id => nameOf(features.find(f => f.id === id).names))];""")
        self.assertIn(names[1], names[0])
        self.assertNotIn(names[2], names[0])

    def test_of_many_neighbours_the_nearest_are_told(self):
        browser = self.open("all")
        mark, places = browser.run("""
            const marks = features.filter(f => f.at && map.hasLayer(f.shape) && f.shape.getPane().style.display !== "none");
            const [mark] = marks.map(f => [f.id, othersAt(f, f.at).length]).sort((a, b) => b[1] - a[1])[0];
            const one = features.find(f => f.id === mark);
            one.shape.openPopup();
            const at = f => { const p = map.latLngToContainerPoint(f.at); return [p.x, p.y]; };
            return [[nameOf(one.names), ...one.at], marks.filter(f => f !== one).map(f => [nameOf(f.names), ...f.at])];""")
        told = "return [...document.querySelectorAll('.leaflet-popup .also button')].map(b => b.innerText)"
        names = browser.run(told)
        scale = browser.run("return 2 ** map.getZoom()")
        # What lies within 12 pixels, reckoned from kilometres on the map.
        near = sorted((scale * math.hypot(y - mark[1], x - mark[2]), name) for name, y, x in places)
        near = [(pixels, name) for pixels, name in near if pixels < 12]
        self.assertGreater(len(near), 6)
        self.assertEqual(names[5:], [f"and {len(near) - 5} more; zoom in"])
        # Of those that are as far as the fifth any may be told.
        fifth = near[4][0]
        self.assertLessEqual({name for pixels, name in near if pixels < fifth - 1e-6}, set(names[:5]))
        self.assertLessEqual(set(names[:5]), {name for pixels, name in near if pixels < fifth + 1e-6})
        # With keys alone nearer, until all that is left is named.
        for _ in range(8):
            if not browser.run("const more = document.querySelector('.also .more'); more?.focus(); return Boolean(more)"):
                break
            zoom = browser.run("return map.getZoom()")
            browser.keys("\ue007")
            self.assertGreater(browser.run("return map.getZoom()"), zoom)
            self.assertEqual(browser.run("return document.activeElement.innerText"), mark[0])
        names = browser.run(told)
        self.assertFalse([name for name in names if "zoom in" in name])
        # Whoever looks from farther away is told of more again.
        browser.run("map.setZoom(map.getMinZoom(), {animate: false})")
        self.assertRegex(browser.run(told)[-1], r"and \d+ more; zoom in")

    def test_the_table_of_routes_fits_the_panel(self):
        result = json.loads(corridor("compare", COMPARISON, "--format", "json"))
        for dark in (False, True):
            for width in (1280, 1366, 1382, 1440, 1500):
                with self.subTest(width=width, dark=dark), Browser(width=width, dark=dark) as browser:
                    for language in ("en", "ko", "ru"):
                        browser.open(self.pages["comparison"], f"lang={language}")
                        browser.wait("return document.querySelectorAll('.names span').length > 0")
                        found = browser.run("""
                            const box = document.querySelector('#routes .wide');
                            const panel = document.getElementById('panel');
                            const right = box.getBoundingClientRect().right + 0.5;
                            return [[box.scrollWidth - box.clientWidth, panel.scrollWidth - panel.clientWidth],
                              [...box.querySelectorAll('th, td')].filter(c => c.getBoundingClientRect().right > right).length,
                              [...box.querySelectorAll('table')].map(t => t.tBodies[0].rows.length),
                              [...box.querySelectorAll('tbody')].flatMap(b => [...b.rows[0].cells].slice(1)).length,
                              data.comparison.columns.length];""")
                        self.assertEqual(found[:2], [[0, 0], 0])
                        self.assertEqual(set(found[2]), {len(result["routes"])})
                        self.assertEqual(found[3], found[4] + 1, "every column stands once, and the status")

    def test_layers_can_be_switched(self):
        browser = self.open("all")
        count = "return document.querySelectorAll('.leaflet-lines-pane path').length"
        before = browser.run(count)
        browser.run("document.getElementById('layer-rail').click()")
        rails = browser.run("return data.links.filter(l => l.mode === 'rail').length")
        self.assertEqual(browser.run(count), before - rails)
        browser.run("document.getElementById('layer-rail').click()")
        self.assertEqual(browser.run(count), before)

    def test_languages_change_names_and_words(self):
        browser = self.open("all")
        self.assertEqual(browser.run("return data.languages"), ["en", "ko", "ru"])
        places = {place["id"]: place["properties"] for place in
                  json.loads((ROOT / "Geo/places.geojson").read_text())["features"]}
        for code, legend in [("ko", "범례와 레이어"), ("ru", "Легенда и слои")]:
            browser.run("""const box = document.getElementById("language"); box.value = arguments[0];
                box.dispatchEvent(new Event("change"));""", code)
            names = browser.run("return [...document.querySelectorAll('.names span.place')].map(s => s.textContent)")
            self.assertIn(places["hamburg"]["name_" + code], names)
            self.assertEqual(browser.run("return document.getElementById('layers-title').textContent"), legend)
            self.assertEqual(browser.run("return document.documentElement.lang"), code)
        again = self.open("all", "lang=ko")
        self.assertEqual(again.run("return document.documentElement.lang"), "ko", "a link opens in its language")

    def test_dark_and_light(self):
        ground = "return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
        browser = self.open("all")
        self.assertGreater(sum(browser.run(ground)), 600, "light where the system is")
        browser.run("""const box = document.getElementById("theme"); box.value = "dark"; box.dispatchEvent(new Event("change"));""")
        self.assertLess(sum(browser.run(ground)), 150)
        land = "return getComputedStyle(document.querySelector('path.land')).fill.match(/\\d+/g).map(Number)"
        self.assertLess(sum(browser.run(land)), 200)
        with Browser(dark=True) as other:
            other.open(self.pages["all"])
            self.assertLess(sum(other.run(ground)), 150, "dark where the system is")

    def test_study_text_stays_text(self):
        browser = self.open("evil")
        browser.run("""
            document.getElementById("list").open = true;
            features.find(f => f.id === "test-lane").shape.openPopup();""")
        self.assertIsNone(browser.run("return document.getElementById('broken')"))
        self.assertEqual(browser.run("return data.links.find(l => l.id === 'test-lane').names.en"), EVIL)
        self.assertIn(EVIL, browser.run("return document.querySelector('.leaflet-popup h3').textContent"))
        self.assertEqual(browser.complaints(), [])

    def test_a_line_across_the_antimeridian_is_whole(self):
        browser = self.open("evil")
        steps = browser.run("""
            const points = positions(data.links.find(l => l.id === "test-lane").points);
            return points.slice(1).map((p, i) => Math.hypot(p[0] - points[i][0], p[1] - points[i][1]));""")
        # Pieces of 50 km at most; areas are true, so that far from the centre none is drawn twice as long.
        self.assertGreaterEqual(len(steps), 9)
        self.assertLess(max(steps), 100)
        paths = browser.run("""const lane = features.find(f => f.id === "test-lane");
            map.setView(positions(data.links.find(l => l.id === "test-lane").points)[4], -2, {animate: false});
            return lane.elements.at(-1).getElement().getAttribute("d").match(/M/g).length;""")
        self.assertEqual(paths, 1)

    def test_keyboard_and_screen_reader(self):
        browser = self.open("comparison")
        nameless = browser.run("""
            const named = e => e.getAttribute("aria-label") || e.textContent.trim() || e.title
              || (e.labels && [...e.labels].some(l => l.textContent.trim())) || e.getAttribute("aria-labelledby");
            return [...document.querySelectorAll("button, a[href], input, select, summary, [role=button], [role=region], main, aside")]
              .filter(e => !named(e)).map(e => e.outerHTML.slice(0, 200));""")
        self.assertEqual(nameless, [])
        listed = browser.run("return document.querySelectorAll('#list tbody button').length")
        self.assertEqual(listed, browser.run("return features.length"), "everything on the map is in the list")
        # From the list to a popup and back with keys alone.
        browser.run("document.getElementById('list').open = true; document.querySelector('#list tbody button').focus()")
        name = browser.run("return document.activeElement.textContent")
        browser.keys("\ue007")
        self.assertEqual(browser.wait("return document.activeElement.closest('.leaflet-popup')?.querySelector('h3').textContent"), name)
        browser.keys("\ue00c")
        self.assertEqual(browser.wait("return document.activeElement.closest('#list') && document.activeElement.textContent"), name)

    def test_a_phone_is_wide_enough(self):
        with Browser() as phone:
            for width in (390, 500):
                for name in ("all", "comparison"):
                    with self.subTest(width=width, page=name):
                        phone.phone(width)
                        phone.open(self.pages[name])
                        phone.wait("return document.querySelectorAll('.names span').length > 0")
                        phone.run("for (const details of document.querySelectorAll('details')) details.open = true;")
                        # What is wider scrolls in a box of its own; else a phone draws the whole page smaller.
                        self.assertEqual(phone.run("return [document.documentElement.scrollWidth, innerWidth]"), [width, width])
            box = "const box = document.querySelector('#routes .wide'); return [box.scrollWidth, box.clientWidth]"
            self.assertEqual(*phone.run(box))

    def test_no_name_lies_under_what_lies_on_the_map(self):
        browser = self.open("all")
        for zoom in range(-5, 1):
            hidden = browser.run("""
                map.setZoom(arguments[0], {animate: false});
                const covers = [...document.querySelectorAll("#fold, #map .leaflet-control")].map(e => e.getBoundingClientRect());
                return [...document.querySelectorAll(".names span")].filter(name => {
                  const box = name.getBoundingClientRect();
                  return covers.some(c => box.left < c.right && c.left < box.right && box.top < c.bottom && c.top < box.bottom);
                }).map(name => name.textContent);""", zoom)
            self.assertEqual(hidden, [], f"zoom {zoom}")

    def test_the_disclaimer_stands_on_the_map(self):
        browser = self.open("all")
        self.assertIn("no view on sovereignty", browser.run("return document.querySelector('.leaflet-control-attribution').innerText"))
        study = browser.run("return document.getElementById('about').innerText")
        self.assertIn("Natural Earth", study)
        self.assertIn("BSD", browser.run("return document.getElementById('licence').textContent"))

    def test_paper_shows_what_the_window_shows(self):
        browser = self.open("comparison")
        before, paper, after = browser.run("""
            const seen = () => {
              const {width, height} = map.getContainer().getBoundingClientRect();
              const box = map.getBounds();
              return {width, height, zoom: map.getZoom(), sides: [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()]};
            };
            const before = seen();
            dispatchEvent(new Event("beforeprint"));
            const paper = seen();
            dispatchEvent(new Event("afterprint"));
            return [before, paper, seen()];
        """)
        # An inch has 96 px; Leaflet's own idea of its size is what it fits the bounds to.
        self.assertAlmostEqual(paper["width"], 18 / 2.54 * 96, delta=1)
        self.assertAlmostEqual(paper["height"], 14 / 2.54 * 96, delta=1)
        pixel = 2 ** -paper["zoom"]
        for index, sign in enumerate([1, 1, -1, -1]):
            self.assertLessEqual(sign * paper["sides"][index], sign * before["sides"][index] + pixel)
        self.assertEqual([before["zoom"], before["width"]], [after["zoom"], after["width"]])

    def test_the_scale_is_true(self):
        browser = self.open("comparison")
        length = float(browser.run("return document.querySelector('.scale span').textContent").split()[0].replace(",", ""))
        pixels = browser.run("return document.querySelector('.scale i').getBoundingClientRect().width")
        zoom = browser.run("return map.getZoom()")
        middle = browser.run("return Math.hypot(map.getCenter().lat, map.getCenter().lng)")
        # Near the centre of an equal-area map a kilometre is a kilometre; 2,000 km off it errs by 1.3 %.
        self.assertLess(middle, 2500)
        self.assertAlmostEqual(pixels / 2 ** zoom / length, 1, delta=0.03)


if __name__ == "__main__":
    unittest.main()
