using System.Globalization;

namespace MicroStatus.Module.Tests.Moves;

/// <summary>What each trouble is made of.</summary>
internal static class MoveTroubles
{
    /// <summary>Troubles whose dataset may never move: a person must decide.</summary>
    public static bool IsRefused(MoveTrouble trouble) => trouble is MoveTrouble.LinkOutside or MoveTrouble.Empty;

    /// <summary>Bash that makes a dataset.</summary>
    public static string Content(MoveTrouble trouble, int seed)
    {
        var some = string.Create(CultureInfo.InvariantCulture, $$"""
            RANDOM={{seed}}; mkdir -p a_layer000/488/images empty
            for i in 1 2 3 4 5 6; do head -c $((RANDOM % 60000 + 1000)) /dev/urandom > a_layer000/488/images/ribbon_col00$i.tif; done
            printf '<xml/>' > vs_series.dat; printf '{}' > .microstatus.json; : > nothing
            """);
        return some + trouble switch
        {
            MoveTrouble.OddNames => "\nprintf x > $'line\\nend \"quoted\" it'\"'\"'s $HOME `x` *'; printf y > ./-rf; printf z > $'caf\\xe9'; mkdir $'new\\nfolder'; printf w > $'new\\nfolder/tab\\t.tif'; ln vs_series.dat hard; printf r > x.rclonelink",
            MoveTrouble.LinkInside => "\nln -s vs_series.dat link; ln -s ../vs_series.dat a_layer000/up; ln -s nowhere dangling",
            MoveTrouble.LinkOutside => "\nln -s /etc/passwd secret",
            MoveTrouble.Empty => "\nrm -rf a_layer000 vs_series.dat .microstatus.json nothing empty",
            _ => string.Empty,
        };
    }

    /// <summary>The word by which the copy command knows what to do; null when it only copies.</summary>
    public static string? InCopy(MoveTrouble trouble) => trouble switch
    {
        MoveTrouble.FlippedBit => "flip",
        MoveTrouble.TruncatedCopy => "truncate",
        MoveTrouble.LateFile => "late",
        MoveTrouble.ChangedFile => "change",
        MoveTrouble.NoRoom => "full",
        _ => null,
    };
}
