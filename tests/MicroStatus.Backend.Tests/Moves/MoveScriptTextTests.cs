using System.Diagnostics;
using System.Text;
using CsCheck;
using MicroStatus.Moves.Job;

namespace MicroStatus.Backend.Tests.Moves;

public sealed class MoveScriptTextTests : IDisposable
{
    private readonly MoveBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_quoted_word_is_the_same_word_to_bash()
    {
        var word = Gen.OneOf(Gen.Char["'\"\\$`!*?[]{}()<>|&;#~ \t\n\r-="], Gen.Char['\u0001', '\ud7ff'], Gen.Char['\ue000', '\uffff']).Array[0, 30].Select(chars => new string(chars));
        word.Array[1, 40].Sample(
            words =>
            {
                var script = $"printf '%s\\0' {string.Join(' ', words.Select(ShellWord.Quote))}";
                using var bash = Process.Start(new ProcessStartInfo("bash", ["-s"])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                    StandardOutputEncoding = Encoding.UTF8,
                    UseShellExecute = false,
                })!;
                bash.StandardInput.Write(script + "\n");
                bash.StandardInput.Close();
                Assert.Equal(words, bash.StandardOutput.ReadToEnd().Split('\0').SkipLast(1));
            },
            iter: 100,
            threads: 1);
    }

    [Fact]
    public void Bash_reads_the_script() => MoveBench.Bash("bash -n \"$1\"", _bench.Root, Script());

    [Fact]
    public void Shellcheck_has_nothing_to_say()
    {
        Assert.SkipUnless(MoveBench.IsThere("shellcheck"), "The program shellcheck is not on PATH.");

        // 2016: $FILE is split's; 2317: 0.9 does not see that functions are called through another.
        Assert.Equal(string.Empty, MoveBench.Bash("shellcheck -e SC2016,SC2317 \"$1\" || true", _bench.Root, Script()));
    }

    private string Script()
    {
        var path = Path.Join(_bench.Root, "script.sh");
        File.WriteAllText(path, MoveJobScript.Write(_bench.Job()));
        return path;
    }
}
