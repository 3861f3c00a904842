using SQLitePCL;

namespace MicroStatus.Backend.Database;

/// <summary>Gives SQL a function <c>name_matches(set, value)</c>: whether a value matches any pattern of a set.</summary>
internal sealed class NamePatterns
{
    private readonly Dictionary<long, IReadOnlyList<NamePattern>> _sets = [];
    private readonly sqlite3 _handle;
    private bool _defined;
    private long _last;

    /// <summary>Belongs to one connection.</summary>
    /// <param name="handle">The connection.</param>
    public NamePatterns(sqlite3 handle)
    {
        _handle = handle;
    }

    /// <summary>Adds a set of patterns.</summary>
    /// <param name="patterns">The patterns.</param>
    /// <returns>The set's number, for the first argument.</returns>
    public long Add(IReadOnlyList<NamePattern> patterns)
    {
        lock (_sets)
        {
            if (!_defined)
            {
                raw.sqlite3_create_function(_handle, "name_matches", 2, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null, Matches);
                _defined = true;
            }

            _sets[++_last] = patterns;
            return _last;
        }
    }

    /// <summary>Forgets a set.</summary>
    /// <param name="set">Its number.</param>
    public void Remove(long set)
    {
        lock (_sets)
        {
            _sets.Remove(set);
        }
    }

    private void Matches(sqlite3_context context, object userData, sqlite3_value[] arguments)
    {
        var matches = false;
        if (raw.sqlite3_value_type(arguments[1]) != raw.SQLITE_NULL)
        {
            var value = raw.sqlite3_value_text(arguments[1]).utf8_to_string() ?? string.Empty;
            lock (_sets)
            {
                if (_sets.TryGetValue(raw.sqlite3_value_int64(arguments[0]), out var patterns))
                {
                    foreach (var pattern in patterns)
                    {
                        matches |= pattern.Matches(value);
                    }
                }
            }
        }

        raw.sqlite3_result_int(context, matches ? 1 : 0);
    }
}
