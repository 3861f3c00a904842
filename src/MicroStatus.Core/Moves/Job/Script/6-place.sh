# -------------------------------------------------------------------------------------------------------------------- place

# Reserves `final` by the folder `reserved`, which says whose it is: it appears as a whole, or not at all, since a folder that isn't
# empty can't be renamed over another one. True when the name is this move's.
claim() {
    local holder=''
    rm -rf -- "$staging.claim"
    mkdir -- "$staging.claim"
    printf '%s\n' "$move_id" >"$staging.claim/move"
    if rename_new "$staging.claim" "$reserved"; then
        return 0
    fi
    rm -rf -- "$staging.claim"
    { read -r holder <"$reserved/move"; } 2>/dev/null || true
    [[ $holder == "$move_id" ]]
}

# The destination may have the wanted name alone: hours of copying are spared when something else has it.
refuse_taken() {
    if [[ -n $only_name ]] && exists "$destination_parent/$destination_name"; then
        fail "$EXIT_DESTINATION_REFUSED" "something is at the destination already, and nothing is written over it: $destination_parent/$destination_name"
    fi
}

place() {
    local number last=1000
    [[ -z $only_name ]] || last=1
    if_fails "$EXIT_DESTINATION_REFUSED" "the destination can't be written to: $destination_parent"
    for ((number = 1; number <= last; number++)); do
        name_destination "$number"
        if claim; then
            if ! exists "$final"; then
                placed_number=$number
                placed_inode=$(inode_of "$staging")
                record "placing $number $placed_inode"
                if rename_new "$staging" "$final"; then
                    await sync -f -- "$final"
                    record "placed $number"
                    return
                fi
                exists "$final" || fail "$EXIT_DESTINATION_REFUSED" "the copy could not get its final name: $final"
            fi
            rm -rf -- "$reserved"
        elif ! exists "$reserved"; then
            fail "$EXIT_DESTINATION_REFUSED" "the final name could not be reserved: $reserved"
        fi
    done
    refuse_taken
    [[ -z $only_name ]] || fail "$EXIT_DESTINATION_REFUSED" "the destination's name is reserved by another move: $reserved"
    fail "$EXIT_DESTINATION_REFUSED" "a thousand destinations of this name exist already: $destination_parent/$destination_name"
}

# The source has changed after the copy got its final name, which nobody was told yet: back to staging.
reopen() {
    name_destination "$placed_number"
    rename_new "$final" "$staging" || fail "$EXIT_INCONSISTENT" "the copy could not be taken back to be completed: $final"
    placed_number='' placed_inode=''
    record reopened
    rm -rf -- "$reserved"
}
