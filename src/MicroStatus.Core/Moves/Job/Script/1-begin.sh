# The rest is the same in every move's script. It needs bash 4.4, coreutils 8.26, findutils and rclone 1.60, nothing else.
#
#   list       every entry of the source
#   copy       into a staging folder beside the destination; meanwhile the source is hashed: that makes the manifest
#   proof      what lies in staging is listed and hashed, and must equal the manifest
#   place      the source is as it was; staging gets its final name by a rename that never replaces
#   trash      manifest and marker are written, the source is renamed into the trash and listed a last time
#   finish     the done marker
#
# With `keeps_source` there is no trash: the source stays where and as it is. With `only_name` there is no other name for the
# destination than the wanted one: something that has it ends the run.
#
# A record of a list or a manifest ends with NUL; its ten fields are parted by one blank each:
#
#   hash type size mtime ctime inode links blocks permission ./path          (a link: ./path//target)
#
# Only the last field can hold blanks. A path never holds `//`, so the first one begins a link's target.

set -Eeuo pipefail
shopt -s inherit_errexit
export LC_ALL=C TZ=UTC0 SHELL="$BASH"
umask 002

# Every process of this run can be told by its environment, also after its parent was killed.
if [[ ${MICROSTATUS_MOVE_RUN-} != "$work $run_id" ]]; then
    export MICROSTATUS_MOVE_RUN="$work $run_id"
    exec "$BASH" -- "$0"
fi
unset "${!RCLONE_@}" # what a person has set for rclone must not change what is copied

readonly EXIT_UNEXPECTED=1 EXIT_BUSY=20 EXIT_STORE_ABSENT=21 EXIT_SOURCE_MISSING=22 EXIT_SOURCE_REFUSED=23 EXIT_SOURCE_CHANGED=24
readonly EXIT_NO_ROOM=25 EXIT_COPY_FAILED=26 EXIT_PROOF_FAILED=27 EXIT_DESTINATION_REFUSED=28 EXIT_TRASH_REFUSED=29
readonly EXIT_INCONSISTENT=30 EXIT_CANCELLED=143

readonly manifest="$work/manifest" journal="$work/journal" heartbeat="$work/heartbeat" owner="$work/owner" copy_listing="$work/copy"
readonly progress="$work/progress.log" chosen_trash="$work/trash-entry"
readonly staging="$destination_parent/.$destination_name.$move_id.moving"
readonly manifest_head="microstatus-manifest 1 $proof"
readonly hash_length=64 # hexadecimal digits of 256 bits

scratch=''          # a folder for this run's lists
heart=''            # the process that keeps the heartbeat
is_owner=''         # set once this run owns the move
reason=''           # why the run ends early
blame=("$EXIT_UNEXPECTED" 'an unexpected failure') # what a command that fails now means
failed_at=''        # that command
needs_manifest=''   # the manifest is to be made by this run
copier=''           # the process that copies
hasher=''           # the process that makes the manifest, while it runs
unchanged=''        # what look_again has seen
is_listed=''        # the list of staging is what lies there
proven=''           # what prove has seen
placed_number=''    # the destination's number that was chosen last, and the inode that goes there
placed_inode=''
trashed_inode=''    # the source's inode, once it may be on its way into the trash
is_trashed=''       # the source lies in the trash, and was listed there
is_done=''
stores=''           # what require_stores saw first
final=''            # the destination's path, and the claim of its name, as name_destination made them
reserved=''
entry=''            # the entry in the trash

# ---------------------------------------------------------------------------------------------------------------- telling

say() {
    printf '%(%Y-%m-%dT%H:%M:%SZ)T %s\n' -1 "$*"
}

# Ends the run: an exit code, and a sentence for people.
fail() {
    reason=$2
    exit "$1"
}

# Says what it means if one of the next commands fails: an exit code, and a sentence for people.
if_fails() {
    blame=("$1" "$2")
}

# Appends one line to the journal: time, run, step, words of the step. What it says is on disk when this returns.
record() {
    printf '%(%Y-%m-%dT%H:%M:%SZ)T %s %s\n' -1 "$run_id" "$*" >>"$journal"
    sync -- "$journal"
    say "step: $*"
}

# Writes a file that others read: complete or not at all. The content comes from standard input.
publish() {
    local beside="$1.writing"
    cat >"$beside" && sync -- "$beside" && mv -fT -- "$beside" "$1"
}

on_error() {
    [[ $BASH_SUBSHELL -ne 0 ]] || failed_at="line $1: $2"
}

on_signal() {
    reason='cancelled'
    end_processes "$run_id"
    exit "$EXIT_CANCELLED"
}

on_exit() {
    local code=$?
    trap - ERR
    trap '' TERM INT HUP
    set +e # the rest is done whatever fails of it
    [[ -z $heart ]] || kill "$heart" 2>/dev/null
    [[ -z $hasher ]] || end_processes "$run_id" # it and the copy may still run
    if ((code != 0)); then
        if [[ -z $reason ]]; then
            say "exit code $code at $failed_at"
            code=${blame[0]} reason=${blame[1]}
        fi
        reason=${reason//$'\n'/?}
        say "failed with exit code $code: $reason"
        if [[ -n $is_owner ]]; then
            record "failed $code"
            printf '%s\nexit code: %d\nrun: %s\n' "$reason" "$code" "$run_id" | publish "$error_marker"
        fi
    fi
    [[ -z $scratch ]] || rm -rf -- "$scratch"
    [[ -z $is_owner ]] || rm -rf -- "$owner"
    exit "$code"
}

# Runs something long so that a signal is heard at once, not after it. Never called where bash would look over failures (`if`, `||`):
# what it runs has several commands, and each of them counts.
await() {
    "$@" &
    wait "$!"
}

# ------------------------------------------------------------------------------------------------- small tools on folders

inode_of() {
    stat -c %i -- "$1" 2>/dev/null || true
}

exists() {
    [[ -e $1 || -L $1 ]]
}

# Renames without ever replacing anything: true when what was FROM is now TO.
rename_new() {
    local from=$1 to=$2 inode
    inode=$(inode_of "$from")
    [[ -n $inode ]] || return 1
    mv -nT -- "$from" "$to" || true # what has happened is seen below, not in mv's exit code, which differs between versions
    ! exists "$from" && [[ $(inode_of "$to") == "$inode" ]]
}

# Whether a path lies below a folder, all links followed.
lies_below() {
    local path folder
    path=$(realpath -mz -- "$1" | tr '\0' '/') # a path may end with line feeds; this way none is lost
    folder=$(realpath -mz -- "$2" | tr '\0' '/')
    [[ $path == "$folder"?* ]]
}

count_records() {
    tr -cd '\0' <"$1" | wc -c
}

# The names of what a list of `type path` or `type path//target` records is about, link targets cut off.
names_in() {
    local entry
    while IFS= read -r -d '' entry; do
        printf '%s\0' "${entry%%//*}"
    done
}

# Both stores are mounted, and are the ones that they were: a folder of the same path may have come into an unmounted one's place.
require_stores() {
    local seen
    [[ -d $source_acquire ]] || fail "$EXIT_STORE_ABSENT" "the source's store is not mounted: there is no $source_acquire"
    [[ -d $destination_acquire ]] || fail "$EXIT_STORE_ABSENT" "the destination's store is not mounted: there is no $destination_acquire"
    seen=$(stat -c %d:%i -- "$source_acquire" "$destination_acquire")
    [[ $seen == "${stores:=$seen}" ]] || fail "$EXIT_STORE_ABSENT" 'a store was unmounted meanwhile: its folder is another one now'
}
