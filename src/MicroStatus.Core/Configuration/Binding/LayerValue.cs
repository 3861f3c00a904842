namespace MicroStatus.Configuration.Binding;

/// <summary>One value as a layer gives it.</summary>
/// <remarks>A class on purpose, as are its companions: generic code over structs is compiled anew in each process.</remarks>
/// <param name="Text">Its text; null for JSON's null.</param>
/// <param name="Source">The file, or <c>environment NAME</c>.</param>
/// <param name="Line">The line in the file, from 1; 0 when there is none.</param>
public sealed record LayerValue(string? Text, string Source, int Line = 0)
{
    /// <summary>The source with its line, for a problem.</summary>
    public string Place => Line > 0 ? FormattableString.Invariant($"{Source}, line {Line}") : Source;
}
