namespace MicroStatus.Messages.Chat;

/// <summary>Who posts.</summary>
/// <param name="User">The bot's name.</param>
/// <param name="Team">The workspace.</param>
/// <param name="Channel">The channel that messages go to, as configured.</param>
public sealed record ChatIdentity(string User, string Team, string Channel);
