namespace MicroStatus.Messages.Delivery;

/// <summary>Where the file of a picture is now.</summary>
/// <param name="File">The file, absolute; null when it cannot be uploaded.</param>
/// <param name="Reason">Why it cannot be, a sentence; null when it can.</param>
/// <param name="IsPassing">What keeps it from that passes by itself: a store is absent, or the dataset is on its way.</param>
internal sealed record PicturePlace(string? File, string? Reason, bool IsPassing);
