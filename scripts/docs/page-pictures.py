"""Pictures of map pages as a browser shows them: page-pictures.py PAGES PICTURES"""

import sys

from webdriver import Browser

pages, pictures = sys.argv[1:]
with Browser(1400, 850) as browser:
    browser.open(f"{pages}/containers.html")
    browser.wait("return document.querySelectorAll('.names span').length > 0")
    browser.run("""
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
