"""Polygons as shared arcs: neighbours keep the same edge whatever is done to it."""

import math
from collections import defaultdict

import numpy as np

METRES_PER_DEGREE = 111195.0


class Topology:
    """Arcs between junctions, each stored once, and the rings that are made of them."""

    def __init__(self, polygons_by_id):
        self.polygons = polygons_by_id
        self.arcs = []
        self.owners = defaultdict(set)
        self._index = {}
        self._neighbours = self._neighbourhood()
        self.rings = {}
        for key, polygons in polygons_by_id.items():
            self.rings[key] = [[self._cut(ring, key) for ring in polygon] for polygon in polygons]

    def _neighbourhood(self):
        neighbours = defaultdict(set)
        for polygons in self.polygons.values():
            for polygon in polygons:
                for ring in polygon:
                    for a, b in zip(ring, ring[1:]):
                        neighbours[a].add(b)
                        neighbours[b].add(a)
        return neighbours

    def _cut(self, ring, owner):
        """The ring as a list of (arc number, reversed)."""
        body = ring[:-1]
        junctions = [i for i, p in enumerate(body) if len(self._neighbours[p]) > 2]
        if not junctions:
            start = body.index(min(body))
            closed = body[start:] + body[:start] + [body[start]]
            return [self._number(closed, owner)]
        body = body[junctions[0]:] + body[:junctions[0]]
        cuts = [i - junctions[0] for i in junctions] + [len(body)]
        body.append(body[0])
        return [self._number(body[a:b + 1], owner) for a, b in zip(cuts, cuts[1:])]

    def _number(self, points, owner):
        forward, backward = tuple(points), tuple(reversed(points))
        key = min(forward, backward)
        if key not in self._index:
            self._index[key] = len(self.arcs)
            self.arcs.append(list(key))
        number = self._index[key]
        self.owners[number].add(owner)
        return number, key != forward

    def ring(self, pieces, arcs):
        """Closed ring of `pieces` with the vertices of `arcs`."""
        points = []
        for number, backwards in pieces:
            arc = arcs[number][::-1] if backwards else arcs[number]
            points.extend(arc if not points else arc[1:])
        return points


def simplify(points, limits, kept):
    """Douglas-Peucker with a tolerance in metres for each vertex.

    A vertex in `kept` stays. A closed arc is split at the vertex farthest from its first.
    """
    if len(points) < 3:
        return points
    lonlat = np.array(points)
    keep = np.zeros(len(points), dtype=bool)
    keep[0] = keep[-1] = True
    anchors = [i for i, p in enumerate(points) if p in kept]
    if points[0] == points[-1]:
        offset = _metres(lonlat, lonlat[0])
        anchors.append(int(np.argmax(np.hypot(offset[:, 0], offset[:, 1]))))
    keep[anchors] = True
    fixed = np.flatnonzero(keep)
    stack = list(zip(fixed, fixed[1:]))
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        ratio = _distances(lonlat, first, last) / limits[first + 1:last]
        worst = int(np.argmax(ratio))
        if ratio[worst] > 1:
            middle = first + 1 + worst
            keep[middle] = True
            stack += [(first, middle), (middle, last)]
    return [p for p, k in zip(points, keep) if k]


def _metres(lonlat, origin):
    """Plane offsets from `origin`; degrees of longitude are scaled at the middle latitude of the two."""
    middle = np.radians((lonlat[..., 1] + origin[1]) / 2)
    offset = (lonlat - origin) * METRES_PER_DEGREE
    offset[..., 0] *= np.cos(middle)
    return offset


def _distances(lonlat, first, last):
    """Metres from the vertices between two to the chord of the two."""
    plane = _metres(lonlat[first + 1:last], lonlat[first])
    chord = _metres(lonlat[last], lonlat[first])
    length = math.hypot(*chord)
    if length == 0:
        return np.hypot(plane[:, 0], plane[:, 1])
    along = (plane @ chord) / length**2
    np.minimum(np.maximum(along, 0, out=along), 1, out=along)
    rest = plane - along[:, None] * chord
    return np.hypot(rest[:, 0], rest[:, 1])
