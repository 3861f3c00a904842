using MicroStatus.Configuration;
using MicroStatus.Messages;
using MicroStatus.Messages.Chat;
using MicroStatus.Testing.Slack;

namespace MicroStatus.Backend.Tests.Messages;

public sealed class OutboxRunTests : IAsyncDisposable
{
    private readonly DeliveryLab _lab = new();
    private readonly NotedLog _log = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Where_messages_are_off_their_texts_go_to_the_log_in_order_and_no_chat_is_opened()
    {
        TurnOff();
        _lab.Say(1, "started");
        _lab.Say(2, "stalled", MessageSeverity.Warning);
        var result = await _lab.RunAsync(_log, () => throw new InvalidOperationException("Nobody is to ask for the chat."));

        Assert.Equal(["Message (started): n1_stack1: started.", "Message (stalled): n2_stack1: stalled."], _log.Lines);
        Assert.Equal((2, 0, "Written to the log: 2."), (result.Delivery.Sent, result.Delivery.Waiting, result.Note));
        Assert.All(_lab.Entries(), entry => Assert.Equal((OutboxState.Sent, null), (entry.State, entry.Receipt)));
        Assert.Empty(_lab.Server.Calls);
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_loses_no_message()
    {
        TurnOff();
        _log.Fault = "'/gone' is not there.";
        _lab.Say(1, "started");
        var result = await _lab.RunAsync(_log);
        Assert.Equal("Waiting: 1. The log cannot be written: '/gone' is not there.", result.Note);
        Assert.Equal(OutboxState.Pending, _lab.Entries()[0].State);
    }

    [Fact]
    public async Task An_account_that_is_missing_is_news_once_and_messages_wait_for_it()
    {
        var configured = _lab.Settings;
        _lab.Settings = configured with { Secrets = new Secrets() };
        _lab.Say(1, "started");
        var first = await _lab.RunAsync(_log);
        Assert.Equal(("SlackNotConfigured", true, 1), (first.Fault?.ErrorId, first.IsNews, first.Delivery.Waiting));
        Assert.False((await _lab.RunAsync(_log)).IsNews);

        _lab.Settings = configured with { Secrets = new Secrets { SlackToken = configured.Secrets.SlackToken } };
        Assert.True((await _lab.RunAsync(_log)).IsNews);

        _lab.Settings = configured;
        Assert.Equal((1, null), ((await _lab.RunAsync(_log)).Delivery.Sent, _lab.Database.ReadNote("messages/told-fault")));
    }

    [Fact]
    public async Task Nobody_hears_of_a_missing_account_while_there_is_nothing_to_say()
    {
        _lab.Settings = _lab.Settings with { Secrets = new Secrets() };
        var result = await _lab.RunAsync(_log);
        Assert.Equal((null, null), (result.Fault, result.Note));
    }

    [Fact]
    public async Task A_fault_that_a_person_must_repair_is_news_again_when_it_has_changed_or_was_gone()
    {
        _lab.Say(1, "started");
        await ExpectAsync("invalid_auth", isNews: true);
        await ExpectAsync("invalid_auth", isNews: false);
        await ExpectAsync("channel_not_found", isNews: true);
        await ExpectAsync("channel_not_found", isNews: false);
        _lab.Files.Sql("UPDATE outbox SET next_try = NULL");
        Assert.Equal(1, (await _lab.RunAsync(_log)).Delivery.Sent);
        _lab.Say(1, "finished");
        await ExpectAsync("channel_not_found", isNews: true);
    }

    [Fact]
    public async Task A_fault_that_passes_by_itself_is_no_news_but_the_reason_why_messages_wait()
    {
        _lab.Server.Planned.Next(SlackBench.Post, new SlackFault(FaultKind.FailAfter));
        _lab.Settings = _lab.Settings with { Messages = _lab.Settings.Messages with { SettleTime = TimeSpan.FromHours(1) } };
        _lab.Say(1, "started");
        var result = await _lab.RunAsync(_log);
        Assert.Equal((null, false), (result.Fault, result.IsNews));
        Assert.StartsWith("Waiting: 1. 127.0.0.1 answers chat.postMessage with HTTP status 500.", result.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_said_of_a_fault_holds_no_token()
    {
        _lab.Say(1, "started");
        _lab.Server.Planned.Next(SlackBench.Post, SlackFault.Refuse($"invalid_auth_{_lab.Server.Token}"));
        var result = await _lab.RunAsync(_log);
        Assert.DoesNotContain(_lab.Server.Token, $"{result} {result.Fault} {result.Note}", StringComparison.Ordinal);
    }

    private void TurnOff() => _lab.Settings = _lab.Settings with { Messages = _lab.Settings.Messages with { MessagesEnabled = false } };

    private async Task ExpectAsync(string word, bool isNews)
    {
        _lab.Files.Sql("UPDATE outbox SET next_try = NULL");
        _lab.Server.Planned.Next(SlackBench.Post, SlackFault.Refuse(word));
        var result = await _lab.RunAsync(_log);
        Assert.Equal(("MessagesRefused", isNews), (result.Fault?.ErrorId, result.IsNews));
        Assert.Equal(word, Assert.IsType<ChatException>(result.Fault?.InnerException).Reason);
    }
}
