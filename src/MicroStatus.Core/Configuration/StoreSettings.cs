namespace MicroStatus.Configuration;

/// <summary>One store (lab.md §1).</summary>
public sealed record StoreSettings
{
    /// <summary>Where it is mounted.</summary>
    [Setting("Where the store is mounted.", Kind = SettingKind.Path)]
    public required string Root { get; init; }

    /// <summary>What people's Windows machines call it.</summary>
    [Setting("What Windows machines call the store; paths in messages begin with it.")]
    public required string WindowsRoot { get; init; }

    /// <summary>Folder of the acquisitions below the root.</summary>
    [Setting("Folder of the acquisitions below the root; a store without it counts as absent.", Kind = SettingKind.RelativePath)]
    public string AcquireFolder { get; init; } = "Acquire";

    /// <summary>Folder of the trash below the root (lab.md §9).</summary>
    [Setting("Folder of the trash below the root.", Kind = SettingKind.RelativePath)]
    public string TrashFolder { get; init; } = "trash/autodelete";

    /// <summary>The absolute folder of the acquisitions.</summary>
    public string AcquirePath => Path.Join(Root, AcquireFolder);

    /// <summary>The absolute folder of the trash.</summary>
    public string TrashPath => Path.Join(Root, TrashFolder);
}
