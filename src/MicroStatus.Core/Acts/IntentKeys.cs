using System.Globalization;

namespace MicroStatus.Acts;

/// <summary>Keys of acts that carry the second in which they began.</summary>
public static class IntentKeys
{
    /// <summary>A key that no act has: two acts of one kind may begin in one second.</summary>
    /// <param name="intents">The acts.</param>
    /// <param name="first">The key of the first one.</param>
    /// <returns>The key, or the same with a number after it.</returns>
    public static string Free(IIntents intents, string first)
    {
        var key = first;
        for (var number = 2; intents.Find(key) is not null; number++)
        {
            key = string.Create(CultureInfo.InvariantCulture, $"{first}-{number}");
        }

        return key;
    }
}
