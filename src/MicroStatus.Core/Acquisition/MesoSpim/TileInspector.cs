using MicroStatus.Configuration;
using MicroStatus.Storage;
using MicroStatus.Tiles;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>Looks at one tile's files, reading again only what changed.</summary>
/// <param name="settings">Endings, limits and times.</param>
/// <param name="tree">The store.</param>
/// <param name="headers">Reads the heads of images.</param>
/// <param name="parser">Reads metadata.</param>
internal sealed class TileInspector(MesoSpimSettings settings, IFileTree tree, ITiffHeaderReader headers, TileMetadataParser parser)
{
    // No camera has as many pixels a side.
    private const long LongestSide = 1_000_000;

    /// <summary>Looks at a tile: a stat of the metadata, a stat of the image, and reading what is new.</summary>
    /// <param name="dataset">The dataset's folder.</param>
    /// <param name="listed">The tile as the folder lists it now.</param>
    /// <param name="before">The tile as remembered, or null.</param>
    /// <param name="request">The look.</param>
    /// <returns>The tile as it is now.</returns>
    public TileState Inspect(string dataset, TileState listed, TileState? before, ObservationRequest request)
    {
        // What is not complete is worth another reading when everything is listed anew: access may have been granted since.
        var known = before is not null && (before.IsComplete || !request.FullListing) ? before : null;
        var tile = WithMetadata(dataset, listed, known);
        tile = WithImage(dataset, tile, known, before);
        return tile with { IsFinal = tile.IsComplete && TileState.IsSettled(tile.Newest, request.Now, settings.SettleTime) };
    }

    private TileState WithMetadata(string dataset, TileState tile, TileState? known)
    {
        var path = $"{dataset}/{tile.Place.Name}{settings.MetadataEnding}";
        if (!tile.HasMetadata || tree.Find(path) is not { Kind: EntryKind.File } facts)
        {
            return tile;
        }

        var stamp = FileStamp.Of(facts);
        var metadata = known is { Metadata: { IsUnreadable: false } same } && known.MetadataStamp == stamp ? same : ReadMetadata(path);
        return metadata is null ? tile : tile with { MetadataStamp = stamp, Metadata = metadata };
    }

    private TileMetadata? ReadMetadata(string path)
    {
        try
        {
            return parser.Parse(tree.ReadFile(path, settings.MetadataLimit));
        }
        catch (FileNotFoundException)
        {
            // It went after it was listed; the folder's time tells so at the next look.
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return Unreadable("access to it is denied");
        }
        catch (InvalidDataException)
        {
            return Unreadable($"it is larger than {ByteText.Of(settings.MetadataLimit)}");
        }
    }

    private static TileMetadata Unreadable(string why) => new() { IsUnreadable = true, Problems = [why] };

    private TileState WithImage(string dataset, TileState tile, TileState? known, TileState? before)
    {
        var isZarr = tile.Place.Format == TileFormat.OmeZarr;
        var path = $"{dataset}/{tile.Place.Image}";
        if (!tile.HasImage || tree.Find(path) is not { } facts || facts.Kind != (isZarr ? EntryKind.Folder : EntryKind.File))
        {
            return tile;
        }

        if (isZarr)
        {
            // The folder itself has no length: what was counted of its chunks stays until they are counted again.
            var grown = before?.ImageStamp ?? new FileStamp(0, facts.Modified);
            return tile with { ImageStamp = grown.Modified > facts.Modified ? grown : grown with { Modified = facts.Modified } };
        }

        var stamp = FileStamp.Of(facts);
        tile = tile with { ImageStamp = stamp };
        if (!tile.HasStopped)
        {
            return tile;
        }

        return known is { HasStopped: true } && known.ImageStamp == stamp && (known.PlaneBytes > 0 || known.Fault is not null)
            ? tile with { PlaneBytes = known.PlaneBytes, Fault = known.Fault }
            : WithHeader(path, tile);
    }

    private TileState WithHeader(string path, TileState tile)
    {
        TiffHeader header;
        try
        {
            header = headers.Read(path);
        }
        catch (FileNotFoundException)
        {
            return tile with { ImageStamp = null };
        }
        catch (UnauthorizedAccessException)
        {
            return tile with { Fault = "access denied" };
        }

        var isReasonable = header.Width is > 0 and <= LongestSide && header.Height is > 0 and <= LongestSide;
        return tile with
        {
            ImageStamp = new FileStamp(header.Length, header.Modified),
            PlaneBytes = isReasonable ? header.Width * header.Height * TileState.BytesPerPixel : 0,
            Fault = header.Fault ?? (isReasonable ? null : "impossible image size"),
        };
    }
}
