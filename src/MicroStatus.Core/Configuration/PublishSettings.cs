namespace MicroStatus.Configuration;

/// <summary>Publishing of Imaris files on Hive (lab.md §8).</summary>
public sealed record PublishSettings
{
    /// <summary>Folder of the PIs' public folders; only one that exists is used.</summary>
    [Setting("Folder of the PIs' public folders; only one that exists is used.", Kind = SettingKind.Path)]
    public string Root { get; init; } = "/h20/Public";

    /// <summary>Form of a PI's name whose files are published: lastname-f.</summary>
    [Setting("Form of a PI's name whose files are published: lastname-f.", Kind = SettingKind.Pattern)]
    public string PiPattern { get; init; } = @"^[\p{L}\p{M}' .-]+-\p{L}$";

    /// <summary>Where a dataset's Imaris file goes, below the root.</summary>
    [Setting(
        "Where a dataset's Imaris file goes, below the root.", Kind = SettingKind.RelativePath, Needs = ["Pi"], Allows = ["ClNumber", "Name"])]
    public string Folder { get; init; } = "{Pi}/{ClNumber}/{Name}";

    /// <summary>The note with the new path that stays where the file was.</summary>
    [Setting("The note with the new path that stays where the file was.", Kind = SettingKind.FileName)]
    public string NoteFile { get; init; } = "imaris_file_moved_to_public.txt";
}
