using System.Globalization;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Tests.Processing.Month;

/// <summary>What happens to an RSCM dataset.</summary>
internal enum RscmScript
{
    Plain,
    KeepsComposites,
    Drops405,
    Continues,
    QueuedByWebPage,
    StitchingFails,
    StitchedAgainByPerson,
    StitchedAgainByWebPage,
    StitchingStalls,
    StitchingHangs,
    CompositesUneven,
    NeverDenoised,
    DenoisedUneven,
    DenoisingStalls,
    BuildFails,
    BuiltAgain,
    BuildVanishes,
    BuildAnswerLost,
    BuildNeverArrives,
    ImarisBroken,
    ImarisBuiltAgain,
    MadeByHand,
    PausedForDays,
    StitchedElsewhere,
}

/// <summary>An RSCM dataset, from its first ribbon to its Imaris file.</summary>
internal sealed class PlayedRscm : PlayedDataset
{
    private const int Layers = 2;
    private readonly RscmScript _script;
    private readonly string _relative;

    public PlayedRscm(MonthLab lab, string name, DateTimeOffset start, RscmScript script)
        : base(lab, name, start)
    {
        _script = script;
        _relative = "klimstra-w/5CL18/" + name;
        Truth = script switch
        {
            RscmScript.Continues => new Truth(ProcessingStatus.NotStarted, null),
            RscmScript.StitchingFails => Truth.NeedsPerson(AttentionKind.StitchingFailed),
            RscmScript.StitchingHangs or RscmScript.NeverDenoised => Truth.NeedsPerson(AttentionKind.ProcessingStuck),
            RscmScript.CompositesUneven or RscmScript.DenoisedUneven => Truth.NeedsPerson(AttentionKind.ProductIncomplete),
            RscmScript.BuildFails or RscmScript.BuildVanishes => Truth.NeedsPerson(AttentionKind.CommandFailed),
            RscmScript.ImarisBroken => Truth.NeedsPerson(AttentionKind.ImarisFileBroken),
            _ => Truth.Finished,
        };
    }

    public override string Script => _script.ToString();

    public override string Folder => Path.Join(Lab.Lab.Rscm, _relative);

    public override bool IsQueuedAgain => _script is RscmScript.StitchedAgainByPerson or RscmScript.StitchedAgainByWebPage;

    /// <summary>Queue files that the monitor may have written.</summary>
    public int MostQueueFiles => (_script is RscmScript.QueuedByWebPage or RscmScript.Continues or RscmScript.MadeByHand or RscmScript.StitchedElsewhere ? 0 : 1)
        + (_script == RscmScript.StitchedAgainByPerson ? Forced : 0);

    /// <summary>Builds that may have been begun.</summary>
    public int MostBuilds => 1 + (_script is RscmScript.BuiltAgain or RscmScript.ImarisBuiltAgain ? Forced : 0);

    private string Composites => Path.Join(Folder, "composites_RSCM_v0.1");

    protected override IEnumerable<Func<bool>> Play()
    {
        string[] colours = _script == RscmScript.Drops405 ? ["405", "488"] : Lab.Minutes(0, 2).TotalMinutes < 1 ? ["488"] : ["488", "561"];
        Lab.Lab.AddRscm(_relative, Layers, ribbons: 1);
        AddRibbons(Layers - 1, colours);
        yield return () => Row is not null;
        Prepare();
        yield return Minutes(5, 15);
        AddRibbons(0, colours);
        if (_script == RscmScript.QueuedByWebPage)
        {
            WriteQueueFile();
        }

        if (_script == RscmScript.Continues)
        {
            yield break;
        }

        foreach (var wait in _script is RscmScript.MadeByHand or RscmScript.StitchedElsewhere ? ByHand() : Processed())
        {
            yield return wait;
        }
    }

    private void AddRibbons(int layer, IEnumerable<string> colours)
    {
        foreach (var colour in colours)
        {
            RawFiles.Add(Path.GetRelativePath(Folder, Lab.Lab.AddRibbon(Folder, layer, colour, 0)));
        }
    }

    private void Prepare()
    {
        switch (_script)
        {
            case RscmScript.KeepsComposites:
                Sql("keep_composites = 1");
                break;
            case RscmScript.Drops405:
                Sql("delete_405 = 1");
                break;
            case RscmScript.PausedForDays or RscmScript.MadeByHand or RscmScript.StitchedElsewhere:
                Sql("paused = 1");
                break;
            case RscmScript.BuildFails or RscmScript.BuiltAgain:
                Lab.Cluster.Decide($"imaris_{Id5}", CommandFate.Fails);
                break;
            case RscmScript.BuildVanishes:
                Lab.Cluster.Decide($"imaris_{Id5}", CommandFate.Vanishes);
                break;
            case RscmScript.BuildAnswerLost:
                Lab.Cluster.Decide($"imaris_{Id5}", CommandFate.LosesAnswer);
                break;
            case RscmScript.BuildNeverArrives:
                Lab.Cluster.Decide($"imaris_{Id5}", CommandFate.NeverArrives);
                break;
        }
    }

    private IEnumerable<Func<bool>> ByHand()
    {
        yield return Imaged();
        yield return Minutes(60, 3000);
        var number = Lab.Cluster.NextJobNumber();
        WriteComposites(Composites, uneven: false);
        if (_script == RscmScript.MadeByHand)
        {
            WriteComposites(JobFolder(number), uneven: false);
            Lab.Lab.Write(Path.Join(JobFolder(number), $"composites_RSCM_v0.1_job_{number}.ims"), ContentImaris.Good);
        }

        yield return Minutes(10, 300);
        Sql("paused = 0");
        foreach (var wait in _script == RscmScript.MadeByHand ? [] : DenoisedAndBuilt())
        {
            yield return wait;
        }
    }

    private IEnumerable<Func<bool>> Processed()
    {
        if (_script == RscmScript.PausedForDays)
        {
            yield return Imaged();
            yield return Minutes(600, 4000);
            Sql("paused = 0");
        }

        foreach (var wait in Stitched(_script is RscmScript.StitchingFails or RscmScript.StitchedAgainByPerson or RscmScript.StitchedAgainByWebPage))
        {
            yield return wait;
        }

        var again = _script switch
        {
            RscmScript.StitchedAgainByPerson => Force(AttentionKind.StitchingFailed).Concat(Stitched(fails: false)),
            RscmScript.StitchedAgainByWebPage => RestartedByWebPage(),
            _ => [],
        };
        foreach (var wait in again)
        {
            yield return wait;
        }

        if (_script is not (RscmScript.StitchingFails or RscmScript.StitchingHangs or RscmScript.CompositesUneven or RscmScript.NeverDenoised))
        {
            foreach (var wait in DenoisedAndBuilt())
            {
                yield return wait;
            }
        }
    }

    private IEnumerable<Func<bool>> RestartedByWebPage()
    {
        yield return Needs(AttentionKind.StitchingFailed);
        yield return Minutes(60, 600);
        File.Delete(Path.Join(Lab.QueueFolder("error"), QueueName));
        WriteQueueFile();
        foreach (var wait in Stitched(fails: false))
        {
            yield return wait;
        }
    }

    private IEnumerable<Func<bool>> Stitched(bool fails)
    {
        yield return () => Row is { } row && Lab.Cluster.Took(row.Id);
        yield return Minutes(20, 100);
        if (_script == RscmScript.StitchingStalls)
        {
            yield return Minutes(600, 1500);
        }

        if (_script == RscmScript.StitchingHangs)
        {
            // The cluster gives its place to others.
            File.Move(Path.Join(Lab.QueueFolder("processing"), QueueName), Path.Join(Lab.QueueFolder("tempQueue"), QueueName));
            yield break;
        }

        if (!fails)
        {
            WriteComposites(Composites, _script == RscmScript.CompositesUneven);
        }

        File.Move(Path.Join(Lab.QueueFolder("processing"), QueueName), Path.Join(Lab.QueueFolder(fails ? "error" : "complete"), QueueName), overwrite: true);
    }

    private IEnumerable<Func<bool>> DenoisedAndBuilt()
    {
        yield return Minutes(5, 60);
        var number = Lab.Cluster.NextJobNumber();
        var work = string.Create(CultureInfo.InvariantCulture, $"job_{number}_{Name}.xml");
        var xml = $"<job><outFilePathUnix>{JobFolder(number)}</outFilePathUnix></job>";
        Lab.Lab.Write(Path.Join(Lab.CbpyFolder("queueGPU"), work), xml);
        if (_script == RscmScript.DenoisingStalls)
        {
            yield return Minutes(600, 1500);
        }

        yield return Lab.Cluster.TryBeginDenoising;
        Lab.Lab.Write(Path.Join(Lab.CbpyFolder("active"), work), xml);
        File.Delete(Path.Join(Lab.CbpyFolder("queueGPU"), work));
        yield return Minutes(20, 80);
        WriteComposites(JobFolder(number), _script == RscmScript.DenoisedUneven);
        yield return Minutes(0, 60);
        File.Delete(Path.Join(Lab.CbpyFolder("active"), work));
        Lab.Cluster.EndDenoising();
        if (_script is RscmScript.DenoisedUneven or RscmScript.BuildFails or RscmScript.BuildVanishes)
        {
            yield break;
        }

        var again = _script == RscmScript.BuiltAgain ? Force(AttentionKind.CommandFailed) : [];
        foreach (var wait in again.Concat(Built(number, _script is RscmScript.ImarisBroken or RscmScript.ImarisBuiltAgain)))
        {
            yield return wait;
        }

        if (_script == RscmScript.ImarisBuiltAgain)
        {
            foreach (var wait in Force(AttentionKind.ImarisFileBroken, () => Lab.Lab.Delete(ImarisFile(number))).Concat(Built(number, isBroken: false)))
            {
                yield return wait;
            }
        }
    }

    private IEnumerable<Func<bool>> Built(int number, bool isBroken)
    {
        yield return Begun("imaris");
        var part = ImarisFile(number) + ".part";
        Lab.Lab.Write(part, "x");
        yield return Minutes(10, 90);
        Lab.Lab.Write(part, "xxxx");
        yield return Minutes(10, 90);
        Lab.Lab.Delete(part);
        Lab.Lab.Write(ImarisFile(number), isBroken ? ContentImaris.Broken : ContentImaris.Good);
    }

    private string JobFolder(int number) => Path.Join(Composites, string.Create(CultureInfo.InvariantCulture, $"job_{number}"));

    private string ImarisFile(int number) => Path.Join(JobFolder(number), $"composites_RSCM_v0.1_job_{number}.ims");

    private string QueueName => $"{Id5}_klimstra-w_5CL18_{Name}.txt";

    private void WriteQueueFile() =>
        Lab.Lab.Write(Path.Join(Lab.QueueFolder("queueStitch"), QueueName), $"rootDir=\"{Folder}\"\nkeepComposites=True\nmoveToHive=False\n");

    private void WriteComposites(string folder, bool uneven)
    {
        var colours = Directory.GetDirectories(Path.Join(Folder, "scan_layer000")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        for (var layer = 0; layer < Layers; layer++)
        {
            foreach (var colour in colours)
            {
                var isLast = layer == Layers - 1 && colour == colours[^1];
                Lab.Lab.Write(Path.Join(folder, $"composite_{layer:D3}_{colour}.tif"), uneven && isLast ? string.Empty : "composite");
            }
        }
    }
}
