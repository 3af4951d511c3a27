#!/usr/bin/env bash
# Installs what building corridor needs and this machine lacks; says what to do where it can't.
# Safe to run again: it does nothing when nothing is missing, and uses sudo only when not root.
# With an argument it installs what one target needs instead: `swift` only what Swift itself needs, for
# `make lint`, `slurm` a Slurm and munge for `make test-slurm`, `browser` Chromium and the map library for
# `make test-browser`, `pictures` what draws those of the docs.
set -euo pipefail

swift_help() {
  cat >&2 <<'TEXT'
corridor needs Swift 6.2 or newer and found none it can use.
  Linux:  install it from https://www.swift.org/install (swiftly, or the tarball for your system),
          put its usr/bin on PATH, then run this again.
  macOS:  install Xcode 26 or newer, or swiftly from https://www.swift.org/install.
TEXT
  exit 69
}

library_help() {
  cat >&2 <<TEXT
corridor needs git, pkg-config and the development files of GEOS and PROJ, and Swift needs a linker and C headers.
Missing, by their names in Debian: $*
  Debian, Ubuntu:  apt-get install $* (this needs a network, and root or sudo)
  Fedora:          dnf install git geos-devel proj-devel pkgconf-pkg-config
  macOS:           brew install geos proj pkgconf
Install them, then run this again.
TEXT
  exit 69
}

slurm_help() {
  cat >&2 <<TEXT
make test-slurm needs Slurm and munge, and they can't be installed here. Missing: $*
  Debian, Ubuntu:  apt-get install slurm-wlm munge (this needs a network, and root or sudo)
  elsewhere:       install slurmctld, slurmd, sbatch and munged with Slurm 22.05 or newer
Install them, then run this again.
TEXT
  exit 69
}

browser_help() {
  cat >&2 <<TEXT
make test-browser and make pictures need a few programs, and they can't be installed here. Missing: $*
  Debian, Ubuntu:  apt-get install chromium chromium-driver libjs-leaflet librsvg2-bin python3
  Fedora:          dnf install chromium chromedriver librsvg2-tools python3, and npm install --global leaflet
  macOS:           brew install --cask chromium chromedriver; brew install librsvg python; npm install --global leaflet
Install them, then run this again.
TEXT
  exit 69
}

# has_leaflet: whether Leaflet lies where the command looks for it.
has_leaflet() {
  local prefix
  for prefix in /usr /usr/local /opt/homebrew /home/linuxbrew/.linuxbrew; do
    if [ -e "$prefix/share/javascript/leaflet/leaflet.css" ] || [ -e "$prefix/share/nodejs/leaflet/dist/leaflet.css" ] ||
      [ -e "$prefix/lib/node_modules/leaflet/dist/leaflet.css" ]; then return 0; fi
  done
  return 1
}

# install HELP PACKAGE...: HELP tells what to do where it can't.
install() {
  local help=$1
  shift
  local as_root=()
  if ! command -v apt-get >/dev/null 2>&1; then "$help" "$@"; fi
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then "$help" "$@"; fi
    as_root=(sudo)
  fi
  # sudo drops the caller's variables; a machine that has just started may be updating itself.
  as_root+=(env DEBIAN_FRONTEND=noninteractive)
  echo "Installing $*" >&2
  "${as_root[@]}" apt-get update -qq >&2 || true
  "${as_root[@]}" apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" >&2 ||
    "$help" "$@"
}

# swift_needs: what Swift's own archive lacks to run and to link here, in `missing`; known for Debian's family.
swift_needs() {
  missing=()
  if ! command -v apt-get >/dev/null 2>&1; then return; fi
  "${SWIFT:-swift}" build --version >/dev/null 2>&1 ||
    missing+=(libcurl4-openssl-dev libncurses-dev libxml2-dev)
  if [ ! -e /usr/include/stdio.h ] || ! compgen -G '/usr/lib/gcc/*/*/libstdc++.*' >/dev/null ||
    ! command -v ld >/dev/null 2>&1; then
    missing+=(g++)
  fi
}

# refuse_old_swift: leaves major and minor of the Swift found in `version`, nothing where it doesn't run.
refuse_old_swift() {
  version=$("${SWIFT:-swift}" --version 2>/dev/null |
    sed -n 's/.*Swift version \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' | head -n 1) || true
  if [ -z "$version" ]; then return; fi
  if [ "${version%%.*}" -lt 6 ] || { [ "${version%%.*}" -eq 6 ] && [ "${version#*.}" -lt 2 ]; }; then
    echo "Found Swift $version." >&2
    swift_help
  fi
}

if [ "${1:-}" = slurm ]; then
  PATH=$PATH:/usr/sbin:/sbin
  missing=()
  for tool in slurmctld slurmd sbatch scontrol; do
    command -v "$tool" >/dev/null 2>&1 || missing=(slurm-wlm)
  done
  command -v munged >/dev/null 2>&1 || missing+=(munge)
  if [ "${#missing[@]}" -gt 0 ]; then install slurm_help "${missing[@]}"; fi
  exit 0
fi

if [ "${1:-}" = browser ] || [ "${1:-}" = pictures ]; then
  missing=()
  command -v chromedriver >/dev/null 2>&1 || missing+=(chromium chromium-driver)
  command -v rsvg-convert >/dev/null 2>&1 || missing+=(librsvg2-bin)
  command -v python3 >/dev/null 2>&1 || missing+=(python3)
  has_leaflet || missing+=(libjs-leaflet)
  # Without a Korean face the pictures would show boxes.
  if [ "$1" = pictures ] && ! fc-list :lang=ko 2>/dev/null | grep -q .; then missing+=(fontconfig fonts-nanum); fi
  if [ "${#missing[@]}" -gt 0 ]; then install browser_help "${missing[@]}"; fi
  exit 0
fi

if ! command -v "${SWIFT:-swift}" >/dev/null 2>&1; then swift_help; fi
refuse_old_swift
swift_needs
if [ "${1:-}" != swift ]; then
  command -v git >/dev/null 2>&1 || missing+=(git)
  if command -v pkg-config >/dev/null 2>&1; then
    pkg-config --exists geos || missing+=(libgeos-dev)
    pkg-config --exists proj || missing+=(libproj-dev)
  else
    missing+=(pkg-config)
    [ -e /usr/include/geos_c.h ] || missing+=(libgeos-dev)
    [ -e /usr/include/proj.h ] || missing+=(libproj-dev)
  fi
fi
if [ "${#missing[@]}" -gt 0 ]; then
  install library_help "${missing[@]}"
  refuse_old_swift
fi
if [ -z "$version" ]; then
  echo "$(command -v "${SWIFT:-swift}") doesn't run:" >&2
  "${SWIFT:-swift}" --version >&2 || true
  swift_help
fi
