"""Makes the sea links of Examples/lobito.

    VENV/bin/python scripts/geo/lobito_sea.py PACKAGES Examples/lobito LINKS.geojson

Shortest paths over the lanes, led round land as sea.py leads them; the last stretch into each port is drawn by hand.
"""

import json
import pathlib
import sys

import amend
import packages
import sea

# Place of the study to the node of the network where its last stretch begins, and the vertices up to the quay.
APPROACHES = {
    "lobito": ((13.54065, -12.27023), [(13.546, -12.305)]),
    "walvis-bay": ((14.47586, -22.83441), [(14.465, -22.90)]),
    "durban": ((31.17371, -29.81682), [(31.075, -29.862)]),
    "beira": ((35.40894, -20.00432), [(35.0, -19.98), (34.855, -19.88)]),
    "dar-es-salaam": ((39.32556, -6.65369), [(39.345, -6.75), (39.315, -6.818)]),
    "rotterdam": ((3.9, 52.0), [(4.0, 51.99)]),
    "shanghai": ((121.83975, 31.2586), [(121.72, 31.335)]),
}
PORTS = ("lobito", "walvis-bay", "durban", "beira", "dar-es-salaam")


def link(graph, amender, places, start, end, suffix="", banned=sea.USUAL, more=""):
    (leave, out), (reach, into) = APPROACHES[start], APPROACHES[end]
    middle, passages = sea.path(graph, leave, reach, banned, amender)
    (one, first), (other, last) = places[start], places[end]
    points = [first, *out[::-1], *middle, *into, last]
    facts = {
        "name": f"{one}-{other}{more}", "from": start, "to": end, "mode": "sea", "class": "sea", "status": "operating",
        "works": "none", "alignment": "shortest path over a sea-lane network", "proposal": False, "crossings": [],
        "passages": passages, "sources": ["SEAROUTE"],
    }
    geometry = {"type": "LineString", "coordinates": [list(p) for p in points]}
    return {"type": "Feature", "id": f"sea-{start}-{end}{suffix}", "geometry": geometry, "properties": facts}


def main(folder, study, links):
    found = sea.lanes(packages.member(folder, sea.ARCHIVE, sea.ARCHIVE_SHA256, "data/marnet_searoute.geojson"))
    graph = sea.network(found)
    amender = amend.Amender(folder, *(pathlib.Path(root, sea.BORDERS) for root in (sea.HERE / "Geo", study)))
    features = json.loads(pathlib.Path(study, "places.geojson").read_text(encoding="utf-8"))["features"]
    places = {f["id"]: (f["properties"]["name"], tuple(f["geometry"]["coordinates"])) for f in features}
    made = [link(graph, amender, places, port, end) for port in PORTS for end in ("rotterdam", "shanghai")]
    for port in ("dar-es-salaam", "beira"):
        made.append(link(graph, amender, places, port, "rotterdam", "-cape", sea.ROUND_AFRICA, " round the Cape"))
    packages.write_features(links, made)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
