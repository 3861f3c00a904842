#!/bin/bash
# Runs munged, slurmctld and slurmd in the foreground of this shell until its input ends, then ends them and every job.
# Arguments: the node's folder. When the process that started this shell dies, however it dies, its input ends.
set -u
folder=$1
export SLURM_CONF="$folder/slurm.conf"
cd "$folder" || exit 1

munged --foreground --key-file="$folder/munge.key" --socket="$folder/munge.socket" --pid-file="$folder/munged.pid" \
    --log-file="$folder/munged.log" --seed-file="$folder/munge.seed" --num-threads=2 >munged.out 2>&1 &
for _ in {1..100}; do
    [ -S munge.socket ] && break
    sleep 0.05
done

slurmctld -D -c >slurmctld.out 2>&1 &
echo $! >slurmctld.pid
slurmd -D -c -N localhost >slurmd.out 2>&1 &

cat >/dev/null

kill -CONT "$(<slurmctld.pid)" 2>/dev/null
timeout 5 scancel --user="$(id -un)" --signal=KILL --full >/dev/null 2>&1

# Everything of this node, its jobs too, has its settings in its environment.
for signal in TERM KILL; do
    for environment in /proc/[0-9]*/environ; do
        process=${environment#/proc/}
        process=${process%/environ}
        if [ "$process" != $$ ] && grep -qzF "SLURM_CONF=$SLURM_CONF" "$environment" 2>/dev/null; then
            kill "-$signal" "$process" 2>/dev/null
        fi
    done
    [ "$signal" = TERM ] && sleep 0.5
done
cd /
rm -rf "$folder"
