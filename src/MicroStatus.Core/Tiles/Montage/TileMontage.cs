namespace MicroStatus.Tiles.Montage;

/// <summary>A montage that was made: of one channel, or of all of them in colour.</summary>
public sealed record TileMontage
{
    /// <summary>What <see cref="Channel"/> is for the picture of all channels.</summary>
    public const string ColorChannel = "color";

    /// <summary>The dataset's id; null when no database was asked.</summary>
    public long? Id { get; init; }

    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>The channel, for example <c>488</c>; <c>color</c> for the picture of all channels; null when unknown.</summary>
    public string? Channel { get; init; }

    /// <summary>The shutter; null where there is none.</summary>
    public int? Shutter { get; init; }

    /// <summary>The angle of the sample in degrees; null where there is none.</summary>
    public int? Rotation { get; init; }

    /// <summary>Rows of the grid.</summary>
    public required int Rows { get; init; }

    /// <summary>Columns of the grid.</summary>
    public required int Columns { get; init; }

    /// <summary>Pixels a row of the montage at full size.</summary>
    public required long Width { get; init; }

    /// <summary>Rows of pixels of the montage at full size.</summary>
    public required long Height { get; init; }

    /// <summary>Type of a pixel, for example <c>uint16</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The BigTIFF, absolute; null when none was written.</summary>
    public string? Path { get; init; }

    /// <summary>The preview, a PNG, absolute.</summary>
    public required string PreviewPath { get; init; }

    /// <summary>Edge of a preview's pixel in µm; null when unknown.</summary>
    public double? PreviewPixelSize { get; init; }

    /// <summary>The value that is shown black; null for the picture in colour.</summary>
    public double? Black { get; init; }

    /// <summary>The value that is shown white; null for the picture in colour.</summary>
    public double? White { get; init; }

    /// <summary>Places that are black since they have no image, or one that does not open, each with its reason: <c>tile 7: not there</c>.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}
