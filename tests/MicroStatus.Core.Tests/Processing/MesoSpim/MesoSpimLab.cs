using Microsoft.Extensions.Time.Testing;
using MicroStatus.Acquisition.MesoSpim;
using MicroStatus.Configuration;
using MicroStatus.Core.Tests.Fakes;
using MicroStatus.Datasets;
using MicroStatus.Processing;
using MicroStatus.Processing.Commands;
using MicroStatus.Processing.MesoSpim;

namespace MicroStatus.Core.Tests.Processing.MesoSpim;

/// <summary>One mesoSPIM dataset in memory: two tile positions, two channels, one shutter, one rotation.</summary>
internal sealed class MesoSpimLab
{
    public const string Folder = "/CBI_FastStore/Acquire/MesoSPIM/klimstra-w/5CL18/KC34";
    public const string Errors = "/CBI_FastStore/tmp/stitch_jobs/error";

    public static readonly DateTimeOffset Start = new(2026, 9, 14, 12, 0, 0, TimeSpan.Zero);

    public MesoSpimLab()
    {
        Files = new FakeFileTree(Start);
        Imaris = new FakeImaris(Files);
        Clock = new FakeTimeProvider(Start.AddHours(1));
    }

    public FakeFileTree Files { get; }

    public FakeImaris Imaris { get; }

    public FakeTimeProvider Clock { get; }

    public Dataset Row { get; set; } = new()
    {
        Id = 12,
        Name = "KC34",
        Path = Folder,
        Modality = "mesospim",
        ImagingStatus = ImagingStatus.Finished,
        ProcessingStatus = ProcessingStatus.InProgress,
        ResolutionXY = "1.530",
    };

    public ProcessingRecord? Record { get; set; }

    public List<ProcessingCommand> Commands { get; } = [];

    public StatusSettings Settings { get; set; } = new();

    public MesoSpimLab WithTiles(string? index = null, params string[] shutters)
    {
        foreach (var tile in Tiles(shutters))
        {
            Files.Write($"{Folder}/{tile}.btf", "x");
            Files.Write($"{Folder}/{tile}.btf_meta.txt", "x");
        }

        return WithSummary("btf", index, shutters);
    }

    public MesoSpimLab WithZarr(string? index = null)
    {
        Files.Write($"{Folder}/KC34.ome.zarr/.zgroup", "{}");
        Files.AddFolder($"{Folder}/KC34.ome.zarr/Mag4_Tile0_Ch488_Flt515LP_Sh0_Rot0.ome.zarr");
        return WithSummary("ome-zarr", index, []);
    }

    public MesoSpimLab WithSummary(string format, string? index, string[] shutters)
    {
        Row = Row with
        {
            ImagingSummary = new MesoSpimSummary
            {
                Format = format,
                Channels = ["488", "561"],
                TilesStarted = Tiles(shutters).Count(),
                RefractiveIndex = index,
            }.Write(),
        };
        return this;
    }

    public static IEnumerable<string> Tiles(params string[] shutters) =>
        from tile in (string[])["0", "1"]
        from channel in (string[])["488", "561"]
        from shutter in shutters.Length == 0 ? ["0"] : shutters
        select $"KC34_Mag4x_Tile{tile}_Ch{channel}_Sh{shutter}_Rot0";

    public void Write(string path, string content = "good") => Files.Write($"{Folder}/{path}", content);

    public ProcessingCommand Command(CommandState state, int? exit = null, string? output = null) => new()
    {
        RunId = "r1",
        Id = 12,
        Stage = StageKind.Start,
        JobName = "mesospim_00012",
        Arguments = [],
        State = state,
        Begun = Start,
        ExitCode = exit,
        Output = output,
        Log = "/jobs/mesospim_00012.log",
    };

    public async Task<ProcessingObservation> LookAsync()
    {
        var subject = new ProcessingSubject { Row = Row, Folder = Folder, FolderOnHive = "/h20/x", Record = Record, Commands = Commands };
        var look = await new MesoSpimPipeline(Settings, Files, Imaris, Clock).BeginAsync(CancellationToken.None);
        return look.Observe(subject, CancellationToken.None);
    }

    public async Task<ProcessingDecision> DecideAsync()
    {
        var observation = await LookAsync();
        var decision = ProcessingRules.Decide(
            new ProcessingSubject { Row = Row, Folder = Folder, FolderOnHive = "/h20/x", Record = Record, Commands = Commands }, observation, TimeSpan.FromMinutes(20), Clock.GetUtcNow());
        Row = Row with { ProcessingStatus = decision.Status, ProcessingSummary = (string?)observation.Fields[DatasetField.ProcessingSummary] };
        Record = new ProcessingRecord { Id = 12, Stage = decision.Current?.Stage, Since = Start, LastProgress = decision.LastProgress, Progress = decision.Current?.Progress };
        return decision;
    }

    public async Task<StageReading> StageAsync(StageKind kind) => (await LookAsync()).Stages.Single(stage => stage.Stage == kind);
}
