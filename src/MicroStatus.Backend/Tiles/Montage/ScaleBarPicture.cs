using MicroStatus.Tiles.Montage;

namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>A scale bar with its length in a black box, white, at the bottom right of a picture. It needs no font of the machine.</summary>
internal sealed class ScaleBarPicture
{
    private const int GlyphWidth = 5;
    private const int GlyphHeight = 7;

    // Rows from the top, the leftmost of five dots is the highest bit.
    private static readonly Dictionary<char, byte[]> Glyphs = new()
    {
        ['0'] = [0b01110, 0b10001, 0b10011, 0b10101, 0b11001, 0b10001, 0b01110],
        ['1'] = [0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110],
        ['2'] = [0b01110, 0b10001, 0b00001, 0b00010, 0b00100, 0b01000, 0b11111],
        ['5'] = [0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110],
        ['.'] = [0b00000, 0b00000, 0b00000, 0b00000, 0b00000, 0b01100, 0b01100],
        ['m'] = [0b00000, 0b00000, 0b11010, 0b10101, 0b10101, 0b10101, 0b10101],
        ['n'] = [0b00000, 0b00000, 0b10110, 0b11001, 0b10001, 0b10001, 0b10001],
        ['µ'] = [0b00000, 0b00000, 0b10010, 0b10010, 0b10010, 0b11101, 0b10000],
        [' '] = [0, 0, 0, 0, 0, 0, 0],
    };

    private readonly bool[,] _dots;
    private readonly int _left;
    private readonly int _top;
    private readonly int _width;

    private ScaleBarPicture(bool[,] dots, int left, int top, int width) => (_dots, _left, _top, _width) = (dots, left, top, width);

    /// <summary>Lays out the scale bar of a picture.</summary>
    /// <param name="bar">The bar.</param>
    /// <param name="width">Pixels a row of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <returns>The scale bar, or null when the picture is too small to hold it.</returns>
    public static ScaleBarPicture? Of(ScaleBar bar, int width, int height)
    {
        // About a fortieth of the picture is a line of text.
        for (var dot = Math.Max(1, Math.Min(width, height) / 280); dot >= 1; dot--)
        {
            var textWidth = ((bar.Text.Length * (GlyphWidth + 1)) - 1) * dot;
            var (boxWidth, boxHeight) = (Math.Max(bar.Pixels, textWidth) + (6 * dot), (GlyphHeight + 2 + 2 + 6) * dot);
            var margin = 4 * dot;
            if (boxWidth + margin <= width && boxHeight + margin <= height)
            {
                var dots = new bool[boxHeight, boxWidth];
                Write(dots, bar.Text, (boxWidth - textWidth) / 2, 3 * dot, dot);
                Fill(dots, (boxWidth - bar.Pixels) / 2, (GlyphHeight + 5) * dot, bar.Pixels, 2 * dot);
                return new ScaleBarPicture(dots, width - margin - boxWidth, height - margin - boxHeight, width);
            }
        }

        return null;
    }

    /// <summary>Draws the part that lies in some rows of the picture.</summary>
    /// <param name="rgb">The rows: three bytes a pixel.</param>
    /// <param name="first">The first row's number.</param>
    /// <param name="rows">How many they are.</param>
    public void Draw(Span<byte> rgb, int first, int rows)
    {
        var end = Math.Min(first + rows, _top + _dots.GetLength(0));
        for (var row = Math.Max(first, _top); row < end; row++)
        {
            for (var column = 0; column < _dots.GetLength(1); column++)
            {
                rgb.Slice(3 * (((row - first) * _width) + _left + column), 3).Fill(_dots[row - _top, column] ? byte.MaxValue : (byte)0);
            }
        }
    }

    private static void Write(bool[,] dots, string text, int left, int top, int dot)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var glyph = Glyphs[text[i]];
            for (var row = 0; row < GlyphHeight; row++)
            {
                for (var column = 0; column < GlyphWidth; column++)
                {
                    if ((glyph[row] & (1 << (GlyphWidth - 1 - column))) != 0)
                    {
                        Fill(dots, left + (((i * (GlyphWidth + 1)) + column) * dot), top + (row * dot), dot, dot);
                    }
                }
            }
        }
    }

    private static void Fill(bool[,] dots, int left, int top, int width, int height)
    {
        for (var row = top; row < top + height; row++)
        {
            for (var column = left; column < left + width; column++)
            {
                dots[row, column] = true;
            }
        }
    }
}
