namespace MicroStatus.Testing.Slack;

/// <summary>A channel of the workspace.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, without <c>#</c>.</param>
/// <param name="IsMember">The app is a member.</param>
/// <param name="IsArchived">It takes no more messages.</param>
public sealed record SlackServerChannel(string Id, string Name, bool IsMember = true, bool IsArchived = false);
