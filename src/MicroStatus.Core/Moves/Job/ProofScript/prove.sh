# ------------------------------------------------------------------------------------- the proof of a copy that others have made

# `source` is the entry of the trash that the dataset has become, by its inode `source_inode`; the destination is the copy that something
# else has made of it. Both are listed and hashed where they lie. Only when they are the same, and stayed as they are meanwhile, the entry
# gets its manifest, the listing of the copy and at last its marker. Nothing but these three files is ever written beside the entry, and
# nothing of the data.

readonly copy="$destination_parent/$destination_name"
readonly names_told=5 # of what differs

entry_is_there() {
    [[ -d $source && ! -L $source && $(inode_of "$source") == "$source_inode" ]]
}

require_sides() {
    require_stores
    entry_is_there || fail "$EXIT_SOURCE_MISSING" "the entry of the trash is not there any more, or is another folder: $source"
    lies_below "$source" "$trash_root" || fail "$EXIT_SOURCE_MISSING" "the entry does not lie below $trash_root: $source"
    [[ -d $copy && ! -L $copy ]] || fail "$EXIT_DESTINATION_REFUSED" "the copy is not there, or is no folder: $copy"
    lies_below "$copy" "$destination_acquire" || fail "$EXIT_DESTINATION_REFUSED" "the copy does not lie below $destination_acquire: $copy"
}

# Lists a side; what is neither a file, a folder nor a link has no hash.
list_side() {
    local folder=$1 list=$2 item
    if_fails "$EXIT_UNEXPECTED" "a folder could not be listed, the log says which; it is below $folder"
    await list "$folder" "$list"
    if IFS= read -r -d '' item <"$list.others"; then
        fail "$EXIT_PROOF_FAILED" "in $folder there is something that is neither a file, a folder nor a link, so that nothing proves it (its type comes first): $item"
    fi
}

hash_side() {
    local folder=$1 list=$2
    wait_for_quiet "$list"
    if_fails "$EXIT_UNEXPECTED" "a file could not be read, or is gone, the log says which; it is below $folder"
    await hash "$folder" "$list"
}

require_unchanged() {
    local folder=$1 list=$2
    list_side "$folder" "$list.again"
    unchanging "$list.files" "$list.folders" "$list.links" >"$list.facts"
    unchanging "$list.again.files" "$list.again.folders" "$list.again.links" >"$list.again.facts"
    if ! cmp -s -- "$list.facts" "$list.again.facts"; then
        say_differences "$list.facts" "$list.again.facts"
        fail "$EXIT_SOURCE_CHANGED" "something changed while it was hashed, the log names the first entries; it is below $folder"
    fi
}

# A manifest, or a listing of the same form: its head, the list, the entries in the order of their paths.
write_listing() {
    local head=$1 list=$2 files=$3
    sort -z -t ' ' -k 10 -- "$files" "$list.folders" "$list.links" >"$list.entries"
    printf '%s\0' "$head"
    cat -- "$list.entries"
    printf 'end %d %d\0' "$(count_records "$list.entries")" "$(total_size "$list.files")"
}

# The entry is hashed once: a run that goes on takes the hashes of an earlier one, as long as nothing of it has changed.
read_entry() {
    local list="$scratch/entry"
    list_side "$source" "$list"
    if manifest_is_complete; then
        compare_with_manifest "$list"
        if [[ -n $unchanged ]]; then
            say 'the entry is still what its manifest says'
            return
        fi
    fi
    hash_side "$source" "$list"
    require_unchanged "$source" "$list"
    if_fails "$EXIT_UNEXPECTED" "the manifest could not be written: $manifest"
    write_listing "$manifest_head" "$list" "$list.hashed" | publish "$manifest"
    record "manifest $proof $(count_records "$list.entries") $(total_size "$list.files")"
}

read_copy() {
    local list="$scratch/copy"
    list_side "$copy" "$list"
    hash_side "$copy" "$list"
    require_unchanged "$copy" "$list"
    if_fails "$EXIT_UNEXPECTED" "the listing of the copy could not be written: $copy_listing"
    write_listing 'microstatus-manifest 1 none' "$list" "$list.files" | publish "$copy_listing"
}

# The first names of a list, for a sentence: `, name, name and 3 more`.
tell_names() {
    local what=$1 list=$2 count=0 told='' name
    while IFS= read -r -d '' name; do
        ((count += 1))
        ((count > names_told)) || told+=", ${name#./}"
    done <"$list"
    if ((count > names_told)); then
        told+=" and $((count - names_told)) more"
    fi
    ((count == 0)) || printf '; %s: %s' "$what" "${told#, }"
}

compare_sides() {
    local entry_content="$scratch/entry.content" copy_content="$scratch/copy.content" told
    manifest_entries | content_of - >"$entry_content"
    content_of "$scratch/copy.hashed" "$scratch/copy.folders" "$scratch/copy.links" >"$copy_content"
    if cmp -s -- "$entry_content" "$copy_content"; then
        return
    fi
    say_differences "$entry_content" "$copy_content"
    comm -z -23 -- "$entry_content" "$copy_content" | cut -z -d ' ' -f 4- | names_in | sort -z >"$scratch/of-entry"
    comm -z -13 -- "$entry_content" "$copy_content" | cut -z -d ' ' -f 4- | names_in | sort -z >"$scratch/of-copy"
    comm -z -12 -- "$scratch/of-entry" "$scratch/of-copy" >"$scratch/both"
    comm -z -23 -- "$scratch/of-entry" "$scratch/of-copy" >"$scratch/missing"
    comm -z -13 -- "$scratch/of-entry" "$scratch/of-copy" >"$scratch/added"
    told="$(tell_names 'not the same' "$scratch/both")$(tell_names 'missing on Hive' "$scratch/missing")$(tell_names 'only on Hive' "$scratch/added")"
    fail "$EXIT_PROOF_FAILED" "the copy is not what lies in the trash: ${told#; }"
}

take_marks_back() {
    rm -f -- "$source$trash_marker_ending" "$source$trash_copy_ending" "$source$trash_manifest_ending"
}

# The marker is the last: what it stands beside may be deleted when its time is over.
mark_entry() {
    record marking
    if_fails "$EXIT_TRASH_REFUSED" "nothing can be written beside the entry: $source"
    publish "$source$trash_manifest_ending" <"$manifest"
    publish "$source$trash_copy_ending" <"$copy_listing"
    publish "$source$trash_marker_ending" <<<"$move_id"
    if ! entry_is_there; then
        take_marks_back
        fail "$EXIT_SOURCE_MISSING" "the entry was taken out of the trash meanwhile: $source"
    fi
    record marked
}

finish_proof() {
    if_fails "$EXIT_UNEXPECTED" "the done marker could not be written: $done_marker"
    rm -f -- "$error_marker"
    printf '%s\n' "$copy" | publish "$done_marker"
    record 'done'
    say "proven: $copy"
}

prove_copy() {
    local step last=''
    if [[ ! -d ${work%/*} ]]; then
        require_stores
    fi
    take_ownership
    read_journal
    if [[ -e $journal ]]; then
        while read -r _ _ step _; do
            [[ $step != mark* && $step != 'done' ]] || last=$step
        done <"$journal"
    fi
    rm -f -- "$error_marker"
    record "started $HOSTNAME $$"
    require_sides
    if [[ ($last == marked || $last == 'done') && -e $source$trash_marker_ending ]]; then
        finish_proof
        return
    fi
    if [[ $last == marking ]]; then
        take_marks_back # the run was killed between the first of them and the last
    fi
    read_entry
    read_copy
    compare_sides
    require_sides
    mark_entry
    finish_proof
}

if [[ -d ${log%/*} ]]; then
    exec >>"$log" 2>&1 </dev/null
fi
trap 'on_error "$LINENO" "$BASH_COMMAND"' ERR
trap on_exit EXIT
trap on_signal TERM INT HUP
say "run $run_id of proof $move_id: $source and $copy"
prove_copy
exit 0
