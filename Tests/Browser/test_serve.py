"""The page of `corridor serve` in a real browser. Run by `make test-browser`."""

import json
import os
import pathlib
import re
import signal
import subprocess
import unittest

from webdriver import Browser

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMAND = os.environ.get("CORRIDOR", str(ROOT / ".build/debug/corridor"))
COMPARISON = "container:busan-hamburg"
ASSUMPTION = "rail.tariff.1520"
PRICE = "price_usd_per_teu"
RIGHT = "\ue014"


def compare(*arguments):
    done = subprocess.run(
        [COMMAND, "compare", COMPARISON, "--format", "json", "--study", str(ROOT / "Geo"), *arguments],
        capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


class ServePage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = subprocess.Popen(
            [COMMAND, "serve", COMPARISON, "--port", "0", "--study", str(ROOT / "Geo")], stderr=subprocess.PIPE, text=True)
        cls.addClassCleanup(cls.stop)
        cls.base = re.search(r"http://[^/]+/", cls.server.stderr.readline())[0]
        cls.browser = cls.enterClassContext(Browser())

    @classmethod
    def stop(cls):
        cls.server.send_signal(signal.SIGTERM)
        code = cls.server.wait(timeout=30)
        cls.server.stderr.close()
        if code != 0:
            raise AssertionError(f"the server ended with {code}")

    def open(self, fragment=""):
        browser = self.browser
        browser.open("/dev/null")
        browser.run("location.assign(arguments[0])", self.base + (f"#{fragment}" if fragment else ""))
        browser.wait("return document.documentElement.dataset.drawn", seconds=60)
        self.whole()
        return browser

    def settle(self, action):
        """Does something and waits until the page has worked it out, charts out of sight and all."""
        before = int(self.browser.run("return document.documentElement.dataset.drawn"))
        action()
        self.browser.wait("return Number(document.documentElement.dataset.drawn) > arguments[0] && !isBusy", before, seconds=60)
        self.whole()

    def whole(self):
        self.browser.wait("return !isBusy && !document.querySelector('#charts [data-stale]')", seconds=60)

    def cells(self, key=PRICE):
        return self.browser.run("""return Object.fromEntries([...document.querySelectorAll('#table tbody tr')].map(row =>
            [row.dataset.route, [...row.cells].find(cell => cell.dataset.key === arguments[0])?.dataset.value ?? null]))""", key)

    def assert_shows(self, result, key=PRICE):
        shown = self.cells(key)
        self.assertEqual(set(shown), {route["id"] for route in result["routes"]})
        for route in result["routes"]:
            if route[key] is None:
                self.assertIsNone(shown[route["id"]])
            else:
                self.assertEqual(float(shown[route["id"]]), route[key])

    def control(self, assumption=ASSUMPTION):
        return f'[data-assumption="{assumption}"]'

    def test_a_slider_moves_the_table_to_what_compare_prints(self):
        browser = self.open()
        plain = compare()
        self.assert_shows(plain)
        browser.run("document.querySelector(arguments[0] + ' input[type=range]').focus()", self.control())
        for _ in range(3):
            self.settle(lambda: browser.keys(RIGHT))
        value = browser.run("return document.querySelector(arguments[0] + ' input[type=text]').value", self.control())
        moved = compare("--set", f"{ASSUMPTION}={value}")
        self.assert_shows(moved)
        self.assertNotEqual([route[PRICE] for route in plain["routes"]], [route[PRICE] for route in moved["routes"]])
        self.assertTrue(browser.run("return document.querySelectorAll('#table td.moved .was').length > 0"))
        self.assertTrue(browser.run("return document.querySelector(arguments[0]).classList.contains('changed')", self.control()))

    def test_the_address_reproduces_the_view(self):
        browser = self.open()
        value = "0.2 USD/TEU-km @2024"
        self.write(self.control(), value)
        cells = self.cells()
        fragment = browser.run("return location.hash.slice(1)")
        self.open()
        self.assertNotEqual(self.cells(), cells)
        self.open(fragment)
        self.assertEqual(self.cells(), cells)
        self.assert_shows(compare("--set", f"{ASSUMPTION}={value}"))

    def write(self, control, value):
        self.settle(lambda: self.browser.run("""
            const field = document.querySelector(arguments[0] + ' input[type=text]');
            field.value = arguments[1];
            field.dispatchEvent(new Event('change'));""", control, value))

    def test_what_the_study_refuses_is_told_and_the_figures_stay(self):
        browser = self.open()
        cells = self.cells()
        self.write(self.control(), "5 parsec")
        words = browser.run("return document.getElementById('problem').innerText")
        self.assertIn(ASSUMPTION, words)
        self.assertIn("still as before: Containers from Busan to Hamburg, 0 changes", words)
        self.assertEqual(self.cells(), cells)
        refused = "return [...document.querySelectorAll('.assumption.refused')].map(box => box.dataset.assumption)"
        self.assertEqual(browser.run(refused), [ASSUMPTION])
        self.settle(lambda: browser.run("document.getElementById('reset').click()"))
        self.assertTrue(browser.run("return document.getElementById('problem').hidden"))
        self.assertEqual(browser.run(refused), [])

    def test_a_refused_change_can_be_taken_back(self):
        browser = self.open()
        self.settle(lambda: browser.run("""
            byId('comparison').value = 'gas:vladivostok-seoul';
            byId('comparison').dispatchEvent(new Event('change'));"""))
        title, cells = browser.run("return byId('title').textContent"), self.cells("npv_musd")
        for comparison in ("gas:vladivostok-seoul", COMPARISON):
            self.settle(lambda: browser.run("""
                byId('as-of').value = '1990-01-01';
                byId('comparison').value = arguments[0];
                byId('as-of').dispatchEvent(new Event('change'));
                byId('comparison').dispatchEvent(new Event('change'));""", comparison))
            problem = browser.run("return byId('problem').innerText")
            self.assertIn("1990-01-01", problem)
            self.assertIn(f"still as before: {title}", problem)
            self.assertEqual(browser.run("return byId('title').textContent"), title)
            self.settle(lambda: browser.run("byId('take-back').click()"))
            self.assertTrue(browser.run("return byId('problem').hidden"))
            self.assertEqual(browser.run("return [byId('as-of').value, byId('comparison').value]"), ["", "gas:vladivostok-seoul"])
            self.assertEqual(self.cells("npv_musd"), cells)
            self.assertNotIn("1990", browser.run("return location.hash"))

    def rows(self):
        return self.browser.run("return [...document.querySelectorAll('#table tbody tr')].map(row => row.dataset.route)")

    def test_rows_stand_as_compare_has_them_and_can_be_sorted_by_keyboard(self):
        browser = self.open()
        printed = subprocess.run(
            [COMMAND, "compare", COMPARISON, "--format", "markdown", "--study", str(ROOT / "Geo")],
            capture_output=True, text=True, check=True).stdout
        ids = set(self.rows())
        usual = [cell for cell in (line.split("|")[1].strip() for line in printed.splitlines() if line.startswith("|")) if cell in ids]
        self.assertEqual(self.rows(), usual[:len(ids)])
        price = {route: value for route, value in self.cells().items()}
        browser.run("document.querySelector('[data-sort=\"' + arguments[0] + '\"]').focus()", PRICE)
        browser.keys("\ue007")
        order = [float(price[route]) for route in self.rows() if price[route] is not None]
        self.assertEqual(order, sorted(order))
        browser.keys("\ue007")
        order = [float(price[route]) for route in self.rows() if price[route] is not None]
        self.assertEqual(order, sorted(order, reverse=True))
        self.assertEqual(
            browser.run("return [...document.querySelectorAll('#table [aria-sort]')].map(cell => cell.getAttribute('aria-sort'))"),
            ["descending"])
        rows, fragment = self.rows(), browser.run("return location.hash.slice(1)")
        # The order stays while figures move, and the address keeps it.
        self.write(self.control("vot.median"), "51 USD/TEU/day @2024")
        self.assertEqual(self.rows(), rows)
        self.open(fragment)
        self.assertEqual(self.rows(), rows)
        browser.run("document.querySelector('[data-sort=\"' + arguments[0] + '\"]').focus()", PRICE)
        browser.keys("\ue007")
        self.assertEqual(self.rows(), usual[:len(ids)])
        self.assertNotIn("sort", browser.run("return location.hash"))

    def test_skipping_to_the_figures_keeps_the_state(self):
        browser = self.open()
        self.write(self.control(), "0.2 USD/TEU-km @2024")
        cells, fragment = self.cells(), browser.run("return location.hash")
        browser.run("document.querySelector('.skip').focus()")
        browser.keys("\ue007")
        self.assertEqual(browser.run("return document.activeElement.id"), "result")
        self.assertEqual(browser.run("return location.hash"), fragment)
        browser.run("return new Promise(done => setTimeout(done, 300))")
        self.assertEqual(self.cells(), cells)

    def test_a_page_that_was_changed_is_as_one_that_was_opened(self):
        def shown():
            return browser.run("""
                const text = node => node.nodeType !== Node.ELEMENT_NODE ? node.data : "<" + node.nodeName
                  + [...node.attributes].map(({name, value}) => ` ${name}="${value}"`).sort().join("") + ">"
                  + [...node.childNodes].map(text).join("");
                return [byId("table"), byId("notes"), byId("conventions"), ...byId("charts").children].map(text);""")

        browser = self.open()
        # There and back by ways that change what is drawn and how many rows, marks and panels there are.
        for fragment in ("comparison=gas:vladivostok-seoul", "comparison=container:busan-moscow&scenario=suez-closed",
                         f"comparison={COMPARISON}&set={ASSUMPTION}=0.2 USD/TEU-km @2024"):
            self.settle(lambda: browser.run("location.hash = arguments[0]", fragment))
            changed = shown()
            self.open(fragment)
            self.assertEqual(shown(), changed)

    def test_charts_out_of_sight_are_marked_until_they_are_drawn(self):
        browser = self.open()
        ladder = "document.querySelector('[data-chart=ladder-cost]')"
        drawings = "return [...document.querySelectorAll('#charts figure')].map(figure => figure.innerHTML)"
        before = browser.run(drawings)
        change = """
            const field = document.querySelector(arguments[0] + ' input[type=text]');
            field.value = arguments[1];
            field.dispatchEvent(new Event('change'));"""
        # As soon as the answer is drawn, every chart is of it or says that it is not.
        browser.run("""
            window.seen = null;
            new MutationObserver((_, observer) => {
              observer.disconnect();
              window.seen = [...document.querySelectorAll('#charts figure')].map(figure =>
                ({sight: isInSight(figure), stale: figure.dataset.stale ?? '', html: figure.innerHTML}));
            }).observe(document.documentElement, {attributeFilter: ['data-drawn']});""")
        self.settle(lambda: browser.run(change, self.control(), "0.2 USD/TEU-km @2024"))
        seen, after = browser.run("return window.seen"), browser.run(drawings)
        self.assertEqual(len(seen), len(after))
        self.assertTrue(any(figure["stale"] for figure in seen))
        for figure, old, new in zip(seen, before, after):
            self.assertFalse(figure["sight"])
            self.assertEqual(figure["html"], old if figure["stale"] else new)
        # A chart in sight comes with the figures.
        browser.run(f"{ladder}.scrollIntoView()")
        browser.run("""
            new MutationObserver((_, observer) => {
              observer.disconnect();
              window.seen = arguments_[0].dataset.stale ?? '';
            }).observe(document.documentElement, {attributeFilter: ['data-drawn']});""".replace("arguments_[0]", ladder))
        old = browser.run(f"return {ladder}.innerHTML")
        self.settle(lambda: browser.run(change, self.control(), "0.3 USD/TEU-km @2024"))
        self.assertEqual(browser.run("return window.seen"), "")
        self.assertNotEqual(browser.run(f"return {ladder}.innerHTML"), old)

    def test_the_numbers_of_a_chart_are_beside_it(self):
        browser = self.open()
        browser.run("window.taken = null; fetch(document.querySelector('[data-chart=shares] figcaption a').href)"
                    ".then(answer => answer.text()).then(text => window.taken = text)")
        rows = browser.wait("return window.taken").splitlines()
        shares = {row.split(",")[0]: row for row in rows[1:]}
        for route in compare()["routes"]:
            if route["share"] is not None:
                self.assertIn(route["id"].split("/")[-1], shares)

    def choose(self, menu, value):
        self.settle(lambda: self.browser.run("""
            const menu = document.getElementById(arguments[0]);
            menu.value = arguments[1];
            menu.dispatchEvent(new Event("change"));""", menu, value))

    def test_back_takes_back_a_switch_and_no_slider(self):
        browser = self.open()
        # Browsers keep but so many steps, so that their length tells nothing.
        browser.run("""window.steps = 0;
            const push = history.pushState.bind(history);
            history.pushState = (...step) => { window.steps += 1; push(...step); };""")
        value = "0.2 USD/TEU-km @2024"
        self.write(self.control(), value)
        self.assertEqual(browser.run("return steps"), 0)
        changed = self.cells()
        self.choose("scenario", "by-pl-closed")
        self.choose("comparison", "container:busan-moscow")
        self.assertEqual(browser.run("return steps"), 2)
        self.assertNotEqual(self.cells(), changed)
        for scenario in ["by-pl-closed", ""]:
            self.settle(lambda: browser.run("history.back()"))
            self.assertEqual(browser.run("return [state.comparison, state.scenario]"), [COMPARISON, scenario])
            self.assertEqual(browser.run("return document.getElementById('scenario').value"), scenario)
        self.assertEqual(self.cells(), changed)
        self.assert_shows(compare("--set", f"{ASSUMPTION}={value}"))
        self.settle(lambda: browser.run("history.forward()"))
        self.assert_shows(compare("--set", f"{ASSUMPTION}={value}", "--scenario", "by-pl-closed"))

    def test_a_date_does_not_hold_for_suppositions_and_that_is_said(self):
        browser = self.open(f"comparison={COMPARISON}&scenario=crisis&as_of=2025-12-31")
        self.assertIn("counts as a supposition", browser.run("return document.getElementById('notes').textContent"))
        self.assertIn("as suppositions", browser.run("return document.getElementById('conventions').textContent"))

    def test_what_is_open_in_a_scenario_is_not_said_to_be_so_today(self):
        cell = """return [...document.querySelectorAll("#table tbody tr")]
            .find(row => row.dataset.route === "primorye-bypass").lastElementChild.textContent"""
        browser = self.open(f"comparison={COMPARISON}")
        self.assertEqual(browser.run(cell), "operating, open today")
        browser = self.open(f"comparison={COMPARISON}&scenario=by-pl-closed")
        self.assertEqual(browser.run(cell), "operating, not open in this scenario")

    def test_the_scenario_and_the_value_of_time(self):
        browser = self.open()
        self.settle(lambda: browser.run("""
            const menu = document.getElementById('scenario');
            menu.value = 'suez-closed';
            menu.dispatchEvent(new Event('change'));"""))
        closed = compare("--scenario", "suez-closed")
        shown = self.cells("share")
        for route in closed["routes"]:
            # The page shows percent.
            if route["share"] is None:
                self.assertIsNone(shown[route["id"]])
            else:
                self.assertAlmostEqual(float(shown[route["id"]]), 100 * route["share"], places=6)
        self.assertNotEqual([route["share"] for route in closed["routes"]], [route["share"] for route in compare()["routes"]])
        first = browser.run("return document.querySelector('#assumptions fieldset').dataset.assumption")
        self.assertEqual(first, "vot.median")
        value = "80 USD/TEU-day @2024"
        self.write(self.control(first), value)
        self.assert_shows(compare("--scenario", "suez-closed", "--set", f"{first}={value}"), "generalised_cost_usd_per_teu")

    def test_the_date_leaves_out_what_was_not_known(self):
        browser = self.open()
        self.settle(lambda: browser.run("""
            const field = document.getElementById('as-of');
            field.value = '1990-01-01';
            field.dispatchEvent(new Event('change'));"""))
        self.assertIn("1990-01-01", browser.run("return document.getElementById('problem').innerText"))

    def sent(self):
        """The dates that the server was asked for since this was last called."""
        found = [re.search(r"as_of=([^&]*)", url) for url in self.browser.requests()]
        return {match[1] for match in found if match}

    def test_a_date_that_is_typed_is_sent_once_it_is_whole(self):
        browser = self.open()
        browser.run("byId('as-of').focus()")
        self.sent()
        # The same day and month, since their order depends on the language; the year comes digit by digit.
        browser.keys(*"0606202")
        browser.run("return new Promise(done => setTimeout(done, typing + 400))")
        self.assertEqual(self.sent(), set())
        self.assertTrue(browser.run("return byId('problem').hidden"))
        self.assertNotIn("as_of", browser.run("return location.hash"))
        # Left as it is, it is told; whole, it is sent with Enter.
        browser.run("byId('as-of').blur()")
        self.assertIn("Not taken in", browser.run("return byId('as-of-hint').textContent"))
        self.assertEqual(self.sent(), set())
        browser.run("byId('as-of').value = ''; byId('as-of').focus()")
        browser.keys(*"06062026")
        self.settle(lambda: browser.keys("\ue007"))
        self.assertEqual(self.sent(), {"2026-06-06"})
        self.assertIn("as_of=2026-06-06", browser.run("return location.hash"))
        self.assertEqual(browser.run("return byId('as-of-hint').textContent"), "")
        # Without Enter it is sent once typing rests.
        browser.run("byId('as-of').blur(); byId('as-of').value = ''; byId('as-of').focus()")
        self.settle(lambda: browser.keys(*"05052026"))
        self.assertEqual(self.sent(), {"2026-05-05"})

    def test_a_link_runs_its_worlds(self):
        browser = self.open(f"comparison={COMPARISON}&samples=500&seed=3")
        browser.wait("return document.querySelector('#run-charts svg') !== null", seconds=120)
        self.assertIn("500 worlds, seed 3", browser.run("return byId('run-state').innerText"))
        self.assertTrue(browser.run("return byId('run-stale').hidden"))
        drawn = browser.run("return byId('run-charts').innerHTML")
        fragment = browser.run("return location.hash.slice(1)")
        self.assertIn("samples=500", fragment)
        # Worlds that were run by hand are in the link, the usual number too, until they are of another state.
        self.open()
        self.assertNotIn("samples", browser.run("return location.hash"))
        self.assertEqual(browser.run("return byId('run-state').innerText"), "")
        browser.run("byId('run').click()")
        browser.wait("return location.hash.includes('samples=20000')", seconds=60)
        self.write(self.control(), "0.2 USD/TEU-km @2024")
        self.assertNotIn("samples", browser.run("return location.hash"))
        browser.run("byId('stop').hidden || byId('stop').click()")
        self.open(fragment)
        browser.wait("return document.querySelector('#run-charts svg') !== null", seconds=120)
        self.assertEqual(browser.run("return byId('run-charts').innerHTML"), drawn)

    def test_what_a_link_has_wrong_is_told_and_stays_in_the_address(self):
        for fragment, words in (
                ("comparison=nope", ["no comparison 'nope'", COMPARISON]),
                (f"comparison={COMPARISON}&set=unknownkey", ["'unknownkey'", "no value"])):
            with self.subTest(fragment=fragment):
                browser = self.open(fragment)
                problem = browser.run("return byId('problem').innerText")
                for word in words:
                    self.assertIn(word, problem)
                self.assertEqual(self.rows(), [])
                shown = browser.run("return Object.fromEntries(new URLSearchParams(location.hash.slice(1)))")
                self.assertEqual(shown["comparison"], "nope" if "nope" in fragment else COMPARISON)
                self.assertEqual(shown.get("set"), "unknownkey" if "set" in fragment else None)
                self.assertEqual(browser.complaints(), [])
                self.settle(lambda: browser.run("byId('take-back').click()"))
                self.assertTrue(browser.run("return byId('problem').hidden"))
                self.assert_shows(compare())

    def test_what_a_link_says_that_is_nothing_is_told_and_stays(self):
        for odd, words in (
                ("scenarios=detente", ["'scenarios'", "did you mean 'scenario'?"]),
                ("colour=red", ["'colour'", "comparison, scenario, as_of"]),
                ("seed=x", ["seed=x", "whole number"]), ("samples=2000000", ["samples=2000000", "1,000,000"]),
                ("comparison=oil:taishet-kozmino", ["'comparison' more than once"]),
                (f"set={ASSUMPTION}=0.2 USD/TEU-km @2024&set={ASSUMPTION}=0.3 USD/TEU-km @2024", [ASSUMPTION, "more than once"])):
            with self.subTest(odd=odd):
                browser = self.open(f"comparison={COMPARISON}&{odd}")
                problem = browser.run("return byId('problem').innerText")
                for word in words:
                    self.assertIn(word, problem)
                self.assertEqual(self.rows(), [])
                self.assertEqual(
                    browser.run("return [...new URLSearchParams(location.hash.slice(1))].map(pair => pair.join('=')).sort()"),
                    sorted([f"comparison={COMPARISON}", *odd.split("&")]))
                self.settle(lambda: browser.run("byId('take-back').click()"))
                self.assertTrue(browser.run("return byId('problem').hidden"))
                self.assert_shows(compare(*(("--set", odd.split("&")[0][4:]) if odd.startswith("set") else ())))
                self.assertEqual(
                    browser.run("return new URLSearchParams(location.hash.slice(1)).getAll('comparison')"), [COMPARISON])
                self.assertEqual(browser.complaints(), [])

    def test_a_link_that_sorts_by_nothing_is_told_beside_its_figures(self):
        browser = self.open(f"comparison={COMPARISON}&sort=nonsense")
        self.assert_shows(compare())
        self.assertIn("'nonsense', which is no column", browser.run("return byId('problem').innerText"))
        self.assertIn("sort=nonsense", browser.run("return location.hash"))
        browser.run("byId('take-back').click()")
        self.assertTrue(browser.run("return byId('problem').hidden"))
        self.assertNotIn("sort", browser.run("return location.hash"))
        for key in ("route", f"-{PRICE}"):
            browser = self.open(f"comparison={COMPARISON}&sort={key}")
            self.assertTrue(browser.run("return byId('problem').hidden"))

    def test_cells_that_read_the_same_are_not_marked(self):
        browser = self.open()
        values = """return Object.fromEntries([...document.querySelectorAll('#table td[data-value]')].map(cell =>
            [cell.closest('tr').dataset.route + cell.dataset.key, cell.dataset.value]))"""
        plain = browser.run(values)
        base = browser.run("return controls.get('vot.median').assumption.value")
        self.write(self.control("vot.median"), f"{base * 1.0005} USD/TEU-day @2024")
        marked = browser.run("return [...document.querySelectorAll('#table td.moved')].map(cell => cell.innerText.split(/\\s*was\\s*/))")
        self.assertTrue(marked)
        for now, was in marked:
            self.assertNotEqual(now, was)
        # Some moved by less than is drawn.
        self.assertGreater(sum(plain[key] != value for key, value in browser.run(values).items()), len(marked))

    def test_a_change_that_bears_on_nothing_here_is_shown_so_and_can_be_undone(self):
        browser = self.open()
        idle = "return [...document.querySelectorAll('#idle [data-idle]')].map(box => box.innerText)"
        self.write(self.control(), "0.2 USD/TEU-km @2024")
        self.assertEqual(browser.run(idle), [])
        name = browser.run("return document.querySelector(arguments[0] + ' legend').textContent", self.control())
        self.settle(lambda: browser.run("""
            byId('comparison').value = 'power:vladivostok-seoul';
            byId('comparison').dispatchEvent(new Event('change'));"""))
        [words] = browser.run(idle)
        for part in (name, ASSUMPTION, "0.2 USD/TEU-km @2024", "changes nothing"):
            self.assertIn(part, words)
        self.assertIn("changes nothing here", browser.run("return byId('changes').textContent"))
        self.settle(lambda: browser.run("document.querySelector('#idle button').click()"))
        self.assertEqual(browser.run(idle), [])
        self.assertNotIn("set=", browser.run("return location.hash"))

    def test_find_knows_classes_of_source_and_says_when_nothing_matches(self):
        browser = self.open()
        find = """byId('filter').value = arguments[0]; byId('filter').dispatchEvent(new Event('input'));
            return [[...controls.values()].filter(({box}) => !box.hidden).map(({assumption}) => assumption.source_class),
              byId('none-found').textContent]"""
        found, words = browser.run(find, "judgement")
        self.assertEqual(words, "")
        self.assertEqual(set(found), {"judgement"})
        self.assertEqual(len(found), browser.run(
            "return [...controls.values()].filter(({assumption}) => assumption.source_class === 'judgement').length"))
        found, words = browser.run(find, "xyzzy")
        self.assertEqual(found, [])
        self.assertIn("No assumption", words)
        self.assertEqual(browser.run(find, "")[1], "")

    def test_many_worlds_are_drawn_in_the_background(self):
        browser = self.open()
        browser.run("document.getElementById('samples').value = 300; document.getElementById('run').click()")
        browser.wait("return document.querySelector('#run-charts svg') !== null", seconds=120)
        self.assertIn("300 worlds", browser.run("return document.getElementById('run-state').innerText"))
        marks = "return [...document.querySelectorAll('#run-charts figure')].map(figure => figure.dataset.stale ?? '')"
        self.assertEqual(set(browser.run(marks)), {""})
        self.assertTrue(browser.run("return byId('run-stale').hidden"))
        self.write(self.control(), "0.2 USD/TEU-km @2024")
        self.assertEqual(set(browser.run(marks)), {"of another state: run again"})
        self.assertFalse(browser.run("return byId('run-stale').hidden"))
        self.settle(lambda: browser.run("byId('reset').click()"))
        self.assertEqual(set(browser.run(marks)), {""})

    def test_the_address_keeps_the_worlds(self):
        browser = self.open()
        self.assertNotIn("seed", browser.run("return location.hash"))
        browser.run("byId('seed').value = 7; byId('seed').dispatchEvent(new Event('change'))")
        fragment = browser.run("return location.hash.slice(1)")
        self.assertIn("&seed=7", fragment)
        self.open()
        self.open(fragment)
        self.assertEqual(browser.run("return [byId('samples').value, byId('seed').value]"), ["20000", "7"])

    def test_the_menu_has_no_scenario_that_alters_nothing(self):
        browser = self.open()
        shown = browser.run("return [...byId('scenario').options].filter(option => !option.hidden).map(option => option.value)")
        self.assertIn("crisis", shown)
        self.assertNotIn("base", shown)
        self.open("scenario=base")
        self.assertEqual(browser.run("return byId('scenario').value"), "base")

    def test_a_phone_is_wide_enough(self):
        with Browser() as phone:
            for width in (390, 500):
                with self.subTest(width=width):
                    phone.phone(width)
                    phone.open("/dev/null")
                    phone.run("location.assign(arguments[0])", self.base)
                    phone.wait("return document.documentElement.dataset.drawn && !isBusy", seconds=60)
                    phone.wait("return document.querySelector('#map iframe')?.contentDocument.querySelector('.names span') != null", seconds=60)
                    self.assertEqual(phone.run("return [document.documentElement.scrollWidth, innerWidth]"), [width, width])
                    inner = phone.run("const root = document.querySelector('#map iframe').contentDocument.documentElement;"
                                      "return [root.scrollWidth, root.clientWidth]")
                    self.assertEqual(*inner)

    def test_a_field_that_is_left_empty_says_what_counts(self):
        browser = self.open()
        field = f"document.querySelector('{self.control()} input[type=text]')"
        base = browser.run(f"return {field}.value")
        self.assertIn("USD", base)
        empty = f"{field}.focus(); {field}.select(); return document.activeElement === {field}"
        # Emptied and confirmed, the field keeps the focus; then it is left.
        self.assertTrue(browser.run(empty))
        browser.keys("\ue003", "\ue007")
        self.whole()
        self.assertEqual(browser.run(f"return {field}.value"), "")
        browser.run(f"{field}.blur()")
        self.whole()
        self.assertEqual(browser.run(f"return {field}.value"), base)
        # A change that is emptied is undone, and the field says the base again.
        self.write(self.control(), "0.2 USD/TEU-km @2024")
        self.assertTrue(browser.run(empty))
        browser.keys("\ue003", "\ue004")
        browser.wait(f"return !isBusy && {field}.value === arguments[0]", base)
        self.assertNotIn("set=", browser.run("return location.hash"))
        worlds = "const field = byId('samples'); field.value = ''; field.dispatchEvent(new Event('change')); return field.value"
        self.assertEqual(browser.run(worlds), "20000")

    def test_nothing_is_cut_at_the_size_of_a_laptop(self):
        with Browser(1366, 768) as laptop:
            for comparison in (COMPARISON, "oil:taishet-kozmino", "gas:vladivostok-seoul", "power:vladivostok-seoul"):
                with self.subTest(comparison=comparison):
                    laptop.open("/dev/null")
                    laptop.run("location.assign(arguments[0])", f"{self.base}#comparison={comparison}")
                    laptop.wait("return document.documentElement.dataset.drawn && !isBusy", seconds=60)
                    cut = laptop.run("""return [...document.querySelectorAll('.assumption input[type=text]')]
                        .filter(field => field.scrollWidth > field.clientWidth).map(field => field.value)""")
                    self.assertEqual([text for text in cut if "(" not in text], [])
                    table = "const box = document.querySelector('.wide'); return [box.scrollWidth, box.clientWidth]"
                    self.assertEqual(*laptop.run(table))
                    # Numbers at the end of an axis stay in the picture.
                    laptop.wait("return !document.querySelector('#charts [data-stale]')", seconds=60)
                    cut = laptop.run("""
                        for (const figure of document.querySelectorAll('#charts figure')) figure.style.contentVisibility = 'visible';
                        return [...document.querySelectorAll('#charts svg text')].filter(text => {
                          const [own, whole] = [text, text.closest('svg')].map(element => element.getBoundingClientRect());
                          return own.left < whole.left + 2 || own.right > whole.right - 2;
                        }).map(text => text.textContent);""")
                    self.assertEqual(cut, [])

    def test_a_map_waits_until_nothing_is_changed(self):
        browser = self.open()
        browser.wait("return document.querySelector('#map iframe')", seconds=60)
        self.settle(lambda: browser.run("""
            byId('comparison').value = 'power:vladivostok-seoul';
            byId('comparison').dispatchEvent(new Event('change'));"""))
        # Changes one after the other put the map off, so that no answer waits for one that is being drawn.
        waits = browser.run_async("""
            const done = arguments[0];
            const control = [...controls.values()].find(control => !control.slider.hidden);
            const begun = performance.now();
            let seen = null;
            const timer = setInterval(() => {
              if (document.querySelector('#map iframe')) {
                clearInterval(timer);
                done({steps: seen, after: performance.now() - begun, rest});
              } else if (performance.now() - begun < 1500) {
                control.slider.value = Number(control.slider.min) + (seen ?? 0) % 7 / 7 * (control.slider.max - control.slider.min);
                control.slider.dispatchEvent(new Event('input'));
                seen = (seen ?? 0) + 1;
              }
            }, 100);""")
        self.assertGreater(waits["steps"] or 0, 3)
        self.assertGreater(waits["after"], 1400 + waits["rest"])

    def test_the_ground_of_the_map_comes_whole(self):
        browser = self.open()
        # It comes a piece at a time; the lines that were redrawn are put on top once all is there.
        browser.wait("""
            const inside = document.querySelector('#map iframe')?.contentDocument;
            const order = [...inside?.querySelectorAll('.leaflet-borders-pane path') ?? []];
            const ground = inside?.getElementById('data');
            return order.at(-1)?.classList.contains('boundary') && order[0].classList.contains('coast')
              && inside.querySelectorAll('path.land').length === JSON.parse(ground.textContent).ground.countries.length;""",
                     seconds=60)

    def test_the_page_goes_on_while_the_map_is_drawn(self):
        browser = self.open()
        browser.wait("return document.querySelector('#map iframe')", seconds=60)
        # How long the page is kept waiting at most, and how long the map takes; the best of some tries, as others use the machine.
        shares = []
        for comparison in ("gas:vladivostok-seoul", COMPARISON) * 2:
            longest, whole = browser.run_async("""
                const [comparison, done] = arguments;
                const old = document.querySelector('#map iframe');
                byId('comparison').value = comparison;
                byId('comparison').dispatchEvent(new Event('change'));
                const channel = new MessageChannel();
                let begun = null;
                let last = null;
                let longest = 0;
                channel.port1.onmessage = () => {
                  const now = performance.now();
                  const frame = document.querySelector('#map iframe');
                  const inside = frame === old ? null : frame?.contentDocument;
                  if (inside?.getElementById('list')) {
                    begun ??= last;
                    longest = Math.max(longest, now - last);
                    if (inside.querySelector('.names .country')) return done([longest, now - begun]);
                  }
                  last = now;
                  channel.port2.postMessage(null);
                };
                channel.port2.postMessage(null);""", comparison)
            shares.append(longest / whole)
        self.assertLess(min(shares), 0.3, shares)
        self.assertEqual(browser.run("""
            const inside = document.querySelector('#map iframe').contentDocument;
            return [inside.body.className, inside.getElementById('fold').getAttribute('aria-expanded')];"""), ["folded", "false"])

    def test_the_map_has_the_figures_of_the_state(self):
        browser = self.open()
        frame = "document.querySelector('#map iframe')?.contentDocument"
        browser.wait(f"return {frame}?.querySelectorAll('.leaflet-interactive').length > 10", seconds=60)
        self.write(self.control(), "0.2 USD/TEU-km @2024")
        shown = browser.run(f"return {frame}.getElementById('basis').textContent")
        self.assertIn(f"{ASSUMPTION}=0.2 USD/TEU-km @2024", shown)

    def test_charts_are_dark_where_the_system_is(self):
        look = """const chart = document.querySelector('#charts svg');
            return chart && getComputedStyle(chart).filter;"""
        self.assertEqual(self.open().run(look), "none")
        with Browser(dark=True) as browser:
            browser.open("/dev/null")
            browser.run("location.assign(arguments[0])", self.base)
            self.assertRegex(browser.wait(look, seconds=60), r"^invert\(0\.\d+\) hue-rotate\(180deg\)$")

    def test_charts_are_drawn_and_files_can_be_taken_along(self):
        browser = self.open()
        titles = browser.run("return [...document.querySelectorAll('#charts svg > title')].map(title => title.textContent)")
        self.assertTrue(any("Time and distance" in title for title in titles), titles)
        addresses = browser.run("return ['get-geojson', 'get-csv', 'get-scenario'].map(id => document.getElementById(id).href)")
        for address in addresses:
            browser.run("window.taken = null; fetch(arguments[0]).then(a => window.taken = a.status)", address)
            self.assertEqual(browser.wait("return window.taken"), 200, address)

    def test_the_console_is_silent_and_nobody_else_is_asked(self):
        browser = self.open()
        browser.wait("return document.querySelector('#map iframe')?.contentDocument.readyState === 'complete'", seconds=60)
        self.assertEqual(browser.complaints(), [])
        asked = [url for url in browser.requests() if not url.startswith((self.base, "data:", "file:", "about:"))]
        self.assertEqual(asked, [])


if __name__ == "__main__":
    unittest.main()
