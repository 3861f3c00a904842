namespace MicroStatus.Storage;

/// <summary>What an acquisition that is in progress will still write.</summary>
/// <param name="Name">The dataset's name.</param>
/// <param name="BytesLeft">Bytes still to be written; null while the number of its units or their size is unknown.</param>
/// <param name="End">When it will end at its present rate; null while unknown.</param>
public sealed record RunningAcquisition(string Name, long? BytesLeft, DateTimeOffset? End);
