namespace MicroStatus.Configuration;

/// <summary>Processing of mesoSPIM datasets (lab.md §4).</summary>
public sealed record MesoSpimProcessingSettings
{
    /// <summary>Command that starts a dataset's processing; it submits jobs itself and returns.</summary>
    [Setting(
        "Command that starts a dataset's processing; it submits jobs itself and returns.",
        Kind = SettingKind.Command,
        Needs = ["DatasetPath"],
        Allows = ["ResolutionXY", "ResolutionZ", "Name", "Pi", "ClNumber", "Id5"])]
    public IReadOnlyList<string> Command { get; init; } =
        [
            "/h20/home/lab/miniconda3/envs/mesospim_dev/bin/python",
            "/h20/home/lab/src/mesospim_utils_v0.1/mesospim_utils/automated.py",
            "automated-method-slurm",
            "{DatasetPath}",
            "--final-file-type",
            "ims",
        ];

    /// <summary>Folder of deconvolved tiles in a dataset's folder.</summary>
    [Setting("Folder of deconvolved tiles in a dataset's folder.", Kind = SettingKind.FileName)]
    public string DeconFolder { get; init; } = "decon";

    /// <summary>Deconvolved tiles.</summary>
    [Setting("Deconvolved tiles.", Kind = SettingKind.Glob)]
    public string DeconFiles { get; init; } = "*.tif";

    /// <summary>Files that match the deconvolved tiles and are none.</summary>
    [Setting("Files that match the deconvolved tiles and are none.", Kind = SettingKind.Glob)]
    public string DeconIgnoredFiles { get; init; } = "psf_*";

    /// <summary>Folder of the tiles' Imaris files: in the dataset's folder, or in the one of deconvolved tiles.</summary>
    [Setting(
        "Folder of the tiles' Imaris files: in the dataset's folder, or in the one of deconvolved tiles.", Kind = SettingKind.FileName)]
    public string ImsFolder { get; init; } = "ims_files";

    /// <summary>Imaris files of tiles; channels share a file.</summary>
    [Setting("Imaris files of tiles; channels share a file.", Kind = SettingKind.Glob)]
    public string ImsFiles { get; init; } = "*Tile*_Ch*_Sh*.ims";

    /// <summary>The Imaris file of the whole dataset.</summary>
    [Setting("The Imaris file of the whole dataset.", Kind = SettingKind.Glob)]
    public string MontageFiles { get; init; } = "*ontage.ims";

    /// <summary>Folder of the maximum projections' montage in a dataset's folder.</summary>
    [Setting("Folder of the maximum projections' montage in a dataset's folder.", Kind = SettingKind.FileName)]
    public string ProjectionMontageFolder { get; init; } = "stitched_maxips";

    /// <summary>Stitching jobs, beside the tiles' Imaris files.</summary>
    [Setting("Stitching jobs, beside the tiles' Imaris files.", Kind = SettingKind.Glob)]
    public string StitchJobFiles { get; init; } = "*.json";

    /// <summary>Folder in which a failed stitching job's file appears under the same name.</summary>
    [Setting("Folder in which a failed stitching job's file appears under the same name.", Kind = SettingKind.Path)]
    public string StitchErrorFolder { get; init; } = "/CBI_FastStore/tmp/stitch_jobs/error";

    /// <summary>The final file of an OME-Zarr dataset.</summary>
    [Setting("The final file of an OME-Zarr dataset.", Kind = SettingKind.Glob)]
    public string ZarrFinalFiles { get; init; } = "*.ims";

    /// <summary>What goes to the trash from an OME-Zarr dataset's deconvolved tiles before it moves.</summary>
    [Setting("What goes to the trash from an OME-Zarr dataset's deconvolved tiles before it moves.", Kind = SettingKind.Glob)]
    public IReadOnlyList<string> ZarrCleanupFiles { get; init; } = ["*.h5", "*.ome.zarr"];

    /// <summary>The zip of an OME-Zarr group's metadata.</summary>
    [Setting("The zip of an OME-Zarr group's metadata.", Kind = SettingKind.FileName)]
    public string ZarrBackupFile { get; init; } = "metadata_backup.zip";

    /// <summary>Files of an OME-Zarr group that the zip holds.</summary>
    [Setting("Files of an OME-Zarr group that the zip holds.", Kind = SettingKind.Glob)]
    public IReadOnlyList<string> ZarrBackupFiles { get; init; } = [".zattrs", ".zgroup", ".zarray", "zarr.json"];

    /// <summary>The zip's list of contents.</summary>
    [Setting("The zip's list of contents.", Kind = SettingKind.FileName)]
    public string ZarrBackupManifest { get; init; } = "MANIFEST.json";

    /// <summary>How long processing may show no progress before it may be stuck.</summary>
    [Setting("How long processing may show no progress before it may be stuck.", Min = 1, Max = 2678400)]
    public TimeSpan ProgressTimeout { get; init; } = TimeSpan.FromSeconds(1200);
}
