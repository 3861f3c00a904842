namespace MicroStatus.Configuration;

/// <summary>The build of an RSCM dataset's Imaris file (lab.md §3).</summary>
public sealed record ImarisBuildSettings
{
    /// <summary>Command that starts the build.</summary>
    [Setting("Command that starts the build.", Kind = SettingKind.Command, Needs = ["JobFolder"])]
    public IReadOnlyList<string> Command { get; init; } =
        ["/h20/home/lab/miniconda3/envs/make_ims/bin/python", "/h20/home/lab/scripts/makeIMS_slurm_wine.py", "{JobFolder}", "true"];

    /// <summary>Name of the Imaris file in the job's folder.</summary>
    [Setting("Name of the Imaris file in the job's folder.", Kind = SettingKind.FileName, Needs = ["JobNumber"])]
    public string FileName { get; init; } = "composites_RSCM_v0.1_job_{JobNumber}.ims";
}
