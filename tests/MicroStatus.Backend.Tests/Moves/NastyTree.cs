namespace MicroStatus.Backend.Tests.Moves;

/// <summary>A dataset with everything in it that a file system allows and a copying program may trip over.</summary>
internal static class NastyTree
{
    public const string Bash = """
        printf a > $'new\nline'; printf b > "q'\"uote"; printf c > ' lead'; printf d > ./-dash; printf e > $'bad\xff\xfeutf'
        printf f > real.rclonelink; printf q > lnk2.rclonelink; ln -s real2 lnk2; printf g > 'back\slash'; printf t > $'tab\tx'
        printf j > $'del\x7f\x01'; printf c > 'col:on*?<>|"'; printf tr > 'trail. '; printf s > '．'; printf z > 'fs‛／'; printf m > -
        printf 'u1' > $'u\xcc\x88'; printf 'u2' > $'\xc3\xbc'; : > zero; printf '$(touch /tmp/x)`id`' > '$(id)`x`'
        mkdir -p empty/inner x.rclonelink sub sub2/deep $'bad\xff' $'end\n'; printf i > $'bad\xff/i'; printf k > $'end\n/k\n'
        ln -s real.rclonelink lnk; ln -s nowhere dangling; ln -s sub2 dirlink; ln -s ../../one sub2/deep/up; ln -s . self; ln -s loop loop
        ln -s $'t\xff' badtarget; ln -s x $'badlnk\xff'; ln -s 'a b//c' blanks
        printf h > sub/h; ln sub/h sub/hard; ln sub/h sub2/deep/hard; truncate -s 3M sparse; printf x >> sparse; head -c 300000 /dev/urandom > big.tif
        chmod 640 real.rclonelink; chmod 755 zero; chmod 2750 sub; chmod 500 empty/inner; chmod 777 sub2
        touch -d '2001-02-03 04:05:06.123456789' sub/h; touch -d '1999-12-31 23:59:59.5' empty/inner sub2; touch -d '2020-01-01' .
        """;
}
