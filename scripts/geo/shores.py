"""Leads lines round land: the shortest way along the buffered shore, as few vertices as it needs.

A line means geodesics between its vertices here, as in the program that sails it; what is found is clear of land
as straight lines in longitude and latitude too, which is how others draw GeoJSON.
"""

import heapq
import math

import numpy
import shapely
from geographiclib.geodesic import Geodesic

RADIUS_KM = 6371.0088
STEP_KM = 5
DIGITS = 4
# Kilometres that a way keeps from the shore: the first with which one is found, unless a closer one saves a third of
# the detour.
CLEARANCES_KM = (1.0, 0.5, 0.25, 0.12)


def metres(a, b):
    return Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0])["s12"]


def length_km(points):
    return sum(metres(a, b) for a, b in zip(points, points[1:])) / 1000


def near(longitude, other):
    """The longitude within half a turn of another."""
    return other + (longitude - other + 180) % 360 - 180


def geodesic(a, b, step_km=STEP_KM):
    """Points of the geodesic, unwrapped beyond 180 degrees where it crosses them."""
    b = (near(b[0], a[0]) if abs(b[0] - a[0]) > 180 else b[0], b[1])
    line = Geodesic.WGS84.InverseLine(a[1], a[0], b[1], b[0])
    count = max(1, math.ceil(line.s13 / 1000 / step_km))
    points = [tuple(a)]
    for number in range(1, count):
        at = line.Position(line.s13 * number / count)
        points.append((near(at["lon2"], (a[0] + b[0]) / 2), at["lat2"]))
    return [*points, b]


class Gnomonic:
    """A map round a point on which geodesics are straight but for some metres."""

    def __init__(self, longitude, latitude):
        l, p = math.radians(longitude), math.radians(latitude)
        self.longitude = longitude
        self.axes = numpy.array([
            [-math.sin(l), math.cos(l), 0],
            [-math.sin(p) * math.cos(l), -math.sin(p) * math.sin(l), math.cos(p)],
            [math.cos(p) * math.cos(l), math.cos(p) * math.sin(l), math.sin(p)],
        ])

    def flat(self, lonlat):
        l, p = numpy.radians(numpy.asarray(lonlat, dtype=float)).T
        x, y, z = self.axes @ numpy.array([numpy.cos(p) * numpy.cos(l), numpy.cos(p) * numpy.sin(l), numpy.sin(p)])
        return RADIUS_KM * numpy.array([x / z, y / z]).T

    def round(self, xy):
        x, y = numpy.asarray(xy, dtype=float).T / RADIUS_KM
        v = self.axes.T @ (numpy.array([x, y, numpy.ones_like(x)]) / numpy.sqrt(1 + x * x + y * y))
        longitude = near(numpy.degrees(numpy.arctan2(v[1], v[0])), self.longitude)
        return numpy.array([longitude, numpy.degrees(numpy.arcsin(v[2]))]).T


class Land:
    """Polygons in longitude and latitude, found also from beyond the antimeridian."""

    def __init__(self, polygons):
        parts = list(polygons)
        turned = [
            shapely.transform(p, lambda c, turn=turn: c + [turn, 0])
            for p in parts for turn in (-360, 360)
            if (p.bounds[0] + turn < 180 + 25 if turn > 0 else p.bounds[2] + turn > -180 - 25)
        ]
        self.parts = numpy.array(parts + turned)
        self.tree = shapely.STRtree(self.parts)

    def holds(self, point):
        return len(self.tree.query(shapely.Point(point), "intersects")) > 0

    def touched(self, line):
        """The pieces of a line of points that lie on land."""
        line = shapely.LineString(line)
        hit = self.tree.query(line, "intersects")
        pieces = (shapely.intersection(line, self.parts[i]) for i in sorted(hit))
        return [piece for piece in pieces if not piece.is_empty]

    def within(self, box):
        """The land in a box."""
        parts = self.tree.query(shapely.box(*box), "intersects")
        cut = [shapely.clip_by_rect(self.parts[i], *box) for i in sorted(parts)]
        return shapely.union_all([shapely.make_valid(c) for c in cut if not c.is_empty])


def touched(land, points):
    """Pieces on land by either reading of the line."""
    found = []
    for a, b in zip(points, points[1:]):
        b = (near(b[0], a[0]) if abs(b[0] - a[0]) > 180 else b[0], b[1])
        found += land.touched([a, b])
        found += land.touched(geodesic(a, b))
    return found


def box_round(shape, margin_km):
    west, south, east, north = shape.bounds
    tall = margin_km / 111.2
    wide = tall / max(0.05, math.cos(math.radians(min(89, max(abs(south), abs(north)) + tall))))
    return west - wide, max(-90, south - tall), east + wide, min(90, north + tall)


def polygons(shape):
    return [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"] if not shape.is_empty else []


def visible_way(start, end, obstacles, shores):
    """Vertices of the shortest way on a flat map; None when there is none.

    The ends may lie nearer to the shore than the obstacles begin: from them only the shores themselves block.
    """
    corners = [
        corner for p in polygons(obstacles) for ring in (p.exterior, *p.interiors)
        for corner in shapely.get_coordinates(ring)[:-1]
    ]
    nodes = numpy.array([start, end, *corners])
    blocks = shapely.buffer(obstacles, -0.02)
    shapely.prepare(blocks)
    shapely.prepare(shores)
    # Corners within other obstacles are of no use.
    useful = ~shapely.intersects(blocks, shapely.points(nodes))
    useful[:2] = True
    best, before, done = {0: 0.0}, {}, set()
    queue = [(float(numpy.hypot(*(nodes[1] - nodes[0]))), 0)]
    while queue:
        _, here = heapq.heappop(queue)
        if here in done:
            continue
        if here == 1:
            way = [1]
            while way[-1] != 0:
                way.append(before[way[-1]])
            return nodes[way[::-1]]
        done.add(here)
        steps = numpy.hypot(*(nodes - nodes[here]).T)
        others = [
            i for i in numpy.nonzero(useful)[0]
            if i not in done and steps[i] > 0 and best[here] + steps[i] < best.get(i, math.inf)
        ]
        if not others:
            continue
        lines = shapely.linestrings([[nodes[here], nodes[i]] for i in others])
        end_here = numpy.array([here < 2 or i < 2 for i in others])
        blocked = numpy.where(end_here, shapely.intersects(shores, lines), shapely.intersects(blocks, lines))
        for i, shut in zip(others, blocked):
            if not shut:
                best[i], before[i] = best[here] + steps[i], here
                heapq.heappush(queue, (best[i] + float(numpy.hypot(*(nodes[1] - nodes[i]))), i))
    return None


def led(a, b, land, clearance_km):
    """Vertices from a to b that touch no land; None when none are found."""
    middle = geodesic(a, b)
    chart = Gnomonic(*middle[len(middle) // 2])
    ends = chart.flat([a, b])
    points, boxes, margin = [a, b], [], 15.0
    for turn in range(14):
        hit = touched(land, points)
        if not hit:
            return points
        for piece in hit:
            across = length_km(shapely.get_coordinates(shapely.segmentize(piece, 0.5)))
            boxes.append(box_round(piece, max(margin, 0.6 * across)))
        margin *= 1.5
        shore = shapely.union_all([land.within(box) for box in boxes])
        shore = shapely.transform(shore, chart.flat)
        shore = shapely.make_valid(shore)
        obstacles = shapely.buffer(shore, clearance_km, join_style="mitre", mitre_limit=2)
        obstacles = shapely.simplify(obstacles, clearance_km * 0.3)
        slack = min(0.5 * min(shapely.distance(shore, shapely.points(ends))), clearance_km * 0.5)
        way = visible_way(*ends, obstacles, shapely.buffer(shore, max(slack, 0)) if slack > 0.005 else shore)
        if way is None:
            return None
        inner = [tuple(numpy.round(p, DIGITS)) for p in chart.round(way[1:-1])] if len(way) > 2 else []
        points = straightened([a, *((float(x), float(y)) for x, y in inner), b], land)
    return None


def straightened(points, land):
    """The vertices without those that can be left out, and with more where only the straight lines touch land."""
    i = 1
    while i < len(points) - 1:
        fewer = [points[i - 1], points[i + 1]]
        if not touched(land, fewer) and has_room(land, fewer):
            points = points[:i] + points[i + 1 :]
        else:
            i += 1
    return dense(points, land)


def has_room(land, points):
    """Whether there is no land within some 200 m of the line either."""
    line = shapely.LineString(geodesic(*points))
    return len(land.tree.query(shapely.buffer(line, 0.002), "intersects")) == 0


def dense(points, land, depth=6):
    """Points of the geodesics put between vertices where only straight lines in longitude and latitude touch land."""
    out = [points[0]]
    for a, b in zip(points, points[1:]):
        straight = [a, (near(b[0], a[0]) if abs(b[0] - a[0]) > 180 else b[0], b[1])]
        if depth and land.touched(straight) and not land.touched(geodesic(a, b)):
            half = geodesic(a, b, max(1, metres(a, b) / 2000))[1]
            half = (round(half[0], DIGITS), round(half[1], DIGITS))
            out += dense([a, half, b], land, depth - 1)[1:]
        else:
            out.append(b)
    return out


def way_round(a, b, land):
    """(vertices, clearance in km) of the way to take from a to b; None when there is none."""
    best = None
    for clearance in CLEARANCES_KM:
        found = led(a, b, land, clearance)
        if found is None:
            continue
        straight = metres(a, b) / 1000
        more = length_km(found) - straight
        if best is None or more < 2 / 3 * (length_km(best[0]) - straight) - 1:
            best = (found, clearance)
        if more < 2 or straight > 300:
            break
    return best


def nearest_water(point, land, clearance_km, limit_km):
    """The nearest point that keeps the clearance from land; None beyond the limit."""
    chart = Gnomonic(*point)
    box = box_round(shapely.Point(point), limit_km + 3 * clearance_km)
    shore = shapely.make_valid(shapely.transform(land.within(box), chart.flat))
    water = shapely.difference(shapely.Point(0, 0).buffer(limit_km), shapely.buffer(shore, clearance_km))
    if water.is_empty:
        return None
    spot = shapely.get_coordinates(shapely.shortest_line(shapely.Point(0, 0), water))[1]
    longitude, latitude = chart.round([spot])[0]
    return round(float(longitude), DIGITS), round(float(latitude), DIGITS)
