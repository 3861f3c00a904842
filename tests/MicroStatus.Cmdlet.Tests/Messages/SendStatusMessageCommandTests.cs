using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Messages.Chat;
using MicroStatus.Messages.Delivery;

namespace MicroStatus.Cmdlet.Tests.Messages;

public sealed class SendStatusMessageCommandTests : IDisposable
{
    private const string Command = ",MicroStatus.Messages.SendStatusMessageCommand";

    private readonly FakeBackend _backend = new();
    private readonly CmdletRunner _runner;

    public SendStatusMessageCommandTests()
    {
        _runner = new CmdletRunner(_backend, typeof(SendStatusMessageCommand), typeof(GetDatasetCommand), typeof(GetStatusMessageCommand));
        _backend.SettingsFiles.Settings = new StatusSettings
        {
            Messages = new MessageSettings { MostPerSecond = 10000, FirstPause = TimeSpan.Zero },
        };
        _backend.Database.Datasets.Add(new Dataset { Id = 1, Name = "KC34", Path = "/CBI_FastStore/Acquire/MesoSPIM/KC34" });
        _backend.Database.Datasets.Add(new Dataset { Id = 2, Name = "KC35", Path = "/CBI_FastStore/Acquire/MesoSPIM/KC35" });
        // Posts wait for the channel's next turn by the clock.
        _backend.Time.AutoAdvanceAmount = TimeSpan.FromMilliseconds(1);
    }

    private IList<OutboxEntry> Entries => _backend.Database.Outbox.Entries;

    public void Dispose() => _runner.Dispose();

    [Fact]
    public void A_text_goes_to_the_channel_and_comes_back_as_sent()
    {
        var result = _runner.Run("Send-StatusMessage 'Hive is being serviced.' -Severity Warning");
        Assert.Empty(result.ErrorIds);
        Assert.Empty(result.Warnings);
        var entry = Assert.Single(result.Of<OutboxEntry>());
        Assert.Equal((OutboxState.Sent, "free", MessageSeverity.Warning, null), (entry.State, entry.Kind, entry.Severity, entry.Id));
        var message = Assert.Single(_backend.Chat.Messages);
        Assert.Equal(("Hive is being serviced.", null, entry.Key), (message.Content!.Text, message.Thread, message.Key));
        Assert.True(_backend.Database.CurrentLease!.Released);
    }

    [Fact]
    public void What_is_about_datasets_goes_into_their_threads()
    {
        var result = _runner.Run("Get-Dataset | Send-StatusMessage 'Imaged anew.'; Send-StatusMessage -Name KC34 -Text 'And again.' -Severity Critical");
        Assert.Empty(result.ErrorIds);
        Assert.Equal([1L, 2L, 1L], result.Of<OutboxEntry>().Select(entry => entry.Id!.Value));
        var messages = _backend.Chat.Messages;
        Assert.Equal([null, null, messages[0].Receipt], messages.Select(message => message.Thread));
        Assert.Equal([false, false, true], messages.Select(message => message.IsBroadcast));
    }

    [Fact]
    public void The_same_text_twice_is_two_messages()
    {
        _backend.Time.AutoAdvanceAmount = TimeSpan.Zero;
        _runner.Run("$null = Send-StatusMessage x; $null = Send-StatusMessage x");
        Assert.Equal(2, Entries.Count);
    }

    [Theory]
    [InlineData("Send-StatusMessage hello -WhatIf")]
    [InlineData("Get-Dataset | Send-StatusMessage hello -WhatIf")]
    [InlineData("Send-StatusMessage -Test -WhatIf")]
    [InlineData("Send-StatusMessage -Pending -WhatIf")]
    public void What_if_writes_and_sends_nothing(string script)
    {
        Wait("waiting");
        var result = _runner.Run(script);
        Assert.Empty(result.ErrorIds);
        Assert.Empty(result.Output);
        Assert.Equal(OutboxState.Pending, Assert.Single(Entries).State);
        Assert.Empty(_backend.Chat.Messages);
        Assert.DoesNotContain(DatabaseAccess.ReadWrite, _backend.DatabaseFilesOverride?.Opened ?? []);
    }

    [Fact]
    public void A_running_check_delivers_what_is_added_meanwhile()
    {
        _ = _backend.Database.AcquireLease(CancellationToken.None);
        var result = _runner.Run("Send-StatusMessage hello");
        Assert.Empty(result.ErrorIds);
        Assert.Contains("a check delivers it. Another check holds the lease.", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(OutboxState.Pending, Assert.Single(result.Of<OutboxEntry>()).State);
        Assert.Empty(_backend.Chat.Messages);
    }

    [Fact]
    public void Where_checks_run_on_another_node_that_one_delivers()
    {
        _backend.Database.State = _backend.Database.State with { CheckHost = "elsewhere" };
        var result = _runner.Run("Send-StatusMessage hello");
        Assert.Contains("elsewhere", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(OutboxState.Pending, Assert.Single(result.Of<OutboxEntry>()).State);
    }

    [Theory]
    [InlineData("Send-StatusMessage hello")]
    [InlineData("Send-StatusMessage -Pending")]
    public void In_observe_mode_nothing_is_said(string script)
    {
        _backend.Database.State = new MonitorState(CheckMode.Observe, Since: null, CheckHost: null);
        Assert.Equal(["MonitorObserves" + Command], _runner.Run(script).ErrorIds);
        Assert.Empty(Entries);
    }

    [Fact]
    public void What_was_piped_without_a_dataset_does_not_go_to_the_channel()
    {
        Wait("about nothing");
        Assert.Equal(["DatasetNotGiven" + Command], _runner.Run("Get-StatusMessage | Send-StatusMessage hello").ErrorIds);
        Assert.Empty(_backend.Chat.Messages);
    }

    [Theory]
    [InlineData("Send-StatusMessage hello -Id 99")]
    [InlineData("Send-StatusMessage hello -Name nosuch")]
    public void A_dataset_that_there_is_not_is_told(string script)
    {
        Assert.Equal(["DatasetNotFound" + Command], _runner.Run(script).ErrorIds);
        Assert.Empty(Entries);
    }

    [Theory]
    [InlineData("' '")]
    [InlineData("('x' * 3001)")]
    public void A_text_that_slack_would_not_show_is_refused(string text) =>
        Assert.Equal(["ParameterArgumentValidationError" + Command], _runner.Run($"Send-StatusMessage -Text {text}").ErrorIds);

    [Fact]
    public void What_slack_refuses_is_an_error_of_its_own()
    {
        _backend.Chat.FailNextPost(ChatFault.MessageRefused, "msg_too_long");
        var result = _runner.Run("Send-StatusMessage hello");
        Assert.Equal(["MessageRefused" + Command], result.ErrorIds);
        Assert.Equal(OutboxState.Failed, Assert.Single(result.Of<OutboxEntry>()).State);
    }

    [Fact]
    public void A_picture_that_waits_is_uploaded_with_what_waits()
    {
        _backend.Files.AddFile("/pictures/KC34.png", [1, 2, 3]);
        _backend.Database.Outbox.Add([Pictured("/pictures/KC34.png")], id: 1, "KC34");
        var result = _runner.Run("Send-StatusMessage -Pending");
        Assert.Empty(result.ErrorIds);
        var delivery = Assert.Single(result.Of<DeliveryResult>());
        Assert.Equal((1, 1), (delivery.Sent, delivery.PicturesSent));
        Assert.Equal("/pictures/KC34.png (Sent)", Assert.Single(_runner.Run("Get-StatusMessage").Of<OutboxEntry>()).Picture!.ToString());
        Assert.Equal(new ChatPicture("/pictures/KC34.png", "Montage of KC34"), _backend.Chat.Messages[1].Picture);
        Assert.Equal(_backend.Chat.Messages[0].Receipt, _backend.Chat.Messages[1].Thread);
    }

    [Fact]
    public void A_picture_that_is_gone_is_an_error_of_its_own_and_its_message_is_sent()
    {
        _backend.Database.Outbox.Add([Pictured("/pictures/gone.png")], id: 1, "KC34");
        var result = _runner.Run("Send-StatusMessage -Pending");
        Assert.Equal(["PictureRefused" + Command], result.ErrorIds);
        Assert.Equal((OutboxState.Sent, OutboxState.Failed), (Entries[0].State, Entries[0].Picture!.State));
    }

    private static OutboxMessage Pictured(string file) =>
        new("montage 1", MessageKind.MontageMade, MessageSeverity.Information, "The montage of KC34 is made.") { Picture = new ChatPicture(file, "Montage of KC34") };

    [Fact]
    public void Where_slack_is_not_configured_the_message_waits()
    {
        _backend.ChatFailure = new StatusException("SlackNotConfigured", StatusErrorCategory.InvalidData, "SLACK_TOKEN is not set.");
        var result = _runner.Run("Send-StatusMessage hello");
        Assert.Equal(["SlackNotConfigured" + Command], result.ErrorIds);
        Assert.Equal(OutboxState.Pending, Assert.Single(result.Of<OutboxEntry>()).State);
    }

    [Fact]
    public void Where_messages_are_off_the_text_goes_to_the_log()
    {
        Disable();
        var result = _runner.Run("Send-StatusMessage hello");
        Assert.Contains("went to the log", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Contains(_backend.Log.Lines, line => line.Contains("hello", StringComparison.Ordinal));
        Assert.Empty(_backend.Chat.Messages);
    }

    [Fact]
    public void A_test_is_posted_at_once_past_outbox_lease_and_mode()
    {
        _backend.Database.State = new MonitorState(CheckMode.Observe, Since: null, CheckHost: null);
        _ = _backend.Database.AcquireLease(CancellationToken.None);
        Wait("waiting");
        var result = _runner.Run("Send-StatusMessage -Test");
        Assert.Empty(result.ErrorIds);
        var message = Assert.Single(_backend.Chat.Messages);
        Assert.Equal(message.Receipt, Assert.Single(result.Of<ChatReceipt>()));
        Assert.Contains(Environment.MachineName, message.Content!.Text, StringComparison.Ordinal);
        Assert.Single(Entries);
        Assert.Null(_backend.DatabaseFilesOverride);
    }

    [Theory]
    [InlineData(ChatFault.ChannelRefused, "channel_not_found", System.Management.Automation.ErrorCategory.PermissionDenied)]
    [InlineData(ChatFault.Unsure, "timeout", System.Management.Automation.ErrorCategory.OperationStopped)]
    public void A_test_that_fails_says_why_and_leaves_nothing_behind(ChatFault fault, string reason, System.Management.Automation.ErrorCategory category)
    {
        _backend.Chat.FailNextPost(fault, reason);
        var result = _runner.Run("Send-StatusMessage -Test");
        Assert.Equal(["MessageNotSent" + Command], result.ErrorIds);
        Assert.Equal((category, reason), (result.Errors[0].CategoryInfo.Category, result.Errors[0].TargetObject));
        Assert.Contains("Test-StatusSettings", result.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Entries);
    }

    [Fact]
    public void Where_messages_are_off_a_test_posts_nothing_and_says_so()
    {
        Disable();
        Assert.Equal(["MessagesOff" + Command], _runner.Run("Send-StatusMessage -Test").ErrorIds);
        Assert.Empty(_backend.Chat.Messages);
    }

    [Fact]
    public void What_waits_is_delivered_and_counted()
    {
        Wait("one");
        Wait("two");
        var result = _runner.Run("Send-StatusMessage -Pending");
        Assert.Empty(result.ErrorIds);
        var delivery = Assert.Single(result.Of<DeliveryResult>());
        Assert.Equal((2, 0, null), (delivery.Sent, delivery.Waiting, delivery.Reason));
        Assert.Equal(["one", "two"], _backend.Chat.Messages.Select(message => message.Key));
    }

    [Fact]
    public void A_running_check_delivers_what_waits_itself()
    {
        Wait("one");
        _ = _backend.Database.AcquireLease(CancellationToken.None);
        Assert.Equal(["LeaseHeld" + Command], _runner.Run("Send-StatusMessage -Pending").ErrorIds);
        Assert.Empty(_backend.Chat.Messages);
    }

    [Fact]
    public void A_no_sends_nothing()
    {
        _runner.Host.Answers.Enqueue("No");
        var result = _runner.Run("Send-StatusMessage hello -Confirm");
        Assert.Contains("hello", Assert.Single(result.Questions), StringComparison.Ordinal);
        Assert.Empty(Entries);
    }

    private void Wait(string key) =>
        _backend.Database.Outbox.Add([new OutboxMessage(key, MessageKind.StorageFirst, MessageSeverity.Information, key)], lease: null);

    private void Disable()
    {
        var settings = _backend.SettingsFiles.Settings;
        _backend.SettingsFiles.Settings = settings with { Messages = settings.Messages with { MessagesEnabled = false } };
    }
}
