# ------------------------------------------------------------------------------------------------------------------- finish

finish() {
    is_placed || fail "$EXIT_INCONSISTENT" "the destination is not where it was put, though the move is over: $final"
    if_fails "$EXIT_UNEXPECTED" "the done marker could not be written: $done_marker"
    rm -rf -- "$reserved"
    rm -f -- "$error_marker"
    printf '%s\n' "$final" | publish "$done_marker"
    [[ -n $is_done ]] || record 'done'
    say "moved to $final"
}

# What an earlier run has left decides where this one begins.
main() {
    if [[ ! -d ${work%/*} ]]; then
        require_stores # without it, the folders of the moves would appear on an empty mount point
    fi
    take_ownership
    read_journal
    require_stores
    rm -f -- "$error_marker"
    record "started $HOSTNAME $$"

    choose_trash_entry
    if source_is_in "$entry" && exists "$source"; then
        rm -f -- "$entry$trash_marker_ending"
        fail "$EXIT_INCONSISTENT" "the source is in the trash, and something is in its place: nothing of $entry may be deleted"
    fi
    if [[ -n $is_trashed ]] && exists "$source"; then
        fail "$EXIT_INCONSISTENT" "this move is over, and something is in the source's place: it needs a move of its own: $source"
    fi
    if [[ -z $is_trashed ]] && source_is_in "$entry"; then
        confirm_trash # the run was killed between the rename and this
    fi
    if [[ -n $is_trashed ]]; then
        finish
        return
    fi

    require_source
    if [[ -n $keeps_source ]] && is_placed; then
        finish # proven, and the source unchanged, before it got its name
        return
    fi
    if is_placed; then
        look_again "$source"
        [[ -n $unchanged ]] || reopen
    elif [[ -n $placed_number && ! -d $staging ]]; then
        fail "$EXIT_INCONSISTENT" "the copy is neither in staging nor where it was put: $final"
    fi
    if ! is_placed; then
        refuse_taken
        list_source
        [[ -n $keeps_source ]] || check_trash
        copy_and_prove
        require_stores
        look_again "$source"
        if [[ -z $unchanged ]]; then
            say_differences "$scratch/manifest.facts" "$scratch/again.facts"
            fail "$EXIT_SOURCE_CHANGED" 'the source has changed while it was copied; the log names the first entries'
        fi
        record unchanged
        place
    fi
    [[ -n $keeps_source ]] || trash_source
    finish
}

if [[ -d ${log%/*} ]]; then
    exec >>"$log" 2>&1 </dev/null
fi
trap 'on_error "$LINENO" "$BASH_COMMAND"' ERR
trap on_exit EXIT
trap on_signal TERM INT HUP
say "run $run_id of move $move_id: $source"
main
exit 0
