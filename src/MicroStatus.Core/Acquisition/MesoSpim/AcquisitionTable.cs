using System.Diagnostics.CodeAnalysis;
using MicroStatus.Configuration;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>Reads an acquisition table: a header row, then a row a tile (lab.md §4).</summary>
/// <param name="settings">The column's name and the endings of tiles.</param>
/// <param name="names">Finds the tile in a file name.</param>
/// <remarks>No input makes it fail: what is no acquisition table gives null.</remarks>
internal sealed class AcquisitionTable(MesoSpimSettings settings, TileNameParser names)
{
    /// <summary>Reads the tiles that a table lists.</summary>
    /// <param name="content">The bytes of a CSV file.</param>
    /// <returns>The tiles, without repetition, in order; null when the file is no acquisition table or names no tile.</returns>
    public IReadOnlyList<TileName>? Read(ReadOnlySpan<byte> content)
    {
        var text = InstrumentText.Of(ref content);
        var rows = new CsvRows(content);
        var column = -1;
        while (column < 0 && rows.ReadRow())
        {
            if (rows.Count == 1 && rows.Field(0).Trim(" \t"u8).IsEmpty)
            {
                continue;
            }

            column = Column(rows, text);
            if (column < 0)
            {
                return null;
            }
        }

        var tiles = new HashSet<TileName>();
        while (rows.ReadRow())
        {
            if (column < rows.Count && TileIn(text.Read(rows.Field(column)).Trim(), out var tile))
            {
                tiles.Add(tile);
            }
        }

        return tiles.Count == 0 ? null : [.. tiles.Order(TileOrder.Instance)];
    }

    private int Column(CsvRows rows, InstrumentText text)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (text.Read(rows.Field(i)).Trim().Equals(settings.AcquisitionTableColumn, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    private bool TileIn(string value, [NotNullWhen(true)] out TileName? tile)
    {
        tile = null;
        var name = value[(value.LastIndexOfAny(['/', '\\']) + 1)..];
        return (name.EndsWith(settings.TileEnding, StringComparison.Ordinal) || name.EndsWith(settings.ZarrEnding, StringComparison.Ordinal))
            && names.TryParse(name, out tile);
    }
}
