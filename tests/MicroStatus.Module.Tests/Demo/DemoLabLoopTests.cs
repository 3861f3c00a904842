using MicroStatus.Module.Tests.Faults;

namespace MicroStatus.Module.Tests.Demo;

/// <summary>One loop of steps and checks takes both instruments of a demo lab from discovery to the end, unattended.</summary>
public sealed class DemoLabLoopTests : IDisposable
{
    private readonly DemoClusterLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void Whatever_can_be_is_processed_moved_and_published_once_and_everything_is_said_once()
    {
        foreach (var program in (ReadOnlySpan<string>)["rclone", "setsid", "b2sum"])
        {
            Assert.SkipUnless(FaultLab.IsThere(program), $"The program {program} is not on PATH.");
        }

        _lab.Run("$lab | Invoke-StatusCheck | Out-Null");
        _lab.Loop(int.Parse(Assert.Single(_lab.Lines("[MicroStatus.Acquisition.Demo.DemoSchedule]::StepsToEnd")), System.Globalization.CultureInfo.InvariantCulture));

        var expected = _lab.Lines("[MicroStatus.Acquisition.Demo.DemoScenarios]::All | ForEach-Object { \"$($_.Name): $($_.IsProcessed -or $_.Outcome -eq 'Ignored')\" }");
        var found = _lab.Lines("Get-Dataset -SettingsPath $lab.SettingsPath | ForEach-Object { \"$($_.Name): $($_.Moved -and $_.ProcessingStatus -eq 'Finished')\" }");
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));

        var published = _lab.Lines("[MicroStatus.Acquisition.Demo.DemoScenarios]::All | Where-Object Outcome -EQ Published | ForEach-Object { \"$($_.Folder)/$($_.Name)\" }");
        Assert.All(published, name => Assert.Single(Directory.GetFiles(Path.Join(_lab.Folder, "h20/Public", name), "*.ims")));
        var processed = expected.Where(line => line.EndsWith("True", StringComparison.Ordinal) && !line.StartsWith("demo_", StringComparison.Ordinal)).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]).ToList();
        var files = Directory.GetFiles(Path.Join(_lab.Folder, "h20"), "*.ims", SearchOption.AllDirectories);
        Assert.All(files, file => Assert.Equal("True", Assert.Single(_lab.Lines($"(Test-ImarisFile -LiteralPath '{file.Replace("'", "''", StringComparison.Ordinal)}' -SettingsPath $lab.SettingsPath).Opens"))));
        Assert.True(files.Length >= processed.Count);

        AssertOneCallEach(processed);
        AssertOneMessageEach(processed);

        // Nobody needs the stitching cluster any more, nothing is left to do, and nothing goes on.
        Assert.DoesNotContain("DASK_SCHED", _lab.Lines("Get-ClusterJob -SettingsPath $lab.SettingsPath | ForEach-Object Name"));
        Assert.Equal("True", Assert.Single(_lab.Lines("(Invoke-StatusCheck -SettingsPath $lab.SettingsPath).IsQuiet")));
    }

    private void AssertOneCallEach(List<string> processed)
    {
        var calls = _lab.Calls;
        Assert.Equal(calls.Distinct(StringComparer.Ordinal), calls);
        Assert.Equal(["denoising", "stitching"], calls.Where(call => !call.Contains(' ', StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(processed, name => Assert.Single(calls, call => call.Contains(name, StringComparison.Ordinal)));
        Assert.Equal(processed.Count + 2, calls.Count);
    }

    private void AssertOneMessageEach(List<string> processed)
    {
        var messages = _lab.Lines("Get-StatusMessage -SettingsPath $lab.SettingsPath | ForEach-Object { \"$($_.Kind) $($_.Name)\" }");
        Assert.DoesNotContain(messages.CountBy(message => message, StringComparer.Ordinal), message => message.Value > 1);
        Assert.All(
            processed.SelectMany(name => ((string[])["imaging-finished", "processing-started", "processing-finished", "moved"]).Select(kind => $"{kind} {name}")),
            message => Assert.Contains(message, messages));
        Assert.DoesNotContain(messages, message => message.Split(' ')[0] is "stitching-failed" or "stitching-stuck" or "denoising-stuck" or "imaris-build-stuck" or "imaris-file-broken" or "move-failed");
    }
}
