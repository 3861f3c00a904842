# ------------------------------------------------------------------------------------------------------- lists and manifest

# Lists a folder. Makes LIST.files, .folders, .links and .others, sorted by path, and LIST.linked: files with several names.
list() {
    local folder=$1 list=$2 part
    (
        cd -- "$folder" && find . \
            \( -type f -fprintf "$list.files" '- f %s %T@ %C@ %i %n %b %m %p\0' \
                \( -links 1 -o -fprintf "$list.linked" '%i %p\0' \) \) -o \
            \( -type d -fprintf "$list.folders" '- d 0 %T@ 0 %i %n 0 %m %p\0' \) -o \
            \( -type l -fprintf "$list.links" '- l %s %T@ %C@ %i %n %b %m %p//%l\0' \) -o \
            -fprintf "$list.others" '%y %p\0'
    )
    for part in files folders links; do
        sort -z -t ' ' -k 10 -o "$list.$part" -- "$list.$part"
    done
}

# Hashes the listed files of a folder into LIST.hashed: the records of LIST.files with their hashes. The files are dealt out by
# size, the largest first, to several processes; each writes a file of its own, since what they write must not mix.
hash() {
    local folder=$1 list=$2
    if [[ $proof == none ]]; then
        cp -- "$list.files" "$list.hashed"
        return
    fi
    rm -f -- "$list.sums".*
    cut -z -d ' ' -f 3,10- -- "$list.files" | sort -z -k 1,1nr | cut -z -d ' ' -f 2- | (
        cd -- "$folder"
        split -t '\0' -n "r/$hash_processes" --filter='xargs -0 -r b2sum --zero --length=256 -- >"$FILE"' - "$list.sums."
    )
    cat -- "$list.sums".* | sort -z -k "1.$((hash_length + 3))" >"$list.sums"
    cut -z -b "$((hash_length + 3))-" -- "$list.sums" >"$list.sums.names"
    cut -z -d ' ' -f 10- -- "$list.files" | cmp -- - "$list.sums.names"
    cut -z -b "-$hash_length" -- "$list.sums" >"$list.sums.values"
    cut -z -d ' ' -f 2- -- "$list.files" | paste -z -d ' ' -- "$list.sums.values" - >"$list.hashed"
}

# What must be the same when a folder is listed twice. A folder's ctime isn't in the list: a rename changes it.
unchanging() {
    cut -z -d ' ' -f 2-6,9- -- "$@" | sort -z
}

# What a copy must have before it is worth hashing.
shape_of() {
    local list=$1
    {
        cut -z -d ' ' -f 2,3,10- -- "$list.files" "$list.links"
        cut -z -d ' ' -f 2,3,10- -- "$list.folders"
    } | sort -z
}

# What a copy must be: hash, type, size, path and link target of every entry.
content_of() {
    cut -z -d ' ' -f 1,2,3,10- -- "$@" | sort -z
}

# The manifest without its first and last record.
manifest_entries() {
    head -z -n -1 -- "$manifest" | tail -z -n +2
}

manifest_is_complete() {
    local first='' last='' entries
    [[ -s $manifest ]] || return 1
    IFS= read -r -d '' first <"$manifest" || true
    IFS= read -r -d '' last < <(tail -z -n 1 -- "$manifest") || true
    entries=$(count_records "$manifest")
    [[ $first == "$manifest_head" && $last == "end $((entries - 2)) "* ]]
}

# Lists the source, or what it has become, again. Sets `unchanged` when it is what the manifest says.
look_again() {
    local list="$scratch/again"
    unchanged=''
    manifest_is_complete || fail "$EXIT_INCONSISTENT" "the manifest is gone or incomplete: $manifest"
    if_fails "$EXIT_SOURCE_MISSING" "the source can't be listed: $1"
    await list "$1" "$list"
    compare_with_manifest "$list"
}

compare_with_manifest() {
    local list=$1
    unchanging "$list.files" "$list.folders" "$list.links" >"$list.facts"
    manifest_entries | unchanging - >"$scratch/manifest.facts"
    if [[ ! -s $list.others ]] && cmp -s -- "$list.facts" "$scratch/manifest.facts"; then
        unchanged=yes
    fi
}

# Says in the log what differs, at most the first twenty entries.
say_differences() {
    say 'only in the first, then only in the second list:'
    comm -z -3 -- "$1" "$2" | head -z -n 20 | tr '\0\n' '\n?' || true # head may have seen enough before comm has
}

# The bytes that the records of a list tell of.
total_size() {
    local sum=0 IFS=+ sizes="$scratch/sizes.$BASHPID"
    local -a some
    cut -z -d ' ' -f 3 -- "$1" | tr '\0' '\n' >"$sizes"
    while mapfile -t -n 10000 some && ((${#some[@]} > 0)); do
        sum=$((sum + ${some[*]}))
    done <"$sizes"
    printf '%s' "$sum"
}

# Whether a link stays in the dataset by its words: relative, and never above the dataset's folder on its way.
link_stays() {
    local slashes=${1//[^\/]/} rest=$2/ part depth
    [[ $2 != /* ]] || return 1
    depth=$((${#slashes} - 1)) # ./link lies at depth 0
    while [[ -n $rest ]]; do
        part=${rest%%/*}
        rest=${rest#*/}
        case $part in
            '' | .) ;;
            ..) depth=$((depth - 1)) ;;
            *) depth=$((depth + 1)) ;;
        esac
        ((depth >= 0)) || return 1
    done
}

refuse_what_cannot_move() {
    local list=$1 item path root
    if IFS= read -r -d '' item <"$list.others"; then
        fail "$EXIT_SOURCE_REFUSED" "neither a file, a folder nor a link (its type comes first): $item"
    fi
    cut -z -d ' ' -f 10- -- "$list.links" >"$scratch/links"
    while IFS= read -r -d '' item; do
        link_stays "${item%%//*}" "${item#*//}" || fail "$EXIT_SOURCE_REFUSED" "a link leaves the dataset: ${item%%//*} -> ${item#*//}"
    done <"$scratch/links"

    # Links lead through links: what they come to in the end counts too.
    root=$(realpath -z -- "$source" | tr '\0' '/')
    names_in <"$scratch/links" | (cd -- "$source" && xargs -0 -r realpath -mz --) >"$scratch/link-ends"
    while IFS= read -r -d '' path; do
        [[ $path/ == "$root"* ]] || fail "$EXIT_SOURCE_REFUSED" "a link leaves the dataset through another link; it leads to $path"
    done <"$scratch/link-ends"

    if [[ -z $allow_empty && ! -s $list.files && ! -s $list.links ]]; then
        fail "$EXIT_SOURCE_REFUSED" 'the dataset is empty: there is no file in it'
    fi
}

# A change within the clock's last tick could go unseen, and a file system may count time in seconds: hashing begins when the
# newest change is older than that.
wait_for_quiet() {
    local newest now
    newest=$(cut -z -d ' ' -f 5 -- "$1.files" "$1.links" | sort -z -n | tail -z -n 1 | tr -d '\0')
    newest=${newest%.*}
    printf -v now '%(%s)T' -1
    if ((${newest:-0} <= now && ${newest:-0} + quiet_seconds > now)); then
        await sleep "$quiet_seconds"
    fi
}

require_source() {
    [[ -d $source && ! -L $source ]] || fail "$EXIT_SOURCE_MISSING" "the source is not there, or is no folder: $source"
    lies_below "$source" "$source_acquire" || fail "$EXIT_SOURCE_REFUSED" "the source does not lie below $source_acquire: $source"
}

# Lists the source, and says whether it needs a manifest: one of an earlier run is kept when the source is still as it says, since
# hashing may take hours.
list_source() {
    local list="$scratch/source"
    if_fails "$EXIT_SOURCE_MISSING" "the source can't be listed: $source"
    await list "$source" "$list"
    refuse_what_cannot_move "$list"
    shape_of "$list" >"$list.shape"
    if manifest_is_complete; then
        compare_with_manifest "$list"
        if [[ -n $unchanged ]]; then
            say 'the source is still what the manifest says'
            return
        fi
        say 'the source has changed since the manifest was made: it is made anew'
    fi
    needs_manifest=yes
}

# Hashes the source as it was listed, and leaves the manifest. A process of its own, beside the copy: both read the same files.
# Without a manifest the copy is for nothing, so this ends it when it fails.
make_manifest() {
    local list="$scratch/source" bytes
    trap '(($? == 0)) || { : >"$scratch/no-manifest"; kill "$copier"; }' EXIT
    [[ $proof == none ]] || wait_for_quiet "$list"
    hash "$source" "$list"
    : >"$list.is-hashed"
    sort -z -t ' ' -k 10 -- "$list.hashed" "$list.folders" "$list.links" >"$list.entries"
    bytes=$(total_size "$list.files")
    {
        printf '%s\0' "$manifest_head"
        cat -- "$list.entries"
        printf 'end %d %d\0' "$(count_records "$list.entries")" "$bytes"
    } | publish "$manifest"
    record "manifest $proof $(count_records "$list.entries") $bytes"
}

# Waits for the manifest when it is being made, and ends the run when it could not be.
await_manifest() {
    local code=0
    [[ -n $hasher ]] || return 0
    wait "$hasher" || code=$?
    if ((code != 0)); then
        [[ -e $scratch/source.is-hashed ]] || fail "$EXIT_SOURCE_MISSING" 'a file of the source could not be read, or is gone; the log says which'
        fail "$EXIT_UNEXPECTED" "the manifest could not be written: $manifest"
    fi
    hasher='' needs_manifest=''
}
