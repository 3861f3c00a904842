using System.Text.Json;

namespace MicroStatus.Backend.Configuration;

/// <summary>What the values alone don't tell about a JSON file: on which line each stands, which name is given twice, where the file breaks.</summary>
internal sealed class JsonOutline
{
    private static readonly JsonReaderOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly Dictionary<string, int> _lines = new(StringComparer.OrdinalIgnoreCase);
    private readonly byte[] _json;
    private int _line = 1;
    private int _counted;

    private JsonOutline(byte[] json) => _json = json;

    /// <summary>Names given again in one object, in any case.</summary>
    public List<Again> Repeated { get; } = [];

    /// <summary>Where the file is no JSON object; null when it is one.</summary>
    public Stop? Fault { get; private set; }

    /// <summary>The line of a path.</summary>
    /// <param name="path">A path, in any case.</param>
    /// <returns>The line, from 1; 0 when it has none.</returns>
    public int LineOf(string path) => _lines.GetValueOrDefault(path);

    /// <summary>Reads a file's outline. What is given again is blanked, so that the rest can be read.</summary>
    /// <param name="json">The file's bytes, valid UTF-8 without a byte order mark; changed.</param>
    /// <returns>The outline.</returns>
    public static JsonOutline Read(byte[] json)
    {
        var outline = new JsonOutline(json);
        try
        {
            outline.Walk();
        }
        catch (JsonException e)
        {
            var line = (int)(e.LineNumber ?? 0) + 1;
            outline.Fault = new Stop(FormattableString.Invariant($"no valid JSON at line {line}, column {(e.BytePositionInLine ?? 0) + 1}"), line);
        }
        catch (InvalidOperationException)
        {
            // The reader's word for half a surrogate pair in an escaped text.
            outline.Fault = new Stop(FormattableString.Invariant($"a broken \\u escape on line {outline._line}"), outline._line);
        }

        return outline;
    }

    private void Walk()
    {
        var frames = new Stack<Frame>();
        var reader = new Utf8JsonReader(_json, Options);
        var path = "";
        for (var before = 0; reader.Read(); before = (int)reader.BytesConsumed)
        {
            CountTo((int)reader.TokenStartIndex);
            if (frames.Count == 0 && before == 0 && reader.TokenType != JsonTokenType.StartObject)
            {
                Fault = new Stop(reader.TokenType == JsonTokenType.StartArray ? "a list" : "a single value", _line);
                return;
            }

            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    var frame = frames.Peek();
                    var name = reader.GetString()!;
                    path = frame.Child(name);
                    if (frame.Names.Add(name))
                    {
                        _lines.TryAdd(path, _line);
                        continue;
                    }

                    reader.Read();
                    reader.Skip();
                    Repeated.Add(new Again(path, _line, before, (int)reader.BytesConsumed));
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    frames.Pop();
                    continue;
                case JsonTokenType.String:
                    // Decoded only for its fault.
                    _ = reader.GetString();
                    break;
            }

            if (frames.TryPeek(out var parent) && parent.NextItem() is { } item)
            {
                path = item;
                _lines.TryAdd(path, _line);
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                frames.Push(new Frame(path, reader.TokenType == JsonTokenType.StartArray));
            }
        }

        foreach (var again in Repeated)
        {
            // With the comma before it, which a name that is given again always has.
            _json.AsSpan(again.Start, again.End - again.Start).Fill((byte)' ');
        }
    }

    private void CountTo(int position)
    {
        _line += _json.AsSpan(_counted, position - _counted).Count((byte)'\n');
        _counted = position;
    }

    /// <summary>A name given again.</summary>
    /// <param name="Path">The path.</param>
    /// <param name="Line">Its line, from 1.</param>
    /// <param name="Start">Where it begins, the comma before it included.</param>
    /// <param name="End">Where its value ends.</param>
    internal sealed record Again(string Path, int Line, int Start, int End);

    /// <summary>Where reading ends early.</summary>
    /// <param name="Text">What was found.</param>
    /// <param name="Line">The line, from 1.</param>
    internal sealed record Stop(string Text, int Line);

    private sealed class Frame(string path, bool isList)
    {
        private int _items;

        public HashSet<string> Names { get; } = new(StringComparer.OrdinalIgnoreCase);

        public string Child(string name) => path.Length == 0 ? name : $"{path}:{name}";

        public string? NextItem() => isList ? Child(_items++.ToString(System.Globalization.CultureInfo.InvariantCulture)) : null;
    }
}
