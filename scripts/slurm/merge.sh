#!/usr/bin/env bash
# Puts the parts of a job array together, as a job of its own or by hand:
#   sbatch --dependency=afterok:ARRAY merge.sh SHARDS FOLDER
# Leaves FOLDER/result.json and FOLDER/whole, the same bytes that one run leaves.
#SBATCH --job-name=corridor-merge
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --open-mode=append
set -euo pipefail

if [ $# -ne 2 ]; then
  echo "use: merge.sh SHARDS FOLDER" >&2
  exit 64
fi
shards=$1
folder=$2

parts=()
missing=()
for shard in $(seq "$shards"); do
  part=$folder/part-$shard-of-$shards
  if [ -e "$part" ]; then parts+=("$part"); else missing+=("$shard"); fi
done
if [ "${#missing[@]}" -gt 0 ]; then
  list=$(IFS=,; echo "${missing[*]}")
  echo "no part of shard $list in $folder; submit the array again, or --array=$list of it" >&2
  exit 66
fi

result=$folder/result.json
"${CORRIDOR:-corridor}" merge "${parts[@]}" -o "$folder/whole" --format json > "$result.unfinished"
mv "$result.unfinished" "$result"
