using MicroStatus.Messages.Catalogue;

namespace MicroStatus.Messages;

/// <summary>What a person says through MicroStatus.</summary>
/// <param name="catalogue">The texts.</param>
public sealed class FreeMessages(MessageCatalogue catalogue)
{
    /// <summary>A person's message.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="text">What is said.</param>
    /// <param name="severity">How urgent it is; a warning about a dataset is shown in the channel as well.</param>
    /// <param name="name">The name of the dataset that it is about, or null.</param>
    /// <returns>The message.</returns>
    public OutboxMessage Of(string key, string text, MessageSeverity severity, string? name) =>
        catalogue.Compose(MessageKind.Free, key, (MessageTable.Text, MessageValue.With(text, name is null ? [] : [name]))) with
        {
            Severity = severity,
            Broadcast = severity >= MessageSeverity.Warning,
        };

    /// <summary>A message that shows that messages arrive.</summary>
    /// <param name="user">Who tries it.</param>
    /// <param name="host">Where.</param>
    /// <returns>Its content.</returns>
    public static Chat.ChatContent Test(string user, string host) => new()
    {
        Severity = MessageSeverity.Information,
        Text = $"This is a test by {user} on {host}: messages of MicroStatus arrive here. Nothing needs to be done.",
        Code = [user, host],
    };
}
