using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Configuration;
using MicroStatus.Configuration.Examination;
using MicroStatus.Database;
using MicroStatus.Messages.Chat;

namespace MicroStatus.Cmdlet.Tests.Configuration;

public sealed class TestStatusSettingsCommandTests : IDisposable
{
    private readonly FakeBackend _backend = new();
    private readonly CmdletRunner _runner;

    public TestStatusSettingsCommandTests()
    {
        _runner = new CmdletRunner(_backend, typeof(TestStatusSettingsCommand));
        _backend.Files.AddFolder("/CBI_FastStore/Acquire/RSCM").AddFolder("/CBI_FastStore/Iana").AddFolder("/h20/Acquire");
    }

    public void Dispose() => _runner.Dispose();

    [Fact]
    public void A_good_lab_passes_and_nothing_is_written_or_posted()
    {
        var result = _runner.Run("Test-StatusSettings");
        Assert.Empty(result.ErrorIds);
        var checks = result.Of<SettingsCheck>();
        Assert.DoesNotContain(checks, check => check.Outcome == SettingsCheckOutcome.Failed);
        Assert.Equal(
            [SettingsCheckCategory.Storage, SettingsCheckCategory.Slack],
            checks.Select(check => check.Category).Distinct());
        Assert.Equal(["FastStore mounted", "Hive mounted"], checks.Where(check => check.Outcome == SettingsCheckOutcome.Warning).Select(check => check.Check));
        Assert.Equal(["may post"], checks.Where(check => check.Outcome == SettingsCheckOutcome.Skipped).Select(check => check.Check));
        Assert.Contains("microstatus in the workspace Imaging", Find(checks, "token valid").Message, StringComparison.Ordinal);
        Assert.Empty(_backend.Chat.Messages);
        Assert.Empty(_backend.Files.Acts);
        Assert.Equal([DatabaseAccess.ReadOnly], _backend.DatabaseFilesOverride!.Opened);
        Assert.Equal(1, _backend.Database.Closed);
    }

    [Fact]
    public void One_part_can_be_tried_alone() => Assert.Equal(
        ["configured", "address reachable", "token valid", "channel visible", "history readable", "may post"],
        _runner.Run("Test-StatusSettings -Category Slack").Of<SettingsCheck>().Select(check => check.Check));

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Quiet_says_whether_anything_failed(bool isHiveGone, bool isGood)
    {
        if (isHiveGone)
        {
            _backend.Files.Remove("/h20");
        }

        Assert.Equal(isGood, Assert.Single(_runner.Run("Test-StatusSettings -Quiet").Of<bool>()));
    }

    [Fact]
    public void An_absent_store_fails_and_what_needs_it_is_not_tried()
    {
        _backend.Files.Remove("/h20");
        var checks = _runner.Run("Test-StatusSettings Storage").Of<SettingsCheck>();
        Assert.Equal((SettingsCheckOutcome.Failed, "/h20 is not there."), (Find(checks, "Hive present").Outcome, Find(checks, "Hive present").Message));
        Assert.Equal(SettingsCheckOutcome.Skipped, Find(checks, "Hive writable").Outcome);
        Assert.Equal(SettingsCheckOutcome.Passed, Find(checks, "FastStore measurable").Outcome);
    }

    [Fact]
    public void A_store_that_was_mounted_before_must_be_mounted_now()
    {
        _backend.Database.Notes["store/Hive/mounted//h20"] = "1";
        Assert.Equal("/h20 is not mounted.", Find(_runner.Run("Test-StatusSettings Storage").Of<SettingsCheck>(), "Hive present").Message);
    }

    [Fact]
    public void A_folder_that_may_not_be_written_is_told_with_what_to_do()
    {
        _backend.Volumes.ReadOnly.Add("/CBI_FastStore/Acquire");
        _backend.Volumes.ReadOnly.Add("/CBI_FastStore/Iana");
        var checks = _runner.Run("Test-StatusSettings Storage").Of<SettingsCheck>();
        foreach (var name in (string[])["FastStore writable", "database folder writable", "backup folder writable", "log folder writable"])
        {
            var check = Find(checks, name);
            Assert.Equal(SettingsCheckOutcome.Failed, check.Outcome);
            Assert.Contains("right to write", check.RecommendedAction, StringComparison.Ordinal);
        }

        Assert.Equal("It is not there yet, and may be made.", Find(checks, "FastStore trash writable").Message);
    }

    [Fact]
    public void A_database_that_cannot_be_opened_fails_and_the_stores_are_looked_at_nevertheless()
    {
        _backend.DatabaseFilesOverride = new FakeDatabaseFiles(_backend.Database, _backend.Time) { Exists = false };
        var checks = _runner.Run("Test-StatusSettings Storage").Of<SettingsCheck>();
        Assert.Equal(SettingsCheckOutcome.Failed, Find(checks, "database readable").Outcome);
        Assert.Equal(SettingsCheckOutcome.Passed, Find(checks, "Hive present").Outcome);
    }

    [Fact]
    public void Without_a_token_the_rest_is_not_tried()
    {
        _backend.ChatFailure = new StatusException("SlackNotConfigured", StatusErrorCategory.InvalidData, "SLACK_TOKEN is not set.", "Put it into .env.");
        var checks = _runner.Run("Test-StatusSettings Slack").Of<SettingsCheck>();
        Assert.Equal((SettingsCheckOutcome.Failed, "Put it into .env."), (checks[0].Outcome, checks[0].RecommendedAction));
        Assert.All(checks.Skip(1), check => Assert.Equal(SettingsCheckOutcome.Skipped, check.Outcome));
    }

    [Theory]
    [InlineData(true, SettingsCheckOutcome.Warning)]
    [InlineData(false, SettingsCheckOutcome.Skipped)]
    public void Messages_that_are_off_are_no_failure(bool isConfigured, SettingsCheckOutcome outcome)
    {
        _backend.SettingsFiles.Settings = new StatusSettings { Messages = new MessageSettings { MessagesEnabled = false } };
        _backend.ChatFailure = isConfigured ? null : new StatusException("SlackNotConfigured", StatusErrorCategory.InvalidData, "SLACK_TOKEN is not set.");
        Assert.Equal(outcome, _runner.Run("Test-StatusSettings Slack").Of<SettingsCheck>()[0].Outcome);
    }

    [Theory]
    [InlineData(ChatFault.Unreachable, "name_unknown", SettingsCheckOutcome.Failed, SettingsCheckOutcome.Skipped)]
    [InlineData(ChatFault.ChannelRefused, "invalid_auth", SettingsCheckOutcome.Passed, SettingsCheckOutcome.Failed)]
    [InlineData(ChatFault.RateLimited, "ratelimited", SettingsCheckOutcome.Passed, SettingsCheckOutcome.Warning)]
    public void Address_and_token_are_told_apart(ChatFault fault, string reason, SettingsCheckOutcome address, SettingsCheckOutcome token)
    {
        _backend.Chat.Failure = new ChatException(fault, reason, "No.");
        var checks = _runner.Run("Test-StatusSettings Slack").Of<SettingsCheck>();
        Assert.Equal((address, token), (Find(checks, "address reachable").Outcome, Find(checks, "token valid").Outcome));
        Assert.Equal(SettingsCheckOutcome.Skipped, Find(checks, "channel visible").Outcome);
    }

    [Theory]
    [InlineData(ChatFault.NotPermitted, "missing_scope", SettingsCheckOutcome.Skipped, SettingsCheckOutcome.Warning)]
    [InlineData(ChatFault.NotPermitted, "not_in_channel", SettingsCheckOutcome.Failed, SettingsCheckOutcome.Skipped)]
    [InlineData(ChatFault.ChannelRefused, "channel_not_found", SettingsCheckOutcome.Failed, SettingsCheckOutcome.Skipped)]
    public void Channel_and_history_are_told_apart(ChatFault fault, string reason, SettingsCheckOutcome channel, SettingsCheckOutcome history)
    {
        _backend.Chat.FindFailure = new ChatException(fault, reason, "No.");
        var checks = _runner.Run("Test-StatusSettings Slack").Of<SettingsCheck>();
        Assert.Equal((channel, history), (Find(checks, "channel visible").Outcome, Find(checks, "history readable").Outcome));
    }

    [Fact]
    public void Settings_that_cannot_be_read_are_an_error()
    {
        _backend.SettingsFiles.Failure = new StatusException("SettingsInvalid", StatusErrorCategory.InvalidData, "No.");
        Assert.Equal(["SettingsInvalid,MicroStatus.Configuration.TestStatusSettingsCommand"], _runner.Run("Test-StatusSettings").ErrorIds);
    }

    private static SettingsCheck Find(IEnumerable<SettingsCheck> checks, string check) => checks.Single(candidate => candidate.Check == check);
}
