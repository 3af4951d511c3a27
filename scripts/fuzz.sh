#!/bin/sh
# Fuzzes the GeoJSON converter and linter with libFuzzer.
# usage: scripts/fuzz.sh [SECONDS]    default 60; inputs that fail are left in Fuzz/.build/crashes
set -eu
cd "$(dirname "$0")/../Fuzz"
seconds=${1:-60}
swift build -c release --sanitize fuzzer --product FuzzGeoJSON
mkdir -p .build/corpus .build/crashes
# Without this the backtracer of Swift takes a crash before libFuzzer can write its input down.
SWIFT_BACKTRACE=enable=no .build/release/FuzzGeoJSON .build/corpus Corpus \
  -max_total_time="$seconds" -max_len=2000 -timeout=10 -rss_limit_mb=2048 \
  -artifact_prefix=.build/crashes/ -print_final_stats=1
