using MicroStatus.Module.Tests.Faults;

namespace MicroStatus.Module.Tests.Demo;

/// <summary>Each failure that the demo lab can play is announced once, with the next step that a person should take, and is over when the cause is mended.</summary>
public sealed class DemoLabFaultTests
{
    private const string Ribbons = "CE5_retina_stack1";
    private const string Tiles = "WK2_femur";
    private const string Deconvolved = "KC34_thymus";
    private const string Zarr = "MU7_kidney";
    private const string Force = "Start-DatasetProcessing -Force";
    private const int MostSteps = 10;

    // Dataset, stage, fault, kind of message, what it says, the next step that it names.
    public static TheoryData<string, string, string, string, string, string> Faults => new()
    {
        { Ribbons, "Stitching", "Fail", "stitching-failed", "clusterStitchTEST/error", Force },
        { Ribbons, "Denoising", "Fail", "needs-attention", "1 of 6 hold nothing", "denoise it again" },
        { Ribbons, "ImarisBuild", "Fail", "needs-attention", "failed with exit code 3", Force },
        { Tiles, "Start", "Fail", "needs-attention", "failed with exit code 3", Force },
        { Tiles, "Conversion", "Fail", "imaris-file-broken", "does not open: It is no HDF5 file", "build it again" },
        { Tiles, "Montage", "Fail", "stitching-failed", "WK2_femur_stitch.json lies in the folder of failed ones", "stitch it again" },
        { Deconvolved, "Deconvolution", "Fail", "needs-attention", "of several sizes", "Look at the cluster, and restart" },
        { Zarr, "FinalFile", "Fail", "imaris-file-broken", "MU7_kidney.ims does not open", "build it again" },
        { Ribbons, "Stitching", "Stall", "stitching-stuck", "no progress for 30 minutes", "restart what has stopped" },
        { Ribbons, "Denoising", "Stall", "denoising-stuck", "3 of 6 are there", "restart what has stopped" },
        { Ribbons, "ImarisBuild", "Stall", "imaris-build-stuck", ".ims.part grows", "begin it again with Start-DatasetProcessing -Force" },
        { Tiles, "Start", "Stall", "imaris-build-stuck", "No Imaris file of a tile is there yet", "begin it again with Start-DatasetProcessing -Force" },
        { Tiles, "Conversion", "Stall", "imaris-build-stuck", "2 of 4 Imaris files of tiles are there", "begin it again with Start-DatasetProcessing -Force" },
        { Tiles, "Montage", "Stall", "imaris-build-stuck", "WK2_femur_montage.ims.part is being written", "begin it again with Start-DatasetProcessing -Force" },
        { Deconvolved, "Deconvolution", "Stall", "needs-attention", "4 of 8 tiles are deconvolved", "Look at the cluster, and restart" },
        { Zarr, "FinalFile", "Stall", "imaris-build-stuck", "MU7_kidney.ims.part is being written", "begin it again with Start-DatasetProcessing -Force" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_failure_is_announced_once_and_processing_finishes_when_its_cause_is_mended(
        string name, string stage, string fault, string kind, string finding, string nextStep)
    {
        Assert.SkipUnless(FaultLab.IsThere("setsid"), "The program setsid is not on PATH.");
        using var lab = new DemoClusterLab(name);
        lab.Run("$lab | Invoke-StatusCheck -WhatIf | Out-Null");
        lab.Run($"Step-DemoLab $lab.Path -Minutes 1 -Stage {stage} -Fault {fault} -Name '{name[..3]}*' | Invoke-StatusCheck | Out-Null");

        Until(lab, name, "needs_attention");
        lab.Loop(3); // it is not said again

        var text = Assert.Single(Messages(lab, name), message => IsTrouble(message));
        Assert.StartsWith(kind + " ", text, StringComparison.Ordinal);
        Assert.Contains(finding, text, StringComparison.Ordinal);
        Assert.Contains(nextStep, text, StringComparison.Ordinal);

        lab.Loop(1, "-Fault None");
        if (fault == "Fail" && nextStep == Force)
        {
            Assert.Equal("needs_attention", lab.Status(name));
            lab.Run($"Start-DatasetProcessing {name} -Force -Confirm:$false -SettingsPath $lab.SettingsPath | Out-Null");
        }

        Until(lab, name, "finished");
        Assert.Single(Messages(lab, name), message => IsTrouble(message));
    }

    [Theory]
    [InlineData(Ribbons, "Stitching", "Denoising", "ImarisBuild")]
    [InlineData(Tiles, "Conversion", "Montage")]
    [InlineData(Deconvolved, "Deconvolution")]
    [InlineData(Zarr, "FinalFile")]
    public void What_is_slow_is_finished_later_and_nobody_is_called(string name, params string[] stages)
    {
        Assert.SkipUnless(FaultLab.IsThere("setsid"), "The program setsid is not on PATH.");
        using var lab = new DemoClusterLab(name);
        foreach (var stage in stages)
        {
            lab.Run($"Step-DemoLab $lab.Path -Minutes 1 -Stage {stage} -Fault Slow | Out-Null");
        }

        lab.Run("$lab | Invoke-StatusCheck | Out-Null");
        Until(lab, name, "finished", steps: 2 * MostSteps);

        Assert.DoesNotContain(Messages(lab, name), message => IsTrouble(message));
    }

    private static void Until(DemoClusterLab lab, string name, string status, int steps = MostSteps)
    {
        for (var step = 0; lab.Status(name) != status; step++)
        {
            Assert.True(step < steps, $"{name} is {lab.Status(name)} after {steps} steps.");
            lab.Loop(1);
        }
    }

    private static bool IsTrouble(string message) =>
        message.Split(' ')[0] is "needs-attention" or "stitching-failed" or "stitching-stuck" or "denoising-stuck" or "imaris-build-stuck" or "imaris-file-broken";

    private static IReadOnlyList<string> Messages(DemoClusterLab lab, string name) =>
        lab.Lines($"Get-StatusMessage -Name {name} -SettingsPath $lab.SettingsPath | ForEach-Object {{ \"$($_.Kind) $($_.Text)\" }}");
}
