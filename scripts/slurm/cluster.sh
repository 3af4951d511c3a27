# A Slurm of two nodes on this machine, without systemd, for tests. Sourced by test.sh:
#   cluster_start FOLDER    starts munged, slurmctld and two slurmd, with everything they keep in FOLDER
#   cluster_stop FOLDER     cancels what runs and ends them
# It has its own key, socket, ports and configuration, and starts nothing where a Slurm runs already.
# shellcheck shell=bash

cluster_pids=()

# Prints the first of so many consecutive ports that nobody listens on.
cluster_ports() {
  local count=$1 first port
  for first in $(seq 17100 10 18900); do
    for port in $(seq "$first" $((first + count - 1))); do
      if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then continue 2; fi
    done
    echo "$first"
    return 0
  done
  echo "no free ports from 17100 to 18900" >&2
  return 69
}

cluster_configuration() {
  local folder=$1 port=$2 host user
  host=$(hostname -s)
  user=$(id -un)
  cat <<TEXT
ClusterName=corridor-test
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
# A requeued job waits as long as its old credential lasts: two minutes unless told.
AuthInfo=socket=$folder/munge.socket,cred_expire=5
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1,batch_sched_delay=0
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
JobCompType=jobcomp/none
ReturnToService=2
SlurmdParameters=config_overrides
KillWait=2
MinJobAge=600
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool-%n
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd-%n.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd-%n.log
NodeName=one NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + 1)) CPUs=1 RealMemory=500
NodeName=two NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + 2)) CPUs=1 RealMemory=500
PartitionName=test Nodes=one,two Default=YES MaxTime=30 State=UP
TEXT
}

cluster_refuse_other() {
  local found
  found=$(pgrep -d " " "^slurm(ctl)?d\$" || true)
  if [ -n "$found" ]; then
    echo "Slurm runs on this machine already (process $found); it is left alone: test elsewhere" >&2
    return 69
  fi
}

cluster_start() {
  local folder=$1 port node
  PATH=$PATH:/usr/sbin:/sbin
  cluster_refuse_other || return
  port=$(cluster_ports 3) || return
  mkdir -p "$folder/state" "$folder/spool-one" "$folder/spool-two"
  cluster_configuration "$folder" "$port" > "$folder/slurm.conf"
  export SLURM_CONF=$folder/slurm.conf

  (umask 077 && head -c 128 /dev/urandom > "$folder/munge.key")
  munged --foreground --force --key-file="$folder/munge.key" --socket="$folder/munge.socket" \
    --pid-file="$folder/munged.pid" --log-file="$folder/munged.log" \
    --seed-file="$folder/munged.seed" > "$folder/munged.out" 2>&1 &
  cluster_pids+=($!)
  cluster_wait 10 "munged" test -S "$folder/munge.socket" || return
  slurmctld -D -f "$SLURM_CONF" > "$folder/slurmctld.out" 2>&1 &
  cluster_pids+=($!)
  for node in one two; do
    slurmd -D -N "$node" -f "$SLURM_CONF" > "$folder/slurmd-$node.out" 2>&1 &
    cluster_pids+=($!)
  done
  cluster_wait 30 "both nodes" cluster_is_idle || return
}

cluster_is_idle() { [ "$(sinfo -h -N -o '%T' 2>/dev/null | sort -u)" = idle ]; }

# cluster_wait SECONDS WHAT COMMAND...: waits until the command succeeds.
cluster_wait() {
  local end=$((SECONDS + $1)) limit=$1 what=$2
  shift 2
  until "$@"; do
    if [ "$SECONDS" -ge "$end" ]; then
      echo "waited $limit s in vain for $what" >&2
      return 1
    fi
    sleep 0.2
  done
}

# Nothing that Slurm has started outlives it: what carries this configuration in its environment ends.
cluster_sweep() {
  local folder=$1 file pid
  for file in /proc/[0-9]*/environ; do
    pid=${file#/proc/}
    pid=${pid%/environ}
    if [ "$pid" != "$$" ] && [ "$pid" != "$BASHPID" ] \
      && grep -qsaF "SLURM_CONF=$folder/slurm.conf" "$file"; then
      kill -9 "$pid" 2>/dev/null || true
    fi
  done
}

cluster_stop() {
  local folder=$1 place
  if [ "${#cluster_pids[@]}" -eq 0 ]; then return 0; fi
  timeout 5 scancel --full --user="$(id -un)" 2>/dev/null || true
  # The nodes go first, munged last.
  for ((place = ${#cluster_pids[@]} - 1; place >= 0; place--)); do
    kill "${cluster_pids[place]}" 2>/dev/null || true
  done
  for place in $(seq 50); do
    if [ -z "$(jobs -pr)" ]; then break; fi
    sleep 0.2
  done
  cluster_sweep "$folder"
  wait 2>/dev/null || true
  cluster_pids=()
}
