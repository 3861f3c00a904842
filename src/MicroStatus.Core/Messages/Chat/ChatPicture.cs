namespace MicroStatus.Messages.Chat;

/// <summary>A picture to be uploaded.</summary>
/// <param name="File">The file on disk.</param>
/// <param name="Title">What it shows.</param>
public sealed record ChatPicture(string File, string Title);
