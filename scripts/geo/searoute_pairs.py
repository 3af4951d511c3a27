"""Lengths of random sea routes as the package searoute finds them, for the tests of the sea network.

    VENV/bin/python scripts/geo/searoute_pairs.py PAIRS.csv [COUNT [SEED]]

Pairs of the package's own ports, the northwest passage closed, which is its default. `length_km` is the length of the
route that it returns and `weight_km` the sum of the weights that its search minimised; both are its spherical
kilometres.
"""

import csv
import random
import sys

import searoute
from searoute.data.ports_dict import node_list as ports


def main(target, count=500, seed=20261122):
    draw = random.Random(seed)
    known = sorted(ports)
    network, _ = searoute.searoute.__globals__["get_graphs"]()
    with open(target, "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["from_longitude", "from_latitude", "to_longitude", "to_latitude", "length_km", "weight_km"])
        for _ in range(count):
            start, end = draw.sample(known, 2)
            length = searoute.searoute(start, end)["properties"]["length"]
            weight, _ = network.shortest_path(start, end)
            rows.writerow([*start, *end, f"{length:.6f}", f"{weight:.1f}"])


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], *map(int, sys.argv[2:]))
