# --------------------------------------------------------------------------------------------------------------- journal

read_journal() {
    local step first second
    if [[ -s $journal && -n $(tail -c 1 -- "$journal") ]]; then
        printf '\n' >>"$journal" # the last line was torn; nothing may be appended to it
    fi
    [[ -e $journal ]] || return 0
    while read -r _ _ step first second; do
        case $step in
            placing) placed_number=$first placed_inode=$second ;;
            reopened) placed_number='' placed_inode='' ;;
            trashing) trashed_inode=$first ;;
            restored) trashed_inode='' is_trashed='' ;;
            trashed) is_trashed=yes ;;
            done) is_done=yes ;;
        esac
    done <"$journal"
}

# Sets `final`, the path of the destination with a number (the wanted name first, then with the suffix, from 2 on), and `reserved`.
name_destination() {
    local name=$destination_name
    (($1 == 1)) || name+=${copy_suffix//'{Number}'/$1}
    final="$destination_parent/$name"
    reserved="$destination_parent/.$name.claimed"
}

# Whether the destination has its final name, by the inode that was noted before it got it.
is_placed() {
    [[ -n $placed_number ]] || return 1
    name_destination "$placed_number"
    [[ $(inode_of "$final") == "$placed_inode" ]]
}
