using Microsoft.Data.Sqlite;

namespace MicroStatus.Backend.Database;

/// <summary>Streams a large result in chunks, each read in a transaction of its own: a reader that is slow, or waits in a pager, never keeps
/// writers of other programs waiting.</summary>
internal static class ChunkedQuery
{
    private const int FirstChunk = 32;
    private const int LargestChunk = 2048;

    /// <summary>Streams.</summary>
    /// <typeparam name="T">What a row becomes.</typeparam>
    /// <param name="connection">The database.</param>
    /// <param name="command">A statement with <c>@after</c> and <c>@count</c>, ordered by the key.</param>
    /// <param name="first">A key before all others.</param>
    /// <param name="largest">Most rows kept in memory at once; null: a good many small ones.</param>
    /// <param name="readAll">Reads the rows of a chunk into a list and gives the last key, whether or not its row is wanted.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <param name="firstChunk">Rows of the first chunk; null: few, so that the first one comes at once.</param>
    /// <returns>The rows.</returns>
    public static IEnumerable<T> Stream<T>(
        LabConnection connection,
        SqliteCommand command,
        object first,
        int? largest,
        Func<SqliteDataReader, List<T>, ChunkEnd> readAll,
        CancellationToken cancellationToken,
        int? firstChunk = null)
    {
        var after = command.Parameters.AddWithValue("@after", first);
        var count = command.Parameters.AddWithValue("@count", 0);
        var most = largest ?? LargestChunk;
        var size = Math.Min(firstChunk ?? FirstChunk, most);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            count.Value = size;
            var chunk = new List<T>(size);
            var end = connection.Read(() =>
            {
                using var reader = command.ExecuteReader();
                return readAll(reader, chunk);
            });
            foreach (var item in chunk)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
            }

            if (end.Rows < size)
            {
                yield break;
            }

            after.Value = end.Last;
            size = Math.Min(most, size * 4);
        }
    }
}
