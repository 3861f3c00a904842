namespace MicroStatus.Messages.Catalogue;

/// <summary>A placeholder that a message's text may hold as <c>{Name}</c>.</summary>
/// <param name="Name">Its name: letters.</param>
/// <param name="MayBeEmpty">It may stand for nothing: it is written in square brackets with the words that go with it, as in <c>[ on {Microscope}]</c>.</param>
/// <param name="IsNeeded">A text without it would say nothing.</param>
public sealed record MessagePlaceholder(string Name, bool MayBeEmpty = false, bool IsNeeded = false)
{
    /// <summary>As it stands in a text.</summary>
    /// <returns>For example <c>{Name}</c>, or <c>[{Microscope}]</c>.</returns>
    public override string ToString() => MayBeEmpty ? $"[{{{Name}}}]" : $"{{{Name}}}";
}
