#!/usr/bin/env bash
# Draws the pictures of README.md and docs/ again with the built command: pictures.sh COMMAND
#
# Needs rsvg-convert, and for the pictures of the page chromedriver, Leaflet and python3; no network.
set -euo pipefail
cd "$(dirname "$0")/../.."
command=$(realpath "$1")
folder=docs/pictures
mkdir -p "$folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

draw() {
  local name=$1
  shift
  "$command" map "$@" --width 1400 -o "$work/$name.png"
  mv "$work/$name.png" "$folder/$name.png"
}
draw network
draw northeast-asia --bbox 113,33,143,55
draw containers container:busan-hamburg
draw gas gas:vladivostok-seoul
draw power-ru power:vladivostok-seoul --language ru

"$command" map container:busan-hamburg -o "$work/containers.html"
"$command" map gas:vladivostok-seoul -o "$work/gas.html"
PYTHONPATH=Tests/Browser python3 -B scripts/docs/page-pictures.py "$command" "$work" "$folder"

"$command" report gas:vladivostok-seoul -o "$work/report.html" --charts "$work/charts"
for name in ladder-cost distribution; do
  mv "$work/charts/$name.svg" "$folder/$name.svg"
done
ls -l "$folder"
