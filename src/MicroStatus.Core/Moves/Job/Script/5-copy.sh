# ------------------------------------------------------------------------------------------------------------ copy and proof

check_destination() {
    local needed available
    if_fails "$EXIT_DESTINATION_REFUSED" "the destination can't be written to: $destination_parent"
    lies_below "$destination_parent" "$destination_acquire" ||
        fail "$EXIT_DESTINATION_REFUSED" "the destination does not lie below $destination_acquire: $destination_parent"
    mkdir -p -- "$destination_parent"
    needed=$(total_size "$scratch/source.files")
    if [[ -d $staging && ! -L $staging ]]; then
        # A run was stopped here: its folders may be closed to us by now, and half a file is not worth keeping.
        find "$staging" -type d ! -perm -700 -exec chmod u+rwx -- {} +
        remove_wrong
        needed=$((needed - $(total_size "$scratch/staging.files")))
    else
        rm -rf -- "$staging"
        mkdir -- "$staging"
    fi
    available=$(df -B1 --output=avail -- "$destination_parent" | tail -n 1)
    ((needed <= available)) || fail "$EXIT_NO_ROOM" "the destination has no room: $needed bytes are needed, $available are free"
}

# Lists staging and takes out what the source hasn't got or has otherwise. Leaves what is missing in `missing`. Sets `is_listed` when
# nothing was taken out: the list is what lies there then.
remove_wrong() {
    is_listed=''
    await list "$staging" "$scratch/staging"
    shape_of "$scratch/staging" >"$scratch/staging.shape"
    comm -z -13 -- "$scratch/source.shape" "$scratch/staging.shape" | cut -z -d ' ' -f 3- | names_in >"$scratch/wrong"
    cut -z -d ' ' -f 2- -- "$scratch/staging.others" >>"$scratch/wrong"
    comm -z -23 -- "$scratch/source.shape" "$scratch/staging.shape" >"$scratch/missing"
    [[ -s $scratch/wrong ]] || is_listed=yes
    remove_from_staging "$scratch/wrong"
}

remove_from_staging() {
    if [[ -s $1 ]]; then
        say "$(count_records "$1") entries in staging are not what the source has: they are removed"
        (cd -- "$staging" && xargs -0 -r rm -rf --) <"$1"
    fi
}

# A process of its own, which rclone takes over.
copy_with_rclone() {
    local -a words=("${copy_command[@]}" copy --config= --skip-links --create-empty-src-dirs --no-unicode-normalization
        --transfers "$transfers" --checkers "$checkers"
        --use-json-log --log-file "$progress" --log-level NOTICE --stats 2s --stats-log-level NOTICE)
    [[ $proof == none ]] || words+=(--ignore-checksum) # the proof reads it all again
    exec "${words[@]}" -- "$source" "$staging"
}

# Copies a list of files and links, names of any kind, one after the other.
copy_listed() {
    (cd -- "$source" && xargs -0 -r cp -P --parents --preserve=timestamps --remove-destination -t "$staging" --) <"$1"
}

make_folders() {
    (cd -- "$staging" && xargs -0 -r mkdir -p --) <"$1"
}

# rclone copies files and folders. Links it would have to write as files first, and then a real file `x.rclonelink` and a link
# `x` are one name: links are made here, and so is whatever else rclone has left out.
copy() {
    local code=0 missing available
    type -P -- "${copy_command[0]}" >/dev/null || fail "$EXIT_COPY_FAILED" "there is no ${copy_command[0]} on this machine"
    record copying
    rm -f -- "$progress"
    copy_with_rclone &
    copier=$!
    if [[ -n $needs_manifest ]]; then
        make_manifest &
        hasher=$!
    fi
    wait "$copier" || code=$?
    require_stores
    require_source
    [[ ! -e $scratch/no-manifest ]] || await_manifest # that has ended the copy
    if ((code >= 126)) || [[ $proof == none && $code -ne 0 ]]; then
        fail "$EXIT_COPY_FAILED" "${copy_command[0]} did not end well: exit code $code"
    fi
    if_fails "$EXIT_COPY_FAILED" "the copy can't be listed: $staging"
    remove_wrong
    sort_missing
    [[ ! -s $scratch/missing && ! -s $scratch/source.linked ]] || is_listed=''
    if [[ -s $scratch/missing.files ]]; then
        say "${copy_command[0]} (exit code $code) has left out $(count_records "$scratch/missing.files") files: cp takes them"
        missing=$(total_size "$scratch/missing.sizes")
        available=$(df -B1 --output=avail -- "$staging" | tail -n 1)
        ((missing <= available)) || fail "$EXIT_NO_ROOM" "the destination is full: $missing bytes are missing, $available are free"
    fi
    if_fails "$EXIT_COPY_FAILED" 'a file, folder or link could not be copied; the log says which'
    await make_folders "$scratch/missing.folders"
    await copy_listed "$scratch/missing.files"
    await copy_listed "$scratch/missing.links"
    restore_hard_links
    record copied
}

# Parts what is missing by its type.
sort_missing() {
    local item type size path
    while IFS= read -r -d '' item; do
        type=${item%% *}
        path=${item#* }
        size=${path%% *}
        path=${path#* }
        case $type in
            f) printf '%s\0' "$path" >&3 && printf -- '- f %d\0' "$size" >&6 ;;
            d) printf '%s\0' "$path" >&4 ;;
            l) printf '%s\0' "${path%%//*}" >&5 ;;
        esac
    done <"$scratch/missing" 3>"$scratch/missing.files" 4>"$scratch/missing.folders" 5>"$scratch/missing.links" 6>"$scratch/missing.sizes"
}

# Files that are one in the source become one in the copy, where the file system can do that; the proof reads each name.
restore_hard_links() {
    local item inode path last='' first=''
    sort -z -t ' ' -k 1,1n -k 2 -o "$scratch/source.linked" -- "$scratch/source.linked"
    while IFS= read -r -d '' item; do
        inode=${item%% *}
        path=${item#* }
        if [[ $inode != "$last" ]]; then
            last=$inode first=$path
        elif [[ ! $staging/$first -ef $staging/$path ]]; then
            ln -fT -- "$staging/$first" "$staging/$path" || say "stays a file of its own: $path"
        fi
    done <"$scratch/source.linked"
}

# Reads staging as it lies there. Sets `proven` when it is what the manifest says.
prove() {
    local list="$scratch/staging"
    proven=''
    record proving
    if_fails "$EXIT_COPY_FAILED" 'the copy could not be written to disk'
    await sync -f -- "$staging"
    await_manifest
    if_fails "$EXIT_PROOF_FAILED" 'the copy could not be read; the log says what'
    [[ -n $is_listed ]] || await list "$staging" "$list"
    await hash "$staging" "$list"
    content_of "$list.hashed" "$list.folders" "$list.links" >"$list.content"
    manifest_entries | content_of - >"$scratch/manifest.content"
    if [[ ! -s $list.others ]] && cmp -s -- "$scratch/manifest.content" "$list.content"; then
        proven=yes
    fi
}

copy_and_prove() {
    local attempt
    for attempt in 1 2; do
        check_destination
        rm -f -- "$copy_listing"
        copy
        prove
        if [[ -n $proven ]]; then
            set_times_and_permissions
            list_copy
            if_fails "$EXIT_COPY_FAILED" 'the copy could not be written to disk'
            await sync -f -- "$staging"
            record proven
            return
        fi
        say "the copy is not what the manifest says (attempt $attempt)"
        say_differences "$scratch/manifest.content" "$scratch/staging.content"
        comm -z -13 -- "$scratch/manifest.content" "$scratch/staging.content" | cut -z -d ' ' -f 4- | names_in >"$scratch/wrong"
        remove_from_staging "$scratch/wrong"
    done
    fail "$EXIT_PROOF_FAILED" 'the copy is not what the manifest says, twice; the log names the first entries'
}

# What stays the same in a listed copy when times of folders and permissions are set.
staying() {
    cut -z -d ' ' -f 2-4,6,10- -- "$1.files" "$1.links"
    cut -z -d ' ' -f 2,6,10- -- "$1.folders"
}

# Leaves what tells later that no file of the copy was written since the proof: inode, size, mtime and ctime of each. A rename of the
# whole copy changes none of them. A file that was written while it was hashed shows it by its time.
list_copy() {
    local list="$scratch/proven"
    if_fails "$EXIT_COPY_FAILED" "the copy can't be listed: $staging"
    await list "$staging" "$list"
    staying "$scratch/staging" >"$scratch/hashed.facts"
    staying "$list" >"$scratch/proven.facts"
    if ! cmp -s -- "$scratch/hashed.facts" "$scratch/proven.facts"; then
        fail "$EXIT_PROOF_FAILED" 'the copy was changed while it was hashed'
    fi
    sort -z -t ' ' -k 10 -- "$list.files" "$list.folders" "$list.links" >"$list.entries"
    {
        printf '%s\0' 'microstatus-manifest 1 none'
        cat -- "$list.entries"
        printf 'end %d %d\0' "$(count_records "$list.entries")" "$(total_size "$list.files")"
    } | publish "$copy_listing"
}

# rclone keeps the times of files alone.
set_times_and_permissions() {
    local item mode
    if_fails "$EXIT_COPY_FAILED" 'times or permissions of the copy could not be set'
    cut -z -d ' ' -f 10- -- "$scratch/source.folders" >"$scratch/folders"
    while IFS= read -r -d '' item; do
        printf -- '-r\0%s\0--\0%s\0' "$source/$item" "$item"
    done <"$scratch/folders" >"$scratch/touches"
    (cd -- "$staging" && xargs -0 -r -n 4 -P "$transfers" touch) <"$scratch/touches" || say 'the time of a folder could not be set'

    cut -z -d ' ' -f 9- -- "$scratch/source.files" "$scratch/source.folders" | sort -z >"$scratch/source.modes"
    cut -z -d ' ' -f 9- -- "$scratch/staging.files" "$scratch/staging.folders" | sort -z >"$scratch/staging.modes"
    comm -z -23 -- "$scratch/source.modes" "$scratch/staging.modes" >"$scratch/modes"
    cut -z -d ' ' -f 1 -- "$scratch/modes" | uniq -z | tr '\0' '\n' >"$scratch/modes.kinds"
    while read -r mode; do
        printf '%s\0' "$mode" | join -z -t ' ' -- - "$scratch/modes" | cut -z -d ' ' -f 2- >"$scratch/modes.names"
        (cd -- "$staging" && xargs -0 -r chmod "$mode" --) <"$scratch/modes.names" || say "permissions $mode could not be set everywhere"
    done <"$scratch/modes.kinds"
}
