using MicroStatus.Testing.Slack;

namespace MicroStatus.Module.Tests.Messages;

/// <summary>What people see in the channel of a demo lab after its five steps.</summary>
public sealed class DemoVoiceTests
{
    // What is said of imaging; what is said of later stages comes in the same threads.
    private static readonly Dictionary<string, string[]> Said = new(StringComparer.Ordinal)
    {
        ["demo_beads_stack1"] = ["demo-ignored"],
        ["M3_kidney_stack2"] = ["imaging-started", "imaging-paused", "imaging-resumed", "imaging-finished"],
        ["M7_spleen_stack1"] = ["imaging-started", "broken-tiff"],
        ["OB14_liver_stack1"] = ["imaging-started", "imaging-finished"],
        ["W77_femur_cont_stack2"] = ["imaging-started", "imaging-finished"],
        ["CE5_retina_stack1"] = ["imaging-finished"],
        ["CE8_brain_stack3"] = ["imaging-started", "imaging-finished"],
        ["DY2_lung_stack1"] = ["imaging-started", "imaging-finished"],
        ["D11_spine_stack2"] = ["imaging-started", "needs-attention", "imaging-paused"],
        ["D9_spine_stack1"] = ["imaging-started", "needs-attention", "imaging-paused"],
        ["K812_cortex_stack1"] = ["imaging-started", "imaging-finished"],
        ["MU7_kidney"] = ["imaging-started", "imaging-finished"],
        ["OB7_lung"] = ["imaging-started", "needs-attention"],
        ["WK2_femur"] = ["imaging-finished"],
        ["CB2_colon"] = ["imaging-started", "needs-attention", "imaging-paused"],
        ["DU3_heart"] = ["imaging-started", "needs-attention", "imaging-paused"],
        ["KC34_thymus"] = ["imaging-started", "imaging-finished"],
    };

    private static readonly string[] NeedPeople = ["imaging-paused", "broken-tiff", "needs-attention"];

    [Fact]
    public async Task A_demo_lab_has_one_thread_a_dataset_and_nothing_else_but_what_needs_a_person_the_summary_and_warnings_of_storage()
    {
        await using var lab = await VoiceLab.MakeAsync();
        await lab.Files.RunAsync("Invoke-StatusCheck | Out-Null; 1..5 | ForEach-Object { Step-DemoLab $env:MICROSTATUS_SETTINGS | Out-Null; Invoke-StatusCheck | Out-Null }");

        Assert.Empty(lab.Keys("state <> 'sent'"));
        Assert.Empty(lab.Server.Lost(lab.Keys()));
        Assert.Empty(lab.Server.Duplicates());
        var ofDatasets = lab.Keys("dataset_id IS NOT NULL").ToHashSet(StringComparer.Ordinal);
        var threads = lab.Server.Accepted.Where(message => ofDatasets.Contains(message.Key!)).GroupBy(DatasetOf).ToDictionary(thread => thread.Key, StringComparer.Ordinal);
        Assert.Equal(Said.Keys.Order(StringComparer.Ordinal), threads.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, thread) in threads)
        {
            var messages = thread.OrderBy(message => message.Order).ToList();
            Assert.Equal(Said[name], messages.Select(KindOf).Where(kind => Said.Values.Any(kinds => kinds.Contains(kind))));
            Assert.Null(messages[0].Thread);
            Assert.All(messages.Skip(1), message => Assert.Equal(messages[0].Timestamp, message.Thread));
            Assert.All(messages.Skip(1).Where(message => NeedPeople.Contains(KindOf(message))), message => Assert.True(message.IsBroadcast));
            Assert.All(messages.Where(message => KindOf(message) is "imaging-started" or "imaging-finished" or "imaging-resumed"), message => Assert.False(message.IsBroadcast));
        }

        foreach (var other in lab.Server.Shown(VoiceLab.Channel).Where(message => !ofDatasets.Contains(message.Key!)))
        {
            Assert.True(KindOf(other) is var kind && (kind.StartsWith("storage-", StringComparison.Ordinal) || kind == "store-absent" || kind.Contains("summary", StringComparison.Ordinal)), $"'{other.Key}' has no place in the channel.");
        }
    }

    [Fact]
    public async Task The_first_message_of_a_thread_shows_where_the_dataset_stands_after_the_last_check()
    {
        await using var lab = await VoiceLab.MakeAsync();
        await lab.Files.RunAsync("Invoke-StatusCheck | Out-Null; Step-DemoLab $env:MICROSTATUS_SETTINGS -Count 5 | Invoke-StatusCheck | Out-Null");
        var parents = lab.Server.Accepted.Where(message => message.Thread is null && message.Key!.Contains("/OB14_liver_stack1|", StringComparison.Ordinal));
        Assert.Contains("finished", Assert.Single(parents).Blocks.ToString(), StringComparison.Ordinal);
    }

    // A key is a path, a kind and an episode.
    private static string DatasetOf(AcceptedMessage message) => Path.GetFileName(message.Key!.Split('|')[0]);

    private static string KindOf(AcceptedMessage message) => message.Key!.Split('|') is [_, var kind, ..] ? kind : message.Key!;
}
