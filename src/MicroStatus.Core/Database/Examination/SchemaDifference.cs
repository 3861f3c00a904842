namespace MicroStatus.Database.Examination;

/// <summary>A difference between a database's schema and the one that this program makes.</summary>
/// <param name="Kind">What differs.</param>
/// <param name="Name">The table, index, trigger or view.</param>
/// <param name="Text">The difference in a sentence.</param>
public sealed record SchemaDifference(SchemaDifferenceKind Kind, string Name, string Text);
