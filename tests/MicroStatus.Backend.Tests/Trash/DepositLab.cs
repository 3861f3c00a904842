using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Checks;
using MicroStatus.Database;
using MicroStatus.Processing;
using MicroStatus.Storage;
using MicroStatus.Trash;

namespace MicroStatus.Backend.Tests.Trash;

/// <summary>A lab with one finished RSCM dataset of two layers and two colours, and some products.</summary>
internal sealed class DepositLab : IDisposable
{
    public const string Relative = "RSCM/klimstra-w/5CL18/8257_stack1";

    public CheckLab Lab { get; } = new();

    public string Place => Path.Join(Lab.Fast, "Acquire", Relative);

    public string Product => Path.Join(Place, "composites/job_2/all.ims");

    public string TrashFolder => Path.Join(Lab.Settings.Storage.FastStore.TrashPath, Path.GetDirectoryName(Relative));

    public ProcessingAct.Discard Composites => new(TrashKind.Cleanup, ["composites/a.tif", "composites/job_1", "composites/x.ome.zarr"], Product) { What = "The Imaris file opens." };

    public ProcessingAct.Discard Colour => new(TrashKind.Channel, ["scan_layer000/405", "scan_layer001/405"], Product: null) { What = "Colour 405 is not wanted." };

    public async Task<DepositLab> SettledAsync()
    {
        Lab.AddRscm("klimstra-w/5CL18/8257_stack1", imaged: 2, colours: ["405", "488"]);
        await Lab.SettleAsync();
        Lab.Backend.Imaris = new AnyImaris(opens: true);
        Lab.Write(Path.Join(Place, "composites/a.tif"), "raw a");
        Lab.Write(Path.Join(Place, "composites/job_1/b.tif"), "job b");
        Lab.Write(Path.Join(Place, "composites/job_1/deep/c.tif"), "job c");
        File.CreateSymbolicLink(Path.Join(Place, "composites/job_1/link"), "b.tif");
        Lab.Write(Path.Join(Place, "composites/x.ome.zarr/0/0.0"), "chunk");
        Lab.Write(Product, "imaris");
        return this;
    }

    /// <summary>One round: what is open is settled, then the act is carried out.</summary>
    /// <returns>False when the process died on the way.</returns>
    public async Task<bool> RoundAsync(ProcessingAct.Discard? act, int acts = int.MaxValue)
    {
        await using var session = await ActingSession.OpenAsync(Lab.Backend, Lab.Settings, "node1", TimeSpan.Zero, CheckLab.Cancellation);
        var mortal = new MortalActs(new Lifetime(acts), session.Gate);
        var deposit = new TrashDeposit(TrashTools.Of(Lab.Backend, Lab.Settings, session.Database, mortal) with { FileActs = mortal, Folders = mortal });
        try
        {
            deposit.Settle(applied => Assert.Null(applied.Error), (intent, e) => Assert.Fail($"{intent.What} {e}"));
            if (act is not null)
            {
                deposit.CarryOut(new ProcessingSubject { Row = Lab.Row("8257_stack1"), Folder = Place, FolderOnHive = Path.Join(Lab.Root, "hive/Acquire", Relative) }, act);
            }

            return true;
        }
        catch (InvalidOperationException e) when (e.Message == "Killed.")
        {
            return false;
        }
    }

    public IReadOnlyList<string> Entries(string kind) => Directory.Exists(TrashFolder)
        ? [.. Directory.EnumerateDirectories(TrashFolder, $"8257_stack1.{kind}-00001-*")]
        : [];

    public async Task<IReadOnlyList<DatasetTrash>> TrashAsync()
    {
        var found = new List<DatasetTrash>();
        using var database = Lab.Open(DatabaseAccess.ReadOnly);
        await foreach (var entry in new TrashDesk(Lab.Backend, Lab.Settings, "node1").LookAsync(
            database, isEmergency: false, _ => true, withProof: true, withSize: true, (path, e) => Assert.Fail($"{path}: {e}"), CheckLab.Cancellation))
        {
            found.Add(entry);
        }

        return found;
    }

    /// <summary>All files below the dataset and the trash, links as such, with their contents.</summary>
    public IReadOnlyList<string> Contents(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Select(path => $"{Path.GetRelativePath(folder, path)}={(File.ResolveLinkTarget(path, returnFinalTarget: false) is null ? File.ReadAllText(path) : "link")}")
            .Order(StringComparer.Ordinal),
    ];

    public void Dispose() => Lab.Dispose();
}
