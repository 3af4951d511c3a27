#!/usr/bin/env bash
# Tries the job array on a Slurm of two nodes that it sets up on this machine and takes down again:
# eight shards, one killed halfway and requeued, one part spoilt, one missing, and the merge compared
# with one run. CORRIDOR names the command; without it the newest build is taken.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
# shellcheck source=scripts/slurm/cluster.sh
source scripts/slurm/cluster.sh

readonly comparison=gas:vladivostok-seoul
readonly shards=8
# Each task shall take so many seconds, so that one can be killed halfway.
readonly task_seconds=3

passed=0
failed=0
folder=$(mktemp -d "${TMPDIR:-/tmp}/corridor-slurm.XXXXXX")

finish() {
  local code=$?
  trap '' INT TERM
  if [ "$code" -ne 0 ]; then
    failed=$((failed + 1))
    squeue -l 2>/dev/null || true
    tail -n 5 "$folder"/*.out "$folder"/*.log "$folder"/parts/log-* 2>/dev/null || true
  fi
  cluster_stop "$folder"
  rm -rf "$folder"
  echo "$passed passed, $failed failed"
  if [ "$code" -eq 0 ] && [ "$failed" -gt 0 ]; then code=1; fi
  exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# check WHAT COMMAND...: one thing that must hold.
check() {
  local what=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
    echo "ok: $what"
  else
    failed=$((failed + 1))
    echo "FAILED: $what" >&2
  fi
}

newest_build() {
  local newest="" build
  for build in "$root/.build/release/corridor" "$root/.build/debug/corridor"; do
    if [ -x "$build" ] && { [ -z "$newest" ] || [ "$build" -nt "$newest" ]; }; then newest=$build; fi
  done
  if [ -z "$newest" ]; then
    echo "there is no command to try; run make build, or set CORRIDOR" >&2
    return 69
  fi
  echo "$newest"
}

# refuses CODE WORD COMMAND...: the command must fail so and say the word.
refuses() {
  local code=$1 word=$2 found=0
  shift 2
  "$@" > "$folder/said" 2>&1 || found=$?
  if [ "$found" -eq "$code" ] && grep -qF -- "$word" "$folder/said"; then return 0; fi
  echo "exit code $found, expected $code and '$word':" >&2
  cat "$folder/said" >&2
  return 1
}

# How many samples make tasks long enough, whatever the build and the machine: more and more of them
# until they take two seconds.
sample_count() {
  local count=2000 begin seconds
  while :; do
    begin=$EPOCHREALTIME
    "$CORRIDOR" risk "$comparison" --threads 1 --samples "$count" -o "$folder/trial" > /dev/null
    seconds=$(echo "$begin $EPOCHREALTIME" | awk '{ print $2 - $1 }')
    if [ "${seconds%.*}" -ge 2 ]; then break; fi
    count=$((count * 4))
  done
  echo "$count $seconds" | awk -v seconds="$task_seconds" -v shards="$shards" \
    '{ print int($1 / $2 * seconds * shards) + 7 }'
}

jobs_left() { squeue -h -r -o '%i' | wc -l; }
none_left() { [ "$(jobs_left)" -eq 0 ]; }
is_running() { [ "$(squeue -h -r -j "$1" -t RUNNING -o '%T' 2>/dev/null)" = RUNNING ]; }
restarts() { scontrol show job "$1" | tr ' ' '\n' | sed -n 's/^Restarts=//p'; }
inode() { stat -c '%i %Y' "$1"; }
flip() { # FILE OFFSET: turns every bit of one byte
  local byte
  byte=$(od -An -tu1 -j "$2" -N 1 "$1")
  printf '%b' "\\x$(printf '%x' $((byte ^ 255)))" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

export CORRIDOR=${CORRIDOR:-$(newest_build)}
echo "trying $CORRIDOR"
cluster_start "$folder"
samples=$(sample_count)
run=("$comparison" --samples "$samples" --seed 7)
parts=$folder/parts
echo "$samples samples of $comparison in $shards shards"

# One array of eight; its third task is killed halfway and requeued.
read -r array _ < <(scripts/slurm/submit.sh "$shards" "$parts" "${run[@]}")
cluster_wait 60 "task 3" is_running "${array}_3"
sleep 0.5
check "task 3 is killed before it has left anything" test ! -e "$parts/part-3-of-$shards"
scontrol requeue "${array}_3"
cluster_wait 120 "the array and its merge" none_left
check "task 3 has run twice" test "$(restarts "${array}_3")" = 1
check "the merge waited for the array and has run" test -s "$parts/result.json"

"$CORRIDOR" risk "${run[@]}" -o "$folder/one" --format json > "$folder/one.json"
check "the merge prints what one run prints, byte for byte" cmp "$folder/one.json" "$parts/result.json"
check "the merged part is that of one run, byte for byte" cmp "$folder/one" "$parts/whole"

# A spoilt part is refused by its checksum, a missing one by its samples; both are named.
fifth=$parts/part-5-of-$shards
flip "$fifth" $(($(stat -c %s "$fifth") / 2))
check "a spoilt part is refused and named" \
  refuses 65 "part-5-of-$shards is cut off or has been changed: its checksum" \
  "$CORRIDOR" merge "$parts"/part-*-of-"$shards"
mv "$parts/part-2-of-$shards" "$folder/aside"
mv "$fifth" "$folder/spoilt"
first=$((samples / shards))
last=$((samples * 2 / shards - 1))
check "missing samples are named" refuses 65 "$first to $last" \
  "$CORRIDOR" merge "$parts"/part-*-of-"$shards"
check "the merge job names missing shards" refuses 66 "shard 2,5" \
  scripts/slurm/merge.sh "$shards" "$parts"
mv "$folder/aside" "$parts/part-2-of-$shards"
mv "$folder/spoilt" "$fifth"

# Submitted again, only the spoilt part is run.
rm "$parts/result.json" "$parts/whole"
second=$(inode "$parts/part-2-of-$shards")
spoilt=$(inode "$fifth")
scripts/slurm/submit.sh "$shards" "$parts" "${run[@]}" > /dev/null
cluster_wait 60 "the array and its merge once more" none_left
check "a whole part is kept" test "$(inode "$parts/part-2-of-$shards")" = "$second"
check "the spoilt part is run again" test "$(inode "$fifth")" != "$spoilt"
check "the second merge is one run, byte for byte" cmp "$folder/one.json" "$parts/result.json"
check "and so is its part" cmp "$folder/one" "$parts/whole"
