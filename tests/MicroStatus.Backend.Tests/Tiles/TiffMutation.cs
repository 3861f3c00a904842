using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tests.Tiles;

/// <summary>A sound TIFF of which something is not what it was.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Content">The file.</param>
/// <param name="Expected">Kinds of fault of which one has to be found; none when the damage may go unseen.</param>
internal sealed record TiffMutation(string Name, byte[] Content, params TiffFaultKind[] Expected)
{
    private static readonly ushort[] Tables = [273, 279, 324, 325];

    /// <summary>Does something to it.</summary>
    public static TiffMutation Of(byte[] whole, Random random)
    {
        var file = whole.ToArray();
        var places = new TiffPlaces(file);
        switch (random.Next(8))
        {
            case 0 or 1:
                var length = random.Next(whole.Length);
                return new($"cut to {length} bytes", whole[..length], TiffFaultKind.Truncated, TiffFaultKind.Empty);
            case 2:
                var link = Any(places.Links[1..], random);
                places.Write(link, places.Width, (ulong)Any(places.Directories[..(places.Links.IndexOf(link))], random));
                return new($"a loop from byte {link}", file, TiffFaultKind.Loop);
            case 3:
                var lost = Any(places.Links, random);
                places.Write(lost, places.Width, (ulong)(file.Length + random.Next(1 << 20)));
                return new($"a directory beyond the end, from byte {lost}", file, TiffFaultKind.Truncated);
            case 4:
                var table = Any(places.Of(Tables), random);
                places.Write(TiffPlaces.CountOf(table), places.Width, random.Next(2) == 0 || !places.IsBig ? uint.MaxValue : 1UL << 32);
                return new($"a count of 2^32 at byte {table}", file, TiffFaultKind.Truncated, TiffFaultKind.Damaged);
            case 5:
                var offsets = Any(places.Of(273, 324), random);
                places.Write(places.ValueOf(offsets), places.Width, (ulong)(file.Length + random.Next(1 << 20)));
                return new($"data beyond the end, from byte {offsets}", file, TiffFaultKind.Truncated, TiffFaultKind.Damaged);
            case 6:
                var heads = Enumerable.Range(0, 16).Concat(places.Entries.SelectMany(entry => Enumerable.Range(entry, places.IsBig ? 20 : 12)))
                    .Concat(places.Directories)
                    .Concat(places.Links)
                    .Where(at => at < file.Length)
                    .ToList();
                for (var hits = random.Next(1, 8); hits > 0; hits--)
                {
                    file[Any(heads, random)] ^= (byte)(1 << random.Next(8));
                }

                return new("flipped bits of headers", file);
            default:
                for (var hits = random.Next(1, 20); hits > 0; hits--)
                {
                    var at = random.Next(file.Length);
                    random.NextBytes(file.AsSpan(at, Math.Min(random.Next(1, 9), file.Length - at)));
                }

                return new("random bytes", file);
        }
    }

    private static T Any<T>(IReadOnlyList<T> list, Random random) => list[random.Next(list.Count)];
}
