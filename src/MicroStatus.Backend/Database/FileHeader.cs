using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MicroStatus.Backend.Database;

/// <summary>The first bytes of a database file, read through SQLite.</summary>
/// <remarks>Never through a file handle of our own: closing one would drop the locks that other connections of this process hold on the
/// file. The connection is an immutable one, which locks nothing and creates nothing.</remarks>
internal static unsafe partial class FileHeader
{
    private const int FilePointer = 7;
    private const int ReadVersionOffset = 19;
    private const int HeaderLength = 100;
    private static readonly byte[] Magic = Encoding.ASCII.GetBytes("SQLite format 3\0");

    /// <summary>Whether the file keeps a write-ahead log.</summary>
    /// <param name="path">A file that is there and not empty.</param>
    /// <returns>True for a write-ahead log, false for a rollback journal.</returns>
    /// <exception cref="StatusException"><c>DatabaseNotSqlite</c>.</exception>
    public static bool IsWriteAhead(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = ImmutableUri(path),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        Span<byte> header = stackalloc byte[HeaderLength];
        if (!TryRead(connection.Handle!, header) || !header.StartsWith(Magic))
        {
            throw DatabaseErrors.NotSqlite(path, "is not an SQLite database");
        }

        return header[ReadVersionOffset] == 2;
    }

    /// <summary>A name under which SQLite reads a file without locks and without files beside it.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A URI.</returns>
    public static string ImmutableUri(string path) => Uri(path) + "?immutable=1";

    /// <summary>A file's name as a URI; a connection opened by one can attach others by theirs.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A URI.</returns>
    public static string Uri(string path) => "file:" + string.Join('/', path.Split('/').Select(System.Uri.EscapeDataString));

    private static bool TryRead(sqlite3 database, Span<byte> header)
    {
        // struct sqlite3_file { struct { int version; close; read; … } *methods; }
        void** file = null;
        if (FileControl(database.DangerousGetHandle(), null, FilePointer, &file) != raw.SQLITE_OK || file is null || *file is null)
        {
            return false;
        }

        var read = (delegate* unmanaged[Cdecl]<void*, void*, int, long, int>)((void**)*file)[2];
        fixed (byte* buffer = header)
        {
            return read(file, buffer, header.Length, 0) == raw.SQLITE_OK;
        }
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    [UnmanagedCallConv(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static partial int FileControl(IntPtr database, byte* name, int operation, void* argument);
}
