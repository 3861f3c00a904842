# -------------------------------------------------------------------------------------------------------------------- trash

# Sets `entry`: the one that an earlier run has chosen, as long as it is free or holds the source; else the one that this run wants.
choose_trash_entry() {
    local chosen=''
    entry=$trash_entry
    [[ -s $chosen_trash ]] || return 0
    IFS= read -r -d '' chosen <"$chosen_trash" || true
    if [[ -n $chosen ]] && { ! exists "$chosen" || source_is_in "$chosen"; }; then
        entry=$chosen
    fi
}

# Whether an entry of the trash is what was the source.
source_is_in() {
    [[ -n $trashed_inode && -d $1 && ! -L $1 && $(inode_of "$1") == "$trashed_inode" ]]
}

# A rename must be all that is needed: one device, and a file that keeps its inode on the way (it would not between two mounts of one
# device, where mv copies and deletes).
check_trash() {
    local parent=${entry%/*} from to inode moved
    if_fails "$EXIT_TRASH_REFUSED" "the trash can't be written to: $parent"
    lies_below "$entry" "$trash_root" || fail "$EXIT_TRASH_REFUSED" "the trash entry does not lie below $trash_root: $entry"
    ! exists "$entry" || fail "$EXIT_TRASH_REFUSED" "the trash entry exists already: $entry"
    mkdir -p -- "$parent"
    [[ $(stat -c %d -- "$source") == "$(stat -c %d -- "$parent")" ]] ||
        fail "$EXIT_TRASH_REFUSED" "the trash is on another file system than the source: $parent"
    from="${source%/*}/.$move_id.probe" to="$parent/.$move_id.probe"
    rm -f -- "$from" "$to"
    : >"$from"
    inode=$(inode_of "$from")
    mv -nT -- "$from" "$to" || true
    moved=$(inode_of "$to")
    rm -f -- "$from" "$to"
    [[ $moved == "$inode" ]] || fail "$EXIT_TRASH_REFUSED" "a rename from the source's folder into the trash is not possible: $parent"
}

trash_source() {
    require_stores
    choose_trash_entry
    check_trash
    printf '%s' "$entry" | publish "$chosen_trash"
    publish "$entry$trash_manifest_ending" <"$manifest"
    [[ ! -s $copy_listing ]] || publish "$entry$trash_copy_ending" <"$copy_listing"
    printf '%s\n' "$move_id" | publish "$entry$trash_marker_ending"
    is_placed || fail "$EXIT_INCONSISTENT" "the destination is not where it was put: $final"
    trashed_inode=$(inode_of "$source")
    record "trashing $trashed_inode"
    if ! rename_new "$source" "$entry"; then
        rm -f -- "$entry$trash_marker_ending" "$entry$trash_manifest_ending" "$entry$trash_copy_ending"
        fail "$EXIT_TRASH_REFUSED" "the source could not be renamed into the trash: $entry"
    fi
    confirm_trash
}

# A file may have come in the last moment, after the source was listed: then nothing of this may ever be deleted.
confirm_trash() {
    is_placed || fail "$EXIT_INCONSISTENT" "the source is in the trash, but the destination is not where it was put: $final"
    look_again "$entry"
    if [[ -n $unchanged ]]; then
        if_fails "$EXIT_TRASH_REFUSED" "the trash could not be written to disk: $entry"
        await sync -f -- "$entry"
        is_trashed=yes
        record trashed
        return
    fi
    say_differences "$scratch/manifest.facts" "$scratch/again.facts"
    rm -f -- "$entry$trash_marker_ending"
    rename_new "$entry" "$source" ||
        fail "$EXIT_INCONSISTENT" "the source has changed on its way into the trash and could not be put back: it stays, unmarked, at $entry"
    rm -f -- "$entry$trash_manifest_ending" "$entry$trash_copy_ending"
    trashed_inode=''
    record restored
    reopen
    fail "$EXIT_SOURCE_CHANGED" 'the source changed while it was renamed into the trash; it was put back'
}
