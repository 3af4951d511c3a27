"""Makes Geo/sea/ (lanes.geojson, ports.geojson, LICENSE) and the study's sea links.

The lanes are the edges of the package's own graph (`marnet_dict.py`), so that a search over them finds what the
package finds; the links are made from its GeoJSON file, an earlier state of the same network. Both are led round the
land that they clip (`amend.py`); what they were in the package stands beside it.

    VENV/bin/python scripts/geo/sea.py PACKAGES Geo/sea LINKS.geojson

The links are shortest paths over the lanes, weighted by geodesic length. The network joins a port by one straight
line; here the last stretch to each port is drawn by hand instead (`APPROACHES`).
"""

import ast
import heapq
import json
import pathlib
import re
import sys
from collections import defaultdict

from geographiclib.geodesic import Geodesic

import amend
import packages
import shores

ARCHIVE = "searoute-1.6.0.tar.gz"
ARCHIVE_SHA256 = "a2f9827b0aa0f1216f4696aa9cd9d358e9950cba496e8445dc2a3d5691862697"
HERE = pathlib.Path(__file__).resolve().parent.parent.parent
BORDERS = "borders/countries.geojson"
DIGITS = 5
LANE_DIGITS = 6

# Tags of the package's graph that are parts of the open sea and no passages.
NO_PASSAGES = {"segment", "segment2", "pacific_ocean"}
# Seams of the package's drawing along the antimeridian run across the land of Chukotka into the Arctic. The package
# sails them; here they are a passage that is closed unless somebody opens it. One lane east of the Cape lacks the tag of
# the others, so that a ship that avoids the Cape would round it by a triangle.
OWN_PASSAGES = {
    ((-180.0, 62.1), (-180.0, 80.0)): "chukotka", ((180.0, 60.0), (180.0, 70.0)): "chukotka",
    ((20.0, -40.0), (22.0, -35.0)): "south_africa",
}
# The countries that have land on both sides of a passage. The package's `chili` is both the Strait of Magellan and
# the open sea south of Cape Horn, so that nothing can be said of it.
COUNTRIES = {
    "suez": ["EG"], "panama": ["PA"], "bosporus": ["TR"], "dardanelles": ["TR"], "sunda": ["ID"], "northwest": ["CA"],
    "chukotka": ["RU"], "babalmandab": [], "bering": [], "gibraltar": [], "malacca": [], "ormuz": [], "south_africa": [],
}
# What is closed unless somebody opens it, as in the package: the way past Alaska into the Arctic, east and west.
RESTRICTED = {"northwest", "chukotka"}

# UN/LOCODE to English name, of the ports near the study's corridors.
PORTS = {
    "CNDLC": "Dalian", "CNLYG": "Lianyungang", "CNTAO": "Qingdao", "DEBRV": "Bremerhaven", "DEHAM": "Hamburg",
    "KPCHO": "Chongjin", "KPNAM": "Nampo", "KPNJN": "Rajin", "KPWON": "Wonsan",
    "KRINC": "Incheon", "KRKPO": "Pohang", "KRPUS": "Busan", "KRSUK": "Samcheok", "KRUSN": "Ulsan",
    "NLRTM": "Rotterdam", "PLGDN": "Gdansk", "RUKOR": "Korsakov", "RULED": "Saint Petersburg",
    "RUNJK": "Nakhodka", "RUPSE": "Posyet", "RUVNN": "Vanino", "RUVVO": "Vladivostok", "RUVYP": "Vostochny",
    "RUZAR": "Zarubino",
}

# Node of the network where the hand-drawn last stretch begins, and its vertices up to the quay.
APPROACHES = {
    "busan": ((129.2, 35.0), [(129.11, 35.05), (129.08, 35.08), (129.055, 35.1)]),
    "hamburg": ((9.92725, 53.54511), [(9.966, 53.543)]),
    "saint-petersburg": (
        (27.89978, 60.17977),
        [(28.6, 60.06), (29.2, 60.03), (29.6, 59.985), (29.75, 59.975), (30.0, 59.945), (30.17, 59.895), (30.235, 59.897)],
    ),
    "vostochny": ((130.73557, 38.96033), [(131.8, 40.8), (132.8, 42.4), (132.97, 42.6), (132.98, 42.7), (133.04, 42.735)]),
    "vladivostok": ((132.0, 42.3), [(132.02, 42.85), (131.99, 43.02), (131.925, 43.065), (131.87, 43.075), (131.872, 43.095)]),
    "rajin": ((130.73557, 38.96033), [(130.75, 41.5), (130.45, 42.08), (130.3, 42.18), (130.285, 42.22)]),
    "lianyungang": ((119.78531, 34.8014), [(119.50516, 34.76), (119.455, 34.745)]),
    "incheon": ((125.91156, 36.89719), [(126.1, 37.02), (126.33, 37.15), (126.4, 37.25), (126.48, 37.33), (126.585, 37.365)]),
    "samcheok": ((129.3, 37.9), [(129.27, 37.5), (129.2, 37.436)]),
    "prigorodnoye": ((143.02002, 45.70618), [(142.95, 46.3), (142.91, 46.58)]),
}

ROUND_AFRICA = ("suez", "panama", "northwest", "bering", "chili")
USUAL = ("northwest",)

LINKS = (
    ("sea-busan-hamburg-suez", "sea-trunk", "Busan-Hamburg through Suez", USUAL),
    ("sea-busan-hamburg-cape", "sea-trunk", "Busan-Hamburg round the Cape", ROUND_AFRICA),
    ("sea-busan-saint-petersburg-suez", "sea-trunk", "Busan-Saint Petersburg through Suez", USUAL),
    ("sea-busan-saint-petersburg-cape", "sea-trunk", "Busan-Saint Petersburg round the Cape", ROUND_AFRICA),
    ("sea-busan-vostochny", "sea-short", "Busan-Vostochny", USUAL),
    ("sea-busan-vladivostok", "sea-short", "Busan-Vladivostok", USUAL),
    ("sea-busan-rajin", "sea-short", "Busan-Rajin", USUAL),
    ("sea-busan-lianyungang", "sea-short", "Busan-Lianyungang", USUAL),
    ("sea-vladivostok-incheon-lng", "sea-lng", "Vladivostok-Incheon by LNG carrier", USUAL),
    ("sea-vladivostok-samcheok-cng", "sea-cng", "Vladivostok-Samcheok by CNG carrier", USUAL),
    ("sea-prigorodnoye-incheon-lng", "sea-lng", "Prigorodnoye-Incheon by LNG carrier", USUAL),
)
KOREAN = {
    "busan": "부산", "hamburg": "함부르크", "saint-petersburg": "상트페테르부르크", "vostochny": "보스토치니",
    "vladivostok": "블라디보스토크", "rajin": "나진", "lianyungang": "롄윈강", "incheon": "인천", "samcheok": "삼척",
    "prigorodnoye": "프리고로드노예",
}
RUSSIAN = {
    "busan": "Пусан", "hamburg": "Гамбург", "saint-petersburg": "Санкт-Петербург", "vostochny": "Восточный",
    "vladivostok": "Владивосток", "rajin": "Раджин", "lianyungang": "Ляньюньган", "incheon": "Инчхон",
    "samcheok": "Самчхок", "prigorodnoye": "Пригородное",
}
NOTES = {
    "sea-lng": "No liquefaction plant stands at Vladivostok: the link is the shipping leg of a proposal.",
    "sea-cng": "No compression plant stands at Vladivostok: the link is the shipping leg of a proposal.",
}


def point(lonlat):
    """Longitude in -180..<180, both rounded."""
    longitude = (lonlat[0] + 180) % 360 - 180
    return round(longitude, DIGITS) + 0.0, round(lonlat[1], DIGITS) + 0.0


def metres(a, b):
    return Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0])["s12"]


def lanes(content):
    """(vertices, passage) of every lane, in a fixed order."""
    found = []
    for feature in json.loads(content)["features"]:
        geometry = feature["geometry"]
        parts = geometry["coordinates"]
        for part in [parts] if geometry["type"] == "LineString" else parts:
            points = [point(p) for p in part]
            points = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
            if len(points) > 1:
                found.append((points, feature["properties"].get("passage")))
    return sorted(found, key=lambda lane: (lane[0], lane[1] or ""))


def network(found):
    graph = defaultdict(dict)
    for points, passage in found:
        for a, b in zip(points, points[1:]):
            put(graph, passage, [a, b])
    return graph


def put(graph, passage, via):
    length = sum(metres(p, q) for p, q in zip(via, via[1:]))
    graph[via[0]][via[-1]] = (length, passage, via)
    graph[via[-1]][via[0]] = (length, passage, via[::-1])


def path(graph, start, end, banned, amender):
    """Vertices of the shortest way that is led round land, and the passages it takes, in order."""
    while True:
        points, passages, steps = shortest(graph, start, end, banned)
        changed = False
        for a, b in steps:
            via = [a, *(point(p) for p in amender.way(a, b)[0][1:-1]), b]
            if via != graph[a][b][2]:
                put(graph, graph[a][b][1], via)
                changed = True
        if not changed:
            return points, passages


def shortest(graph, start, end, banned):
    """Vertices of the shortest way, the passages it takes, in order, and its edges."""
    best, before, queue = {start: 0.0}, {}, [(0.0, start)]
    while queue:
        length, here = heapq.heappop(queue)
        if here == end:
            break
        if length > best[here]:
            continue
        for there, (step, passage, _) in graph[here].items():
            if passage not in banned and length + step < best.get(there, float("inf")):
                best[there], before[there] = length + step, here
                heapq.heappush(queue, (length + step, there))
    if end not in before and end != start:
        sys.exit(f"no way from {start} to {end} without {banned}")
    nodes = [end]
    while nodes[-1] != start:
        nodes.append(before[nodes[-1]])
    nodes.reverse()
    points, passages = [start], []
    for a, b in zip(nodes, nodes[1:]):
        _, passage, via = graph[a][b]
        points += via[1:]
        if passage and passages[-1:] != [passage]:
            passages.append(passage)
    return points, [name.replace("_", "-") for name in passages], list(zip(nodes, nodes[1:]))


def link(graph, amender, key, kind, name, banned):
    ends = key.removeprefix("sea-")
    start = next(place for place in APPROACHES if ends.startswith(place + "-"))
    end = next(place for place in APPROACHES if ends.removeprefix(start + "-").split("-")[0] == place.split("-")[0])
    (leave, out), (reach, into) = APPROACHES[start], APPROACHES[end]
    middle, passages = path(graph, leave, reach, banned, amender)
    points = [*out[::-1], *middle, *into]
    if banned == ROUND_AFRICA and not any(15 < x < 30 and y < -34 for x, y in points):
        sys.exit(f"{key} does not round the Cape")
    facts = {
        "name": name, "name_ko": f"{KOREAN[start]}-{KOREAN[end]} 항로",
        "name_ru": f"Морской путь {RUSSIAN[start]} - {RUSSIAN[end]}",
        "from": start, "to": end, "mode": "sea", "class": kind,
        "status": "proposed" if start == "vladivostok" else "operating", "works": "none",
        "alignment": "shortest path over a sea-lane network",
        "proposal": start == "vladivostok", "crossings": [], "passages": passages,
    }
    if start == "vladivostok":
        facts["note"] = NOTES[kind]
    facts["sources"] = ["SEAROUTE"]
    geometry = {"type": "LineString", "coordinates": [list(p) for p in points]}
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": facts}


def graph_edges(content):
    """Edges (from, to, passage) of the package's graph, each once, in a fixed order; joints at 180 degrees left out."""
    edges = ast.literal_eval(content.decode().split("edge_list=")[1])

    def place(node):
        longitude = node[0] if abs(node[0]) <= 180 else (node[0] + 180) % 360 - 180
        return round(longitude, LANE_DIGITS) + 0.0, round(node[1], LANE_DIGITS) + 0.0

    found = {}
    for one, others in edges.items():
        for other, tags in others.items():
            a, b = place(one), place(other)
            if abs(a[0] - b[0]) > 180:
                a, b = ((-a[0], a[1]), b) if abs(a[0]) == 180 else (a, (-b[0], b[1]))
            if a == b:
                continue
            passage = OWN_PASSAGES.get((min(a, b), max(a, b)), tags.get("passage"))
            found[min((a, b), (b, a))] = None if passage in NO_PASSAGES else passage
    return [(*edge, passage) for edge, passage in sorted(found.items())]


def chains(edges):
    """Edges of one kind joined to lines from fork to fork."""
    beside = defaultdict(list)
    for a, b, _ in edges:
        beside[a].append(b)
        beside[b].append(a)
    kind_of = {}
    for a, b, kind in edges:
        kind_of[a, b] = kind_of[b, a] = kind

    def goes_on(before, node):
        if len(beside[node]) != 2:
            return None
        after = next(n for n in beside[node] if n != before)
        return after if kind_of[before, node] == kind_of[node, after] else None

    used, lines = set(), []
    for a, b, kind in edges:
        if (a, b) in used:
            continue
        line = [a, b]
        for turn in (1, -1):
            line = line[::turn]
            while (after := goes_on(line[-2], line[-1])) is not None and after != line[0]:
                if (line[-1], after) in used:
                    break
                used.update([(line[-1], after), (after, line[-1])])
                line.append(after)
            line = line[::turn]
        used.update([(a, b), (b, a)])
        lines.append((line, kind))
    return lines


def drawn(nodes, amender, facts):
    """The lines of a chain of places as they are led round land; `facts` gathers what was added and moved.

    There is more than one where a way leaves the antimeridian on its other side.
    """
    lines = []
    for a, b in zip(nodes, nodes[1:]):
        points = amender.way(a, b)[0]
        for old, new in ((a, points[0]), (b, points[-1])):
            if old != new:
                facts["moved"][new] = old
        turn = -360 if max(p[0] for p in points) > 180 else 360 if min(p[0] for p in points) < -180 else 0
        points = [(round(p[0] + turn, LANE_DIGITS), p[1]) for p in points]
        if not all(abs(p[0]) <= 180 for p in points):
            sys.exit(f"the way from {a} to {b} crosses the antimeridian")
        facts["added"] += points[1:-1]
        if lines and lines[-1][-1] == points[0]:
            lines[-1] += points[1:]
        else:
            lines.append(points)
    return lines


def lane_features(edges, amender):
    """A feature for the open sea and for each passage and each inland water."""
    kinds = defaultdict(list)
    for line, kind in chains([(a, b, (passage, amender.way(a, b)[1])) for a, b, passage in edges]):
        kinds[kind].append(line)
    features = []
    for passage, water in sorted(kinds, key=lambda kind: (kind[0] or "open", kind[1] or "")):
        facts = {"added": [], "moved": {}}
        lines = [line for nodes in kinds[passage, water] for line in drawn(nodes, amender, facts)]
        name, place = (passage or "").replace("_", "-"), re.sub("[^a-z]+", "-", (water or "").lower())
        features.append({
            "type": "Feature", "id": (f"{name}-inland" if water else name) if name else place or "open",
            "properties": {
                **({"passage": name} if name else {}),
                **({"countries": COUNTRIES[passage]} if passage in COUNTRIES else {}),
                **({"restricted": True} if passage in RESTRICTED else {}),
                **({"inland": water} if water else {}),
                **({"added": sorted(map(list, set(facts["added"])))} if facts["added"] else {}),
                **({"moved": sorted([*new, *old] for new, old in facts["moved"].items())} if facts["moved"] else {}),
            },
            "geometry": {"type": "MultiLineString", "coordinates": [[list(p) for p in line] for line in lines]},
        })
    check(edges, features)
    return features


def check(edges, features):
    """That the package's edges come back where what was added is left out and what was moved is put back."""
    found = set()
    for feature in features:
        facts = feature["properties"]
        added = set(map(tuple, facts.get("added", ())))
        moved = {tuple(row[:2]): tuple(row[2:]) for row in facts.get("moved", ())}
        for line in feature["geometry"]["coordinates"]:
            line = [moved.get(tuple(p), tuple(p)) for p in line if tuple(p) not in added]
            found.update(frozenset((shores.near(p[0], 0), p[1]) for p in pair) for pair in zip(line, line[1:]))
    wanted = {frozenset((shores.near(p[0], 0), p[1]) for p in edge[:2]) for edge in edges}
    if found != wanted:
        sys.exit(f"edges lost or made: {list(found ^ wanted)[:10]}")


def report(edges, features, amender):
    """What was amended, in figures."""
    ways = [(a, b, *amender.way(a, b)) for a, b, _ in edges]
    led = [(shores.length_km(points) - metres(a, b) / 1000, a, b) for a, b, points, _ in ways if len(points) > 2]
    inland = [a for a, _, _, water in ways if water]
    moved = {old: new for old, new in amender.places.items() if old != new}
    print(f"{sum(len(f['geometry']['coordinates']) for f in features)} lines, {len(led)} edges led round land by "
          f"{sum(len(points) - 2 for _, _, points, _ in ways)} vertices, {sum(row[0] for row in led):.1f} km longer")
    for more, a, b in sorted(led, reverse=True)[:8]:
        print(f"  {a} to {b}: {more:+.1f} km")
    inlets = sum(water == amend.INLETS for *_, water in ways)
    farthest = max(metres(*row) for row in moved.items()) / 1000
    print(f"{len(inland)} edges on inland waters, {inlets} of them in inlets; "
          f"{len(moved)} places moved by {farthest:.1f} km or less")


def main(folder, target, links):
    read = lambda suffix: packages.member(folder, ARCHIVE, ARCHIVE_SHA256, suffix)
    target = pathlib.Path(target)
    amender = amend.Amender(folder, HERE / "Geo" / BORDERS)
    edges = graph_edges(read("data/marnet_dict.py"))
    features = lane_features(edges, amender)
    packages.write_features(target / "lanes.geojson", features)
    report(edges, features, amender)
    graph = network(lanes(read("data/marnet_searoute.geojson")))
    ports = {}
    for feature in json.loads(read("data/ports.geojson"))["features"]:
        code = feature["properties"].get("port")
        if code in PORTS and code not in ports:
            ports[code] = {
                "type": "Feature", "id": code, "properties": {"name": PORTS[code]},
                "geometry": {"type": "Point", "coordinates": list(point(feature["geometry"]["coordinates"]))},
            }
    packages.write_features(target / "ports.geojson", [ports[code] for code in sorted(ports)])
    (target / "LICENSE").write_bytes(read("LICENCE.txt"))
    made = [link(graph, amender, *row) for row in LINKS]
    packages.write_features(links, made)
    absent = sorted(set(PORTS) - set(ports))
    if absent:
        sys.exit(f"ports that the package does not have: {absent}")
    for feature in made:
        points = feature["geometry"]["coordinates"]
        length = sum(metres(a, b) for a, b in zip(points, points[1:])) / 1000
        print(f"{feature['id']}: {length:,.0f} km, {len(points)} vertices, {feature['properties']['passages']}")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
