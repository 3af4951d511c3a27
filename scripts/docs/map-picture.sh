#!/bin/sh
# Draws docs/map.png: the links of Exports/ over its borders, by Leaflet in a headless browser.
#
#   scripts/docs/map-picture.sh [PICTURE]
#
# Needs the Debian packages chromium and libjs-leaflet, and no network.
set -eu
cd "$(dirname "$0")/../.."
picture=$(realpath -m "${1:-docs/map.png}")
leaflet=/usr/share/javascript/leaflet
for need in "$leaflet/leaflet.js" Exports/borders.geojson Exports/links.geojson Exports/places.geojson; do
  if [ ! -r "$need" ]; then
    echo "map-picture: cannot read $need; install chromium and libjs-leaflet, and run make export" >&2
    exit 66
  fi
done
if ! command -v chromium >/dev/null; then
  echo "map-picture: no chromium; install it with: apt-get install chromium" >&2
  exit 69
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cp -rL "$leaflet" "$work/leaflet"
for layer in borders links places; do
  { printf 'const %s = ' "$layer"; cat "Exports/$layer.geojson"; printf ';\n'; } >"$work/$layer.js"
done
cat >"$work/map.html" <<'HTML'
<!doctype html>
<meta charset="utf-8">
<link rel="stylesheet" href="leaflet/leaflet.css">
<style>
  html, body { margin: 0; height: 100%; font: 13px sans-serif }
  body { display: grid; grid-template: 1fr auto / 800px 1fr; gap: 4px }
  .leaflet-container { background: #e6eff5; font: 13px sans-serif }
  .key { background: #fff; padding: 5px 9px; line-height: 1.45 }
  .key i { display: inline-block; width: 26px; margin-right: 7px; vertical-align: middle }
  .leaflet-tooltip.name { background: none; border: 0; box-shadow: none; padding: 0 3px; font-weight: 600;
    text-shadow: 0 0 2px #fff, 0 0 3px #fff, 0 0 4px #fff }
  .leaflet-tooltip.name::before { display: none }
  footer { grid-column: 1 / 3; font-size: 10.5px; line-height: 1.35; padding: 2px 6px 5px; color: #333 }
</style>
<div id="far"></div>
<div id="near"></div>
<footer id="credit"></footer>
<script src="leaflet/leaflet.js"></script>
<script src="borders.js"></script>
<script src="links.js"></script>
<script src="places.js"></script>
<script>
  credit.append(links.worldview, document.createElement("br"), links.attribution)
  const simplestyle = ({properties: p}) => ({
    color: p.stroke, weight: p["stroke-width"], opacity: p["stroke-opacity"],
  })
  const country = {color: "#9a9a9a", weight: 0.7, opacity: 1, fillColor: "#fbfaf6", fillOpacity: 1}
  function draw(id, bounds, names) {
    const map = L.map(id, {zoomControl: false, attributionControl: false, zoomSnap: 0.05, fadeAnimation: false,
      zoomAnimation: false, renderer: L.svg({padding: 1})})
    map.fitBounds(bounds, {animate: false})
    L.geoJSON(borders, {filter: f => f.properties.kind === "country", style: country}).addTo(map)
    L.geoJSON(links, {style: simplestyle}).addTo(map)
    for (const place of places.features.filter(f => f.id in names)) {
      const [longitude, latitude] = place.geometry.coordinates
      L.circleMarker([latitude, longitude], {radius: 3, color: "#222", weight: 1, fillColor: "#fff", fillOpacity: 1})
        .bindTooltip(place.properties.name, {permanent: true, direction: names[place.id], className: "name"})
        .addTo(map)
    }
    return map
  }
  const far = draw("far", [[24, 3], [63, 143]], {hamburg: "bottom", moscow: "top", yekaterinburg: "top",
    taishet: "top", skovorodino: "left", vladivostok: "left", lianyungang: "bottom", dostyk: "left", busan: "right"})
  draw("near", [[34.3, 123.3], [44.2, 134.6]], {busan: "left", seoul: "left", pyongyang: "left", wonsan: "right",
    rajin: "left", vladivostok: "top", kozmino: "right", sinuiju: "left", samcheok: "right"})
  const modes = new Map(links.features.map(f => [f.properties.mode, f.properties.stroke]))
  const key = L.control({position: "bottomleft"})
  key.onAdd = () => {
    const box = L.DomUtil.create("div", "key")
    const line = (text, style) => `<i style="border-top:${style}"></i>${text}<br>`
    box.innerHTML = [...modes].map(([mode, colour]) => line(mode.replace("_", " "), `3px solid ${colour}`)).join("")
      + line("operating", "3px solid #555") + line("building", "2.5px solid rgba(85,85,85,.8)")
      + line("dormant", "2px solid rgba(85,85,85,.6)") + line("proposed", "1.5px solid rgba(85,85,85,.5)")
    return box
  }
  key.addTo(far)
</script>
HTML

sandbox=
if [ "$(id -u)" = 0 ]; then sandbox=--no-sandbox; fi
chromium --headless $sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/profile" \
  --window-size=1200,560 --virtual-time-budget=10000 --screenshot="$work/map.png" \
  "file://$work/map.html" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 70; }
[ -s "$work/map.png" ] || { cat "$work/log" >&2; exit 70; }
mkdir -p "$(dirname "$picture")"
mv "$work/map.png" "$picture"
echo "$picture: $(wc -c <"$picture") bytes" >&2
