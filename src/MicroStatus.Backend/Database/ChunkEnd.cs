namespace MicroStatus.Backend.Database;

/// <summary>How far a chunk went.</summary>
/// <param name="Rows">Rows read, wanted or not.</param>
/// <param name="Last">The key of the last one.</param>
/// <remarks>A class, and the key an object: the code of a query over classes alone is compiled ahead of time, so that the first row comes at once.</remarks>
internal sealed record ChunkEnd(int Rows, object Last);
