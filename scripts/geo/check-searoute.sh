#!/bin/sh
# Makes the fixture of the sea network's tests again with the package itself, and says whether it is still the same.
# usage: scripts/geo/check-searoute.sh [COUNT [SEED]]      other counts and seeds are run through the tests too
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
fixture=$here/Tests/Fixtures/searoute-pairs.csv
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q searoute==1.6.0
"$work/venv/bin/python" "$here/scripts/geo/searoute_pairs.py" "$work/pairs.csv" "$@"
if [ $# -eq 0 ]; then
  cmp "$work/pairs.csv" "$fixture" && echo "the fixture is what searoute 1.6.0 gives"
else
  CORRIDOR_SEAROUTE_PAIRS=$work/pairs.csv swift test --package-path "$here" --disable-xctest --filter SeaNetworkOracle
fi
