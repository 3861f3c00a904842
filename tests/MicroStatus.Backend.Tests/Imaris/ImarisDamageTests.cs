using System.Diagnostics;
using MicroStatus.Imaris;

namespace MicroStatus.Backend.Tests.Imaris;

/// <summary>Files of which a bit, a piece or the end is not what it was: each is answered, in bounded time and memory.</summary>
public sealed class ImarisDamageTests(ImarisBench bench) : IClassFixture<ImarisBench>
{
    private const int Mutations = 400;
    private const long MostMemory = 400L << 20;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("imaris")]
    [InlineData("latest")]
    [InlineData("float")]
    [InlineData("user-block-latest")]
    [InlineData("growing-all")]
    public void Every_truncation_is_found(string name)
    {
        var whole = File.ReadAllBytes(bench.PathOf(name));
        var random = new Random(11);
        var lengths = Enumerable.Range(0, 150).Select(_ => random.Next(whole.Length))
            .Concat(Enumerable.Range(0, 200).Where(length => length < whole.Length))
            .Append(whole.Length - 1);
        foreach (var length in lengths)
        {
            var file = Examine("cut.ims", whole.AsSpan(0, length));
            Assert.False(file.Opens, $"{name}, {length} bytes of {whole.Length}");
            Assert.NotNull(file.Reason);
        }
    }

    [Theory]
    [InlineData("imaris", 1)]
    [InlineData("latest", 2)]
    [InlineData("v108", 3)]
    [InlineData("shuffled", 4)]
    [InlineData("many-chunks-gzip", 5)]
    [InlineData("growing", 6)]
    [InlineData("growing-all", 7)]
    [InlineData("time-series", 8)]
    [InlineData("soft-link", 9)]
    public void Any_damage_is_answered_soon_and_in_little_memory(string name, int seed)
    {
        var whole = File.ReadAllBytes(bench.PathOf(name));
        var random = new Random(seed);
        for (var i = 0; i < Mutations; i++)
        {
            var damaged = Damage(whole, random);
            Examine("damaged.ims", damaged);
        }
    }

    [Fact]
    public void Headers_of_random_bytes_are_answered()
    {
        var whole = File.ReadAllBytes(bench.PathOf("imaris"));
        var random = new Random(21);
        for (var i = 0; i < Mutations; i++)
        {
            var noise = new byte[random.Next(1, 20_000)];
            random.NextBytes(noise);
            whole.AsSpan(0, Math.Min(96, noise.Length)).CopyTo(noise);
            Assert.False(Examine("noise.ims", noise).Opens);
        }
    }

    private ImarisFile Examine(string name, ReadOnlySpan<byte> content)
    {
        var path = bench.Write(name, content);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var file = ImarisBench.Files.ExamineDeeply(path, Token);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Longest);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostMemory);
        Assert.Equal(file.Opens, file.Reason is null);
        return file;
    }

    // Most damage goes to headers: to the begin, or to where a signature stands.
    private static byte[] Damage(byte[] whole, Random random)
    {
        var damaged = whole.ToArray();
        for (var hits = random.Next(1, 6); hits > 0; hits--)
        {
            var at = random.Next(3) switch
            {
                0 => random.Next(Math.Min(2048, damaged.Length)),
                1 => AfterSignature(damaged, random),
                _ => random.Next(damaged.Length),
            };
            var length = Math.Min(random.Next(1, 9), damaged.Length - at);
            switch (random.Next(4))
            {
                case 0:
                    damaged[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    damaged.AsSpan(at, length).Fill(0xff);
                    break;
                case 2:
                    damaged.AsSpan(at, length).Clear();
                    break;
                default:
                    random.NextBytes(damaged.AsSpan(at, length));
                    break;
            }
        }

        return damaged;
    }

    private static int AfterSignature(byte[] bytes, Random random)
    {
        string[] signatures = ["TREE", "SNOD", "HEAP", "OHDR", "FRHP", "FHDB", "FHIB", "BTHD", "BTLF", "BTIN", "FAHD", "FADB", "EAHD", "EAIB"];
        var signature = System.Text.Encoding.ASCII.GetBytes(signatures[random.Next(signatures.Length)]);
        var start = random.Next(bytes.Length);
        var found = bytes.AsSpan(start).IndexOf(signature);
        return Math.Min(bytes.Length - 1, found < 0 ? start : start + found + random.Next(64));
    }
}
