#!/usr/bin/env bash
# Submits a risk run as a job array, and a job that merges its parts once all are there:
#   submit.sh SHARDS FOLDER COMPARISON [OPTION OF corridor risk ...]
# FOLDER must be one that all nodes share. Running it again with the same words runs only what is
# missing. Options of sbatch go into its own variables: SBATCH_PARTITION, SBATCH_ACCOUNT, SBATCH_TIMELIMIT.
# Prints the ids of the array and of the merge.
set -euo pipefail

if [ $# -lt 3 ]; then
  echo "use: submit.sh SHARDS FOLDER COMPARISON [OPTION OF corridor risk ...]" >&2
  exit 64
fi
if ! [[ $1 =~ ^[1-9][0-9]{0,6}$ ]]; then
  echo "SHARDS is '$1'; give a whole number from 1 up" >&2
  exit 64
fi
shards=$1
mkdir -p "$2"
folder=$(cd "$2" && pwd)
shift 2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

array=$(sbatch --parsable --array="1-$shards" --output="$folder/log-%a" \
  "$here/risk-array.sh" "$shards" "$folder" "$@")
merge=$(sbatch --parsable --dependency="afterok:${array%%;*}" --kill-on-invalid-dep=yes \
  --output="$folder/log-merge" "$here/merge.sh" "$shards" "$folder")
echo "${array%%;*} ${merge%%;*}"
