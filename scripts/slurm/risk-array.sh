#!/usr/bin/env bash
# One shard of a risk run as a task of a Slurm job array:
#   sbatch --array=1-SHARDS risk-array.sh SHARDS FOLDER COMPARISON [OPTION OF corridor risk ...]
# Safe to requeue and to submit again: a part is written whole or not at all, and a part that is there,
# whole and of this very run is not run again.
# CORRIDOR names the command when it is not on the PATH of the nodes.
#SBATCH --job-name=corridor-risk
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --requeue
#SBATCH --open-mode=append
set -euo pipefail

if [ $# -lt 3 ] || [ -z "${SLURM_ARRAY_TASK_ID:-}" ]; then
  echo "use: sbatch --array=1-SHARDS risk-array.sh SHARDS FOLDER COMPARISON [OPTION ...]" >&2
  exit 64
fi
shards=$1
folder=$2
shift 2

# The shell makes way for the command, so that Slurm's signals reach it.
exec "${CORRIDOR:-corridor}" risk "$@" \
  --threads "${SLURM_CPUS_PER_TASK:-1}" --shard "$SLURM_ARRAY_TASK_ID/$shards" \
  --resume -o "$folder/part-$SLURM_ARRAY_TASK_ID-of-$shards"
