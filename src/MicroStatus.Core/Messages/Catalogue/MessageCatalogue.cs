using MicroStatus.Configuration;

namespace MicroStatus.Messages.Catalogue;

/// <summary>Everything that is ever said (lab.md §10): a kind's text, how urgent it is, who sees it; the lab's own texts in place of the built-in ones.</summary>
public sealed class MessageCatalogue
{
    private readonly Dictionary<string, (MessageEntry Entry, MessageTemplate Template)> _kinds = new(StringComparer.Ordinal);

    /// <summary>Makes the catalogue of a lab.</summary>
    /// <param name="settings">The lab's own texts.</param>
    /// <exception cref="ArgumentException">A text that <c>SettingsInvalid</c> would have told of: such settings were never loaded from a file.</exception>
    public MessageCatalogue(MessageSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        foreach (var kind in settings.Texts.Keys)
        {
            _ = MessageTable.Find(kind) ?? throw new ArgumentException($"There is no kind of message '{kind}'.", nameof(settings));
        }

        foreach (var builtIn in MessageTable.Entries)
        {
            var entry = builtIn with { Text = settings.Texts.GetValueOrDefault(builtIn.Kind, builtIn.Text) };
            var template = MessageTemplate.Read(entry.Text, entry.Placeholders, out var fault)
                ?? throw new ArgumentException($"The text of {entry.Kind} cannot be used: {fault}.", nameof(settings));
            _kinds.Add(entry.Kind, (entry, template));
        }

        Entries = [.. _kinds.Values.Select(kind => kind.Entry)];
    }

    /// <summary>All kinds, in the order of a dataset's life.</summary>
    public IReadOnlyList<MessageEntry> Entries { get; }

    /// <summary>Makes a message.</summary>
    /// <param name="kind">The kind: see <see cref="MessageKind"/>.</param>
    /// <param name="key">Its key: see <see cref="MessageKey"/>.</param>
    /// <param name="values">A value for each placeholder; one that may be empty may be left out.</param>
    /// <returns>The message.</returns>
    /// <exception cref="ArgumentException">There is no such kind or placeholder, or a value is missing.</exception>
    public OutboxMessage Compose(string kind, string key, params IReadOnlyList<(string Placeholder, MessageValue Value)> values)
    {
        if (!_kinds.TryGetValue(kind, out var known))
        {
            throw new ArgumentException($"There is no kind of message '{kind}'.", nameof(kind));
        }

        var (entry, template) = known;
        var text = template.Fill(ValuesOf(entry, values));
        return new OutboxMessage(key, entry.Kind, entry.Severity, text.Text) { Code = text.Names, Broadcast = entry.Broadcast };
    }

    /// <summary>Makes a message about a dataset: its name, folder and microscope are filled in.</summary>
    /// <param name="kind">The kind: see <see cref="MessageKind"/>.</param>
    /// <param name="key">Its key: see <see cref="MessageKey"/>.</param>
    /// <param name="subject">The dataset.</param>
    /// <param name="values">Values of the other placeholders.</param>
    /// <returns>The message.</returns>
    /// <exception cref="ArgumentException">There is no such kind or placeholder, or a value is missing.</exception>
    public OutboxMessage Compose(string kind, string key, MessageSubject subject, params IReadOnlyList<(string Placeholder, MessageValue Value)> values) => Compose(
        kind,
        key,
        [
            (MessageTable.Name, MessageValue.Code(subject.Name)),
            (MessageTable.Folder, MessageValue.Code(subject.WindowsPath)),
            (MessageTable.Microscope, MessageValue.Code(subject.Instrument)),
            .. values,
        ]);

    /// <summary>Makes a message whose words were found elsewhere: the daily summary, or what a person wrote.</summary>
    /// <param name="kind"><see cref="MessageKind.DailySummary"/> or <see cref="MessageKind.Free"/>.</param>
    /// <param name="key">Its key: see <see cref="MessageKey"/>.</param>
    /// <param name="text">The words.</param>
    /// <returns>The message.</returns>
    /// <exception cref="ArgumentException">The kind has words of its own.</exception>
    public OutboxMessage ComposeText(string kind, string key, MessageValue text) => Compose(kind, key, (MessageTable.Text, text));

    private static Dictionary<string, MessageValue> ValuesOf(MessageEntry entry, IReadOnlyList<(string Placeholder, MessageValue Value)> given)
    {
        var values = given.ToDictionary(value => value.Placeholder, value => value.Value, StringComparer.Ordinal);
        foreach (var placeholder in entry.Placeholders)
        {
            if (!values.ContainsKey(placeholder.Name))
            {
                values[placeholder.Name] = placeholder.MayBeEmpty
                    ? MessageValue.Empty
                    : throw new ArgumentException($"{entry.Kind} needs a value for {placeholder}.", nameof(given));
            }
        }

        return values.Count == entry.Placeholders.Count
            ? values
            : throw new ArgumentException($"{entry.Kind} knows only {string.Join(", ", entry.Placeholders)}.", nameof(given));
    }
}
