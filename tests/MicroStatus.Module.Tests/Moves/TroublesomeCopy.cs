namespace MicroStatus.Module.Tests.Moves;

/// <summary>A program in rclone's place: it copies with the real one, and then, once a dataset, something goes wrong.</summary>
internal static class TroublesomeCopy
{
    /// <summary>The program's text.</summary>
    /// <param name="trouble">The folder that says what goes wrong, a file a dataset.</param>
    public static string Script(string trouble) =>
        $$"""
        #!/bin/bash
        # The last two words are source and destination.
        words=("$@")
        source=${words[-2]} staging=${words[-1]}
        name=${source##*/}
        file='{{trouble}}'/$name
        rclone "$@"; code=$?
        if [[ -f $file && ! -e $file.struck ]]; then
            one=a_layer000/488/images/ribbon_col001.tif
            case $(<"$file") in
                flip) printf '\xff\x00\xfe' | dd of="$staging/$one" bs=1 seek=100 conv=notrunc status=none; touch -r "$source/$one" "$staging/$one" ;;
                truncate) truncate -s 500 "$staging/$one"; touch -r "$source/$one" "$staging/$one" ;;
                late) printf late > "$source/late.tif" || exit $code ;;
                change) [[ -f $source/$one ]] && printf changed >> "$source/$one" || exit $code ;;
                full) rm -f "$staging/$one"; : > "$file.struck"; echo 'no space left on device' >&2; exit 1 ;;
            esac
            : > "$file.struck"
        fi
        exit $code

        """;
}
