namespace MicroStatus.Backend.Messages;

/// <summary>One of Slack's words for a refusal, explained.</summary>
/// <param name="Meaning">What it is about.</param>
/// <param name="Text">What is wrong and what a person does about it, in sentences.</param>
internal sealed record SlackWord(SlackWordMeaning Meaning, string Text);
