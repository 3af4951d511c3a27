#!/bin/sh
# Fuzzes the GeoJSON converter and linter with libFuzzer.
# usage: scripts/fuzz.sh [SECONDS]    default 60; inputs that fail are left in Fuzz/.build/crashes
set -eu
cd "$(dirname "$0")/../Fuzz"
seconds=${1:-60}

# A toolchain may come without libFuzzer: an empty target tells, before minutes of building.
mkdir -p .build/corpus .build/crashes
printf '%s\n' '@c(LLVMFuzzerTestOneInput)' \
  'public func probe(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt { 0 }' \
  > .build/probe.swift
if ! swiftc -sanitize=fuzzer -parse-as-library .build/probe.swift -o .build/probe \
  2> .build/probe.log
then
  echo "fuzz.sh: this toolchain has no libFuzzer; take one from swift.org. The compiler says:" >&2
  cat .build/probe.log >&2
  exit 69
fi

swift build -c release --sanitize fuzzer --product FuzzGeoJSON
# Without this the backtracer of Swift takes a crash before libFuzzer can write its input down.
SWIFT_BACKTRACE=enable=no .build/release/FuzzGeoJSON .build/corpus Corpus \
  -dict=geojson.dict -max_total_time="$seconds" -max_len=2000 -timeout=10 -rss_limit_mb=2048 \
  -artifact_prefix=.build/crashes/ -print_final_stats=1
