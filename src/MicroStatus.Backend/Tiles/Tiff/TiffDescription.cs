using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace MicroStatus.Backend.Tiles.Tiff;

/// <summary>Planes that lie one behind another under one directory, as its description says: those of ImageJ, and of Python's tifffile.</summary>
/// <remarks>ImageJ writes stacks above 4 GB so, tifffile what it calls truncated.</remarks>
internal static class TiffDescription
{
    private const int LongestRead = 1 << 16;

    /// <summary>How many there are.</summary>
    /// <param name="source">The file.</param>
    /// <param name="directory">The directory, whose data are one run of bytes.</param>
    /// <param name="isOnly">It is the file's only one.</param>
    /// <returns>At least 1.</returns>
    public static long Planes(ref TiffSource source, in TiffDirectory directory, bool isOnly)
    {
        var description = directory.Description;
        var length = (int)Math.Min(description.Count, LongestRead);
        if (length < 8 || TiffValueType.SizeOf(description.Type) != 1 || !source.TryRead(description.Position, 8, out var begin))
        {
            return 1;
        }

        var isJson = begin[0] == '{';
        var isImageJ = begin[..7].SequenceEqual("ImageJ="u8);
        if (!isJson && (!isImageJ || !isOnly))
        {
            return 1;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var text = buffer.AsSpan(0, length);
            return !source.TryFill(description.Position, text) ? 1
                : isJson ? Shaped(text.TrimEnd((byte)0), directory, isOnly)
                : ImageJ(text);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static long ImageJ(ReadOnlySpan<byte> text)
    {
        var (images, product) = (0L, 1L);
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range];
            var equals = line.IndexOf((byte)'=');
            if (equals < 0 || !Utf8Parser.TryParse(line[(equals + 1)..], out int value, out _) || value < 1)
            {
                continue;
            }

            var name = line[..equals];
            if (name.SequenceEqual("images"u8))
            {
                images = value;
            }
            else if (name.SequenceEqual("channels"u8) || name.SequenceEqual("slices"u8) || name.SequenceEqual("frames"u8))
            {
                product = Math.Min(product, int.MaxValue) * value;
            }
        }

        return images > 0 ? images : product;
    }

    private static long Shaped(ReadOnlySpan<byte> text, in TiffDirectory directory, bool isOnly)
    {
        try
        {
            var samples = Read(text, out var isTruncated);
            var plane = (UInt128)directory.Width * directory.Height * directory.Samples;
            return !isTruncated && !isOnly ? 1
                : plane == 0 || samples % (plane * directory.Depth) != 0 ? 1
                : (long)UInt128.Clamp(samples / (plane * directory.Depth), 1, long.MaxValue);
        }
        catch (JsonException)
        {
            return 1; // somebody else's text in braces
        }
    }

    private static UInt128 Read(ReadOnlySpan<byte> text, out bool isTruncated)
    {
        isTruncated = false;
        UInt128 samples = 0;
        var json = new Utf8JsonReader(text);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName || json.CurrentDepth != 1)
            {
                continue;
            }

            if (json.ValueTextEquals("truncated"u8))
            {
                isTruncated = json.Read() && json.TokenType == JsonTokenType.True;
            }
            else if (json.ValueTextEquals("shape"u8) && json.Read() && json.TokenType == JsonTokenType.StartArray)
            {
                samples = 1;
                while (json.Read() && json.TokenType == JsonTokenType.Number)
                {
                    samples = json.TryGetUInt32(out var extent) && samples <= ulong.MaxValue ? samples * extent : 0;
                }
            }
        }

        return samples;
    }
}
