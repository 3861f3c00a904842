using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Tests.Processing.Month;

/// <summary>What happens to a mesoSPIM dataset.</summary>
internal enum MesoSpimScript
{
    Plain,
    Deconvolved,
    Zarr,
    ZarrDeconvolved,
    CommandFails,
    CommandRunAgain,
    CommandVanishes,
    AnswerLost,
    NeverArrives,
    BegunByOthers,
    TileBroken,
    StitchingFails,
    StitchedAgain,
    MontageBroken,
    DeconvolutionStalls,
    DeconvolutionHangs,
    PausedForDays,
}

/// <summary>A mesoSPIM dataset, from its first tile to its Imaris file.</summary>
internal sealed class PlayedMesoSpim : PlayedDataset
{
    private const int Tiles = 2;
    private readonly MesoSpimScript _script;

    public PlayedMesoSpim(MonthLab lab, string name, DateTimeOffset start, MesoSpimScript script)
        : base(lab, name, start)
    {
        _script = script;
        Folder = Path.Join(lab.Lab.MesoSpim, "dutta-s/7CL3", name);
        Truth = script switch
        {
            MesoSpimScript.CommandFails or MesoSpimScript.CommandVanishes => Truth.NeedsPerson(AttentionKind.CommandFailed),
            MesoSpimScript.TileBroken or MesoSpimScript.MontageBroken => Truth.NeedsPerson(AttentionKind.ImarisFileBroken),
            MesoSpimScript.StitchingFails => Truth.NeedsPerson(AttentionKind.StitchingFailed),
            MesoSpimScript.DeconvolutionHangs => Truth.NeedsPerson(AttentionKind.ProcessingStuck),
            _ => Truth.Finished,
        };
    }

    public override string Script => _script.ToString();

    public override string Folder { get; }

    /// <summary>Commands that may have been begun.</summary>
    public int MostCommands => _script == MesoSpimScript.BegunByOthers ? 0 : 1 + (_script == MesoSpimScript.CommandRunAgain ? Forced : 0);

    private bool IsZarr => _script is MesoSpimScript.Zarr or MesoSpimScript.ZarrDeconvolved;

    private bool IsDeconvolved =>
        _script is MesoSpimScript.Deconvolved or MesoSpimScript.ZarrDeconvolved or MesoSpimScript.DeconvolutionStalls or MesoSpimScript.DeconvolutionHangs or MesoSpimScript.TileBroken;

    private string Above => IsDeconvolved ? Path.Join(Folder, "decon") : Folder;

    protected override IEnumerable<Func<bool>> Play()
    {
        AddTile(0, stopped: false);
        yield return () => Row is not null;
        Prepare();
        yield return Minutes(5, 15);
        for (var tile = 0; tile < Tiles; tile++)
        {
            AddTile(tile, stopped: true);
        }

        foreach (var wait in Begun())
        {
            yield return wait;
        }

        if (_script is MesoSpimScript.CommandFails or MesoSpimScript.CommandVanishes or MesoSpimScript.DeconvolutionHangs)
        {
            yield break;
        }

        foreach (var wait in IsZarr ? FinalFile() : TilesMade())
        {
            yield return wait;
        }
    }

    private static string TileName(int tile) => $"scan_Mag4x_Tile{tile}_Ch488_Sh0_Rot0";

    private void AddTile(int tile, bool stopped)
    {
        var metadata = CheckLab.Metadata(TileName(tile) + ".btf", stopped, tile, 0)
            + (IsDeconvolved ? "\n[ETL PARAMETERS] \n[ETL CFG File] config/etl_parameters/ETL-parameters_BE_RI_1.561_.csv\n" : string.Empty);
        if (IsZarr)
        {
            var group = Path.Join(Folder, "scan.ome.zarr");
            var place = $"Mag4_Tile{tile}_Ch488_Flt515LP_Sh0_Rot0.ome.zarr";
            Lab.Lab.Write(Path.Join(group, ".zgroup"), "{\"zarr_format\":2}");
            Lab.Lab.Write(Path.Join(group, place, ".zgroup"), "{}");
            Lab.Lab.Write(Path.Join(group, place, "0", ".zarray"), "{}");
            Lab.Lab.Write(Path.Join(group, place, "0", "0.0"), "chunk");
            Lab.Lab.Write(Path.Join(Folder, $"scan.ome.zarr_{place}_meta.txt"), metadata);
            RawFiles.Add($"scan.ome.zarr/{place}/0/0.0");
            return;
        }

        Lab.Lab.AddTile(Folder, tile, stopped, metadata);
        RawFiles.Add(TileName(tile) + ".btf");
    }

    private void Prepare()
    {
        CommandFate? fate = _script switch
        {
            MesoSpimScript.CommandFails or MesoSpimScript.CommandRunAgain => CommandFate.Fails,
            MesoSpimScript.CommandVanishes => CommandFate.Vanishes,
            MesoSpimScript.AnswerLost => CommandFate.LosesAnswer,
            MesoSpimScript.NeverArrives => CommandFate.NeverArrives,
            _ => null,
        };
        if (fate is { } known)
        {
            Lab.Cluster.Decide($"mesospim_{Id5}", known);
        }

        if (_script == MesoSpimScript.BegunByOthers)
        {
            Sql("processing_status = 'in_progress'");
        }
        else if (_script == MesoSpimScript.PausedForDays)
        {
            Sql("paused = 1");
        }
    }

    private IEnumerable<Func<bool>> Begun()
    {
        yield return Imaged();
        if (_script == MesoSpimScript.PausedForDays)
        {
            yield return Minutes(600, 4000);
            Sql("paused = 0");
        }

        if (_script == MesoSpimScript.CommandRunAgain)
        {
            foreach (var wait in Force(AttentionKind.CommandFailed))
            {
                yield return wait;
            }
        }

        if (_script is not (MesoSpimScript.BegunByOthers or MesoSpimScript.CommandFails or MesoSpimScript.CommandVanishes))
        {
            yield return Begun("mesospim");
        }

        yield return Minutes(10, 60);
    }

    private IEnumerable<Func<bool>> FinalFile()
    {
        yield return Minutes(60, 1500);
        if (IsDeconvolved)
        {
            Lab.Lab.Write(Path.Join(Above, "fused.h5"), "intermediate");
            Lab.Lab.Write(Path.Join(Above, "scan.ome.zarr", ".zgroup"), "{}");
        }

        yield return Minutes(10, 600);
        Lab.Lab.Write(Path.Join(Above, Name + ".ims"), ContentImaris.Good);
    }

    private IEnumerable<Func<bool>> TilesMade()
    {
        for (var tile = 0; tile < Tiles && IsDeconvolved; tile++)
        {
            Lab.Lab.Write(Path.Join(Above, TileName(tile) + ".tif"), "deconvolved");
            yield return _script == MesoSpimScript.DeconvolutionStalls && tile == 0 ? Minutes(600, 1500) : Minutes(20, 80);
        }

        var folder = Path.Join(Above, "ims_files");
        for (var tile = 0; tile < Tiles; tile++)
        {
            Lab.Lab.Write(Path.Join(folder, TileName(tile) + ".ims"), _script == MesoSpimScript.TileBroken && tile == 1 ? ContentImaris.Broken : ContentImaris.Good);
            yield return Minutes(20, 80);
        }

        if (_script == MesoSpimScript.TileBroken)
        {
            yield break;
        }

        var job = $"stitch_{Name}.json";
        Lab.Lab.Write(Path.Join(folder, job), "{}");
        yield return Minutes(20, 80);
        if (_script is MesoSpimScript.StitchingFails or MesoSpimScript.StitchedAgain)
        {
            Lab.Lab.Write(Path.Join(Lab.Settings.MesoSpim.Processing.StitchErrorFolder, job), "{}");
            if (_script == MesoSpimScript.StitchingFails)
            {
                yield break;
            }

            yield return Needs(AttentionKind.StitchingFailed);
            yield return Minutes(60, 600);
            Lab.Lab.Write(Path.Join(folder, $"stitch_{Name}_2.json"), "{}");
            yield return Minutes(20, 80);
        }

        Lab.Lab.Write(Path.Join(folder, Name + "_montage.ims"), _script == MesoSpimScript.MontageBroken ? ContentImaris.Broken : ContentImaris.Good);
    }
}
