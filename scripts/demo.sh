#!/usr/bin/env bash
# Shows what corridor does with the bundled study: one comparison, and the folder of GeoJSON.
set -euo pipefail
corridor=$1

"$corridor" compare container:busan-hamburg
echo
"$corridor" export Exports
cat <<TEXT

What to open next
  Exports/corridors.geojson     drop it on geojson.io, or open it in QGIS: every line with its length, status, sources
  Exports/comparisons.geojson   the routes compared above, results as properties
  $corridor compare                                       the comparisons of the study
  $corridor explain container:busan-hamburg/tkr-east/price_usd_per_teu
  $corridor compare container:busan-hamburg --set 'rail.speed.tsr=500 km/day'
  $corridor audit                                         91 claims, recomputed
TEXT
