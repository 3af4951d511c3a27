"""Decides which lanes are led round land, and which run on water that country polygons count as land.

Land is what either the whole Natural Earth polygons or the simplified ones of a study cover. A lane that touches it

- within one of the waters of waters.json, which are named there: stays as it is and has their name;
- where a place of the lanes lies on a simplified shore but not on the whole one: is held to the whole one, and named
  `INLETS`;
- anywhere else: is led round. A place on land is moved to the nearest water before.

What can't be led round ends the run: it needs a name in waters.json.
"""

import json
import pathlib
import sys

import shapely
from shapely.geometry import shape

import borders
import shores

INLETS = "Inlets that simplified borders close"
# How far from the shore a place is put that lies on land, the first that there is room for, and how far it may move.
CLEARANCES_KM = (0.25, 0.12, 0.06)
LIMIT_KM = 6


class Amender:
    def __init__(self, folder, *countries):
        whole = [p for polygons in borders.load(folder)[1].values() for p in polygons]
        simplified = []
        for file in countries:
            for feature in json.loads(pathlib.Path(file).read_text(encoding="utf-8"))["features"]:
                simplified += borders.polygons_of(shape(feature["geometry"]))
        self.whole = shores.Land(whole)
        self.land = shores.Land(whole + simplified)
        waters = json.loads(pathlib.Path(__file__).with_name("waters.json").read_text(encoding="utf-8"))
        self.waters = {name: shapely.box(*box) for name, box in waters.items()}
        self.places, self.ways = {}, {}

    def water(self, pieces):
        """The named water that holds all of these."""
        return next((n for n, box in self.waters.items() if all(box.covers(piece) for piece in pieces)), None)

    def place(self, node):
        """Where a place of the lanes lies now."""
        if node not in self.places:
            self.places[node] = node
            if self.whole.holds(node) and self.water([shapely.Point(node)]) is None:
                found = (shores.nearest_water(node, self.land, c, LIMIT_KM) for c in CLEARANCES_KM)
                self.places[node] = next(filter(None, found), None)
                if self.places[node] is None:
                    sys.exit(f"the place {node} lies on land with no water within {LIMIT_KM} km")
        return self.places[node]

    def way(self, a, b):
        """(points from a to b, name of the water or None)."""
        if (a, b) not in self.ways:
            self.ways[a, b] = self._way(a, b)
            points, water = self.ways[a, b]
            self.ways[b, a] = (points[::-1], water)
        return self.ways[a, b]

    def _way(self, a, b):
        straight = [self.place(a), self.place(b)]
        pieces = shores.touched(self.land, straight)
        if not pieces:
            return straight, None
        name = self.water(pieces)
        if name:
            return straight, name
        land, name = self.land, None
        if any(self.land.holds(end) and not self.whole.holds(end) for end in straight):
            land, name = self.whole, INLETS
        found = shores.way_round(*straight, land)
        if found is None:
            spots = [tuple(round(v, 3) for v in piece.bounds) for piece in pieces]
            sys.exit(f"no way round land from {a} to {b}, which touches it at {spots}: name the water in waters.json")
        return found[0], name
