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
        ["MU7_kidney"] = ["imaging-started", "imaging-finished", "montage-made"],
        ["OB7_lung"] = ["imaging-started", "needs-attention"],
        ["WK2_femur"] = ["imaging-finished", "montage-made"],
        ["CB2_colon"] = ["imaging-started", "needs-attention", "imaging-paused"],
        ["DU3_heart"] = ["imaging-started", "needs-attention", "imaging-paused"],
        ["KC34_thymus"] = ["imaging-started", "imaging-finished", "montage-made"],
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
        var due = ReadDue(lab);
        var threads = lab.Server.Accepted.Where(message => message.File is null && due[message.Key!].Name.Length > 0).GroupBy(message => due[message.Key!].Name).ToDictionary(thread => thread.Key, StringComparer.Ordinal);
        Assert.Equal(Said.Keys.Order(StringComparer.Ordinal), threads.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, thread) in threads)
        {
            var messages = thread.OrderBy(message => message.Order).ToList();
            Assert.Equal(Said[name], messages.Select(message => due[message.Key!].Kind).Where(kind => Said.Values.Any(kinds => kinds.Contains(kind))));
            Assert.Null(messages[0].Thread);
            Assert.All(messages.Skip(1), message => Assert.Equal((messages[0].Timestamp, due[message.Key!].NeedsPerson), (message.Thread, message.IsBroadcast)));
            Assert.All(messages.Where(message => NeedPeople.Contains(due[message.Key!].Kind)), message => Assert.True(due[message.Key!].NeedsPerson));
            Assert.All(messages.Where(message => due[message.Key!].Kind is "imaging-started" or "imaging-finished" or "imaging-resumed"), message => Assert.False(message.IsBroadcast));
        }

        var shown = lab.Server.Accepted.Where(message => message.File is not null).ToDictionary(message => message.File!.Title!, message => message.Thread, StringComparer.Ordinal);
        Assert.Equal(["KC34_thymus", "MU7_kidney", "WK2_femur"], shown.Keys.Select(title => title.Split(' ')[2].TrimEnd(':')).Order(StringComparer.Ordinal));
        Assert.All(shown, picture => Assert.Equal(threads[picture.Key.Split(' ')[2].TrimEnd(':')].MinBy(message => message.Order)!.Timestamp, picture.Value));

        Assert.All(
            lab.Server.Shown(VoiceLab.Channel).Select(message => due[message.Key!]).Where(message => message.Name.Length == 0),
            message => Assert.Matches("^(storage-|store-absent$|trash-emptied$|daily-summary$)", message.Kind));
    }

    [Fact]
    public async Task The_first_message_of_a_thread_shows_where_the_dataset_stands_after_the_last_check()
    {
        await using var lab = await VoiceLab.MakeAsync();
        await lab.Files.RunAsync("Invoke-StatusCheck | Out-Null; Step-DemoLab $env:MICROSTATUS_SETTINGS -Count 5 | Invoke-StatusCheck | Out-Null");
        var due = ReadDue(lab);
        var parent = Assert.Single(lab.Server.Accepted, message => message.Thread is null && due[message.Key!].Name == "OB14_liver_stack1");
        Assert.Contains("finished", parent.Blocks.ToString(), StringComparison.Ordinal);
    }

    // Each message by its key, as it was due.
    private static Dictionary<string, (string Name, string Kind, bool NeedsPerson)> ReadDue(VoiceLab lab) => lab.Files
        .Sql("SELECT o.dedup_key || char(9) || coalesce(d.name, '') || char(9) || o.kind || char(9) || o.broadcast FROM outbox o LEFT JOIN dataset d ON d.id = o.dataset_id")
        .Split('\n')
        .Select(line => line.Split('\t'))
        .ToDictionary(parts => parts[0], parts => (parts[1], parts[2], parts[3] == "1"), StringComparer.Ordinal);
}
