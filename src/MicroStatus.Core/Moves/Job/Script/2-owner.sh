# ----------------------------------------------------------------------------------------------- one run of a move at once

# When a process of this host has started, in the kernel's ticks; nothing when there is none.
start_of() {
    local line
    { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 0
    local -a fields
    read -r -a fields <<<"${line##*) }"
    printf '%s' "${fields[19]}"
}

# Ends the processes that a run has left on this host.
end_processes() {
    local environment process variable
    local -a variables
    for environment in /proc/[0-9]*/environ; do
        process=${environment#/proc/}
        process=${process%/environ}
        [[ $process != "$$" && $process != "$BASHPID" ]] || continue
        { mapfile -d '' -t variables <"$environment"; } 2>/dev/null || continue
        for variable in "${variables[@]}"; do
            if [[ $variable == "MICROSTATUS_MOVE_RUN=$work $1" ]]; then
                kill -KILL "$process" 2>/dev/null || true
            fi
        done
    done
}

# Shows every so often that this run lives, and ends with it.
keep_heartbeat() {
    local pause=''
    trap - ERR EXIT
    trap '[[ -z $pause ]] || kill "$pause" 2>/dev/null; exit 0' TERM
    set +e
    while kill -0 "$$" 2>/dev/null; do
        touch -- "$heartbeat"
        sleep "$heartbeat_seconds" &
        pause=$!
        wait "$pause"
    done
}

# Whether the run that owns the move may still be alive: on this host by its process, elsewhere by its heartbeat.
owner_lives() {
    local host=$1 process=$2 start=$3
    if [[ $host == "$HOSTNAME" ]]; then
        [[ $(start_of "$process") == "$start" ]]
        return
    fi
    exists "$heartbeat" || return 1
    touch -- "$scratch/now" # the age by the file system's own clock
    (($(date -r "$scratch/now" +%s) - $(date -r "$heartbeat" +%s) < owner_seconds))
}

take_ownership() {
    local run host process start tries=0
    mkdir -p -- "$work"
    scratch=$(mktemp -d -- "$work/tmp.XXXXXXXX")
    mkdir -- "$scratch/owner"
    printf '%s %s %s %s\n' "$run_id" "$HOSTNAME" "$$" "$(start_of "$$")" >"$scratch/owner/run"

    # A folder that isn't empty can't be renamed over another one: of two runs, one gets the name.
    until rename_new "$scratch/owner" "$owner"; do
        ((tries += 1))
        ((tries < 10)) || fail "$EXIT_BUSY" "this move can't be owned: $owner"
        { read -r run host process start <"$owner/run"; } 2>/dev/null || continue # given up in this moment
        if owner_lives "$host" "$process" "$start"; then
            fail "$EXIT_BUSY" "run $run (process $process on $host) is at work on this move"
        fi
        evict "$run" "$host" "$process"
    done
    is_owner=yes
    keep_heartbeat &
    heart=$!
    find "$work" -maxdepth 1 \( -name 'tmp.*' -o -name '*.writing' \) ! -name "${scratch##*/}" -exec rm -rf -- {} +
    rm -f -- "$done_marker.writing" "$error_marker.writing"
}

# Takes the move from a run that is dead, unless another run was faster.
evict() {
    local run host process start
    rm -rf -- "$scratch/evicted"
    mv -nT -- "$owner" "$scratch/evicted" || true
    exists "$scratch/evicted" || return 0
    read -r run host process start <"$scratch/evicted/run"
    if [[ "$run $host $process" != "$1 $2 $3" ]]; then
        rename_new "$scratch/evicted" "$owner" || true
        fail "$EXIT_BUSY" "run $run has taken this move over"
    fi
    say "run $run (process $process on $host, started at tick $start) is dead: this one goes on"
    if [[ $host == "$HOSTNAME" ]]; then
        end_processes "$run"
    fi
}
