using MicroStatus.Checks;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;

namespace MicroStatus.Backend.Tests.Checks;

/// <summary>lab.md §6: the first active check on an existing database announces nothing of what was there before it.</summary>
public sealed class FirstActiveCheckTests : IDisposable
{
    private readonly CheckLab _lab = new();

    public FirstActiveCheckTests() => _lab.Sql("UPDATE monitor_note SET value = 'Observe' WHERE name = 'monitor.mode'");

    public void Dispose() => _lab.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Demo_datasets_vanished_folders_and_old_findings_are_recorded_in_silence(bool byCmdlet)
    {
        _lab.AddRscm("klimstra-w/5CL18/a_demo_stack1");
        var broken = _lab.AddRscm("klimstra-w/5CL18/broken_stack1", imaged: 2);
        _lab.AddRibbon(broken, 1, "488", 0, [1, 2, 3]);
        _lab.Sql($"INSERT INTO dataset (name, path_on_fast_store, modality) VALUES ('gone_stack1', '{Path.Join(_lab.Rscm, "gone_stack1")}', 'rscm'), ('broken_stack1', '{broken}', 'rscm')");
        _lab.SeenLongAgo();
        _lab.Advance(300);
        await _lab.CheckAsync(); // observing

        await ActivateAsync(byCmdlet);
        await _lab.CheckAsync();
        Assert.True(_lab.Row("a_demo_stack1").Moved);
        Assert.Equal(["vanished"], _lab.OpenKinds(_lab.Row("gone_stack1").Path!));
        Assert.Equal(ImagingStatus.NeedsAttention, _lab.Row("broken_stack1").ImagingStatus);
        _lab.Advance(25);
        await _lab.CheckAsync();

        Assert.Empty(_lab.Messages());
    }

    [Fact]
    public async Task What_appears_and_vanishes_after_it_is_announced()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);
        _lab.Advance(1);
        await _lab.CheckAsync();
        await ActivateAsync(byCmdlet: true);
        await _lab.CheckAsync();
        _lab.AddRscm("klimstra-w/5CL18/b_demo_stack1");
        _lab.Delete(path);
        _lab.Advance(1);
        await _lab.CheckAsync();

        Assert.Equal([MessageKind.DemoIgnored, MessageKind.NeedsAttention], _lab.Messages().Order(StringComparer.Ordinal));
    }

    // By Enable-StatusCheck some minutes before the check, or by settings alone, at the check itself.
    private async Task ActivateAsync(bool byCmdlet)
    {
        if (byCmdlet)
        {
            await new MonitorSwitch(_lab.Backend, _lab.Settings).EnableAsync(isForced: true, CheckLab.Cancellation);
            _lab.Advance(5);
        }
        else
        {
            _lab.Settings = _lab.Settings with { Lab = _lab.Settings.Lab with { Mode = CheckMode.Active } };
        }
    }
}
