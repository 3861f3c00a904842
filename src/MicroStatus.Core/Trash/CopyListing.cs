using MicroStatus.Moves.Job;

namespace MicroStatus.Trash;

/// <summary>What a move noted of its proven copy, read beside the manifest: both are in one order.</summary>
internal sealed class CopyListing : IDisposable
{
    private readonly Stream? _stream;
    private IEnumerator<MoveManifestEntry>? _entries;

    /// <summary>Begins to read.</summary>
    /// <param name="stream">The listing, owned from now on; null when there is none.</param>
    /// <param name="name">What errors call it.</param>
    public CopyListing(Stream? stream, string name)
    {
        _stream = stream;
        try
        {
            _entries = stream is null ? null : MoveManifest.Open(stream, name).Entries().GetEnumerator();
        }
        catch (StatusException)
        {
            _entries = null; // without it, every file is read again
        }
    }

    /// <summary>There is a listing, and it has agreed with the manifest so far.</summary>
    public bool IsUsable => _entries is not null;

    /// <summary>What was noted of the manifest's next entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <returns>The stamp; null when nothing usable was noted.</returns>
    public FileStamp? Next(MoveManifestEntry entry)
    {
        try
        {
            if (_entries?.MoveNext() == true && _entries.Current is var noted && noted.Kind == entry.Kind && noted.PathBytes.Span.SequenceEqual(entry.PathBytes.Span))
            {
                return noted.Stamp;
            }
        }
        catch (Exception e) when (e is StatusException or IOException)
        {
            // What cannot be read proves nothing, and harms nothing: the files are read instead.
        }

        _entries?.Dispose();
        _entries = null;
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _entries?.Dispose();
        _stream?.Dispose();
    }
}
