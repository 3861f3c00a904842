#!/bin/bash
# Runs one job on this machine, in the session that it was started in, and notes in the job's folder how it ended.
# Arguments: the job's folder, this machine's name, the folder to work in, the log, the time limit and the grace in seconds (limit 0: none).
set -u
umask 002
folder=$1 host=$2 working=$3 log=$4 limit=$5 grace=$6

now() { printf '%(%s)T' -1; }

# Complete or not there at all.
note() { printf '%s\n' "$2" >"$folder/$1.new" && sync "$folder/$1.new" && mv -f "$folder/$1.new" "$folder/$1"; }

# What the job has left running ends with it; so does this shell.
finish() {
    note exit "$1 $(now)"
    kill -KILL -- "-$$"
}

read -r -d '' stat <"/proc/$$/stat"
read -r -a fields <<<"${stat##*) }"
if [ "${fields[3]}" != "$$" ]; then
    echo "The command Cluster:LocalStart does not start a session of its own." >&2
    exit 1
fi

# Whoever makes this folder runs the job; a second start of it ends here.
if ! mkdir "$folder/claim"; then
    exit 1
fi

note process "$$ $(</proc/sys/kernel/random/boot_id):${fields[19]} $(now) $host" || { rmdir "$folder/claim"; exit 1; }
trap '' TERM

# The starter waits until its pipes close.
exec </dev/null >>"$log" 2>&1 || finish 1
cd "$working" || finish 1

# The job is asked to end as a whole; only the script decides what it makes of that.
(
    trap - TERM
    exec "$folder/script"
) &
child=$!

if [ "$limit" -gt 0 ]; then
    (
        sleep "$limit"
        note timedout "$limit"
        kill -TERM -- "-$$"
        sleep "$grace"
        kill -KILL -- "-$$"
    ) &
fi

wait "$child"
finish $?
