"""Puts redrawn border lines into country polygons, so that the shared edges are those lines."""

import itertools
import math

import shapely
from shapely.geometry import LineString, Point
from shapely.ops import nearest_points, polygonize, unary_union

BEYOND_COAST = 2e-4
SAME_VERTEX = 2e-4
NEAR = 0.05


def mainland(polygons):
    """The largest polygon of a country, and the rest."""
    ordered = sorted(polygons, key=lambda p: p.area, reverse=True)
    return ordered[0], ordered[1:]


def redraw(countries, lines):
    """`countries`: id to list of polygons. `lines`: (pair, LineString, near end, far end) with ends `coast`, `border`
    or `line`. Returns the countries with the mainlands cut anew,
    and the lines with their ends on the polygons' vertices."""
    ids = sorted({code for pair, *_ in lines for code in pair})
    whole = {code: mainland(countries[code]) for code in ids}
    lands = {code: whole[code][0] for code in ids}
    union = unary_union(list(lands.values()))
    lines = [(pair, _snapped(line, ends, lands), *ends) for pair, line, *ends in lines]
    inner = []
    for pair in itertools.combinations(ids, 2):
        old = lands[pair[0]].boundary.intersection(lands[pair[1]].boundary)
        inner += _kept(shapely.line_merge(old), [line for line in lines if line[0] == pair])
    for _, line, *ends in lines:
        inner.append(_to_coast(line, ends, union))
    cells = polygonize(unary_union([union.boundary, *inner]))
    parts = {code: [] for code in ids}
    for cell in cells:
        if not union.contains(cell.representative_point()):
            continue
        shares = {code: cell.intersection(land).area for code, land in lands.items()}
        parts[max(sorted(shares), key=shares.get)].append(cell)
    result = dict(countries)
    for code in ids:
        merged = unary_union(parts[code])
        pieces = list(merged.geoms) if hasattr(merged, "geoms") else [merged]
        result[code] = pieces + whole[code][1]
    return result, [line for _, line, *_ in lines]


def _snapped(line, ends, lands):
    """`line` with its ends on the nearest vertices of the polygons, where these are within `SAME_VERTEX`."""
    points = list(line.coords)
    vertices = [p for land in lands.values() for p in land.exterior.coords]
    for index, end in zip((0, -1), ends):
        if end != "line":
            x, y = points[index]
            near = min(vertices, key=lambda p: (p[0] - x) ** 2 + (p[1] - y) ** 2)
            if (near[0] - x) ** 2 + (near[1] - y) ** 2 < SAME_VERTEX**2:
                points[index] = near
    return LineString(points)


def _kept(old, lines):
    """Parts of the old border that no new line replaces: those between the far ends and the ends marked `border`,
    which are led to the vertex nearest such an end and then to it."""
    pieces = [p for p in getattr(old, "geoms", [old]) if p.geom_type == "LineString"]
    kept = []
    for piece in pieces:
        spans = [
            _replaced(piece, line, ends) for _, line, *ends in lines if piece.distance(line) < NEAR
        ]
        points, start = list(piece.coords), 0
        head = []
        for first, last, before, after in sorted(spans):
            kept.append([*head, *points[start:first + 1], *before])
            start, head = last, after
        kept.append([*head, *points[start:]])
    lines = [[p for i, p in enumerate(part) if i == 0 or p != part[i - 1]] for part in kept]
    return [LineString(part) for part in lines if len(part) > 1]


def _replaced(piece, line, ends):
    """First and last vertex of the part of `piece` that `line` stands for, and what joins the kept parts to it."""
    points = list(piece.coords)
    joins = []
    for index, end in zip((0, -1), ends):
        if end == "border":
            join = line.coords[index]
            joins.append((min(range(len(points)), key=lambda i: math.dist(points[i], join)), join))
    if len(joins) == 2:
        (first, before), (last, after) = sorted(joins)
        return first, last, [before], [after]
    other = line.coords[-1 if ends[0] == "border" else 0]
    at_start = math.dist(points[0], other) < math.dist(points[-1], other)
    if not joins:
        return -1, len(points), [], []
    (near, join), = joins
    return (-1, near, [], [join]) if at_start else (near, len(points), [join], [])


def _to_coast(line, ends, union):
    """`line` with each end `coast` led to just beyond the coast, when it ends inland."""
    points = list(line.coords)
    for index, end in zip((0, -1), ends):
        inland = union.contains(Point(points[index]))
        if end == "coast" and inland:
            coast = nearest_points(union.boundary, Point(points[index]))[0]
            step = coast.distance(Point(points[index])) or 1
            beyond = tuple(
                c + (c - p) / step * BEYOND_COAST
                for c, p in zip(coast.coords[0], points[index])
            )
            points = [beyond, *points] if index == 0 else [*points, beyond]
    return LineString(points)
