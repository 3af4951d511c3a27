"""Pictures of map pages, and of the page of `corridor serve`, as a browser shows them: page-pictures.py COMMAND PAGES PICTURES"""

import re
import signal
import subprocess
import sys

from webdriver import Browser

command, pages, pictures = sys.argv[1:]
with Browser(1400, 850) as browser:
    browser.open(f"{pages}/containers.html")
    browser.wait("return document.querySelectorAll('.names span').length > 0")
    # The same bytes every time: nothing moves by degrees, which ends somewhere else on a busy machine, and nothing sticks, which
    # browsers draw as a layer of its own, its letters now a part of a pixel further.
    browser.run("""
        document.head.append(Object.assign(document.createElement("style"), {textContent: "#panel * { position: static !important }"}));
        map._zoomAnimated = map._fadeAnimated = false;
        const panBy = map.panBy;
        map.panBy = (offset, options) => panBy.call(map, offset, {...options, animate: false});
        document.querySelector('#routes tr[data-route="tkr-east"] button').click();""")
    browser.run("return new Promise(done => setTimeout(done, 1000))")
    browser.run("""
        map.setView([map.getCenter().lat + 900, map.getCenter().lng + 1500], -2.25, {animate: false});
        features.find(f => f.kind === "crossing" && f.properties.open === false).shape.openPopup();""")
    browser.wait("return document.querySelector('.leaflet-popup') && !document.querySelector('.leaflet-zoom-anim')")
    browser.run("return new Promise(done => setTimeout(done, 800))")
    browser.picture(f"{pictures}/page.png")
    browser.open(f"{pages}/gas.html", "lang=ko&theme=dark")
    browser.wait("return document.querySelectorAll('.names span').length > 0")
    browser.picture(f"{pictures}/page-dark-ko.png")

server = subprocess.Popen([command, "serve", "--port", "0"], stderr=subprocess.PIPE, text=True)
try:
    base = re.search(r"http://[^/]+/", server.stderr.readline())[0]
    with Browser(1500, 950) as browser:
        browser.open("/dev/null")
        browser.run("location.assign(arguments[0])",
                    f"{base}#comparison=gas:vladivostok-seoul&set=gas.demand=8 bcm/year")
        browser.wait("return document.documentElement.dataset.drawn && !isBusy && !document.querySelector('#charts [data-stale]')",
                     seconds=60)
        browser.run("document.querySelector('[data-assumption=\"gas.demand\"]').scrollIntoView(); window.scrollTo(0, 0)")
        browser.run("return new Promise(done => setTimeout(done, 1500))")
        browser.picture(f"{pictures}/serve.png")
finally:
    server.send_signal(signal.SIGTERM)
    server.wait(timeout=20)
    server.stderr.close()
