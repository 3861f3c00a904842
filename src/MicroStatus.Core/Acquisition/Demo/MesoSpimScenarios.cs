using MicroStatus.Datasets;
using static MicroStatus.Acquisition.Demo.DemoExpectation;

namespace MicroStatus.Acquisition.Demo;

/// <summary>The mesoSPIM datasets of a demo lab.</summary>
internal static class MesoSpimScenarios
{
    private static readonly DemoChannel Green = new("488", 488, "508 520-35");
    private static readonly DemoChannel Red = new("561b", 561, "594LP");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<MesoSpimScenario> All { get; } =
    [
        new()
        {
            Name = "KC34_thymus",
            Folder = "klimstra-w/5CL18",
            Purpose = "BigTIFF tiles with an acquisition table: goes on tile by tile and finishes.",
            Outcome = DemoOutcome.Published,
            Instrument = "mesoSPIM 1",
            Rows = 2,
            Columns = 2,
            Channels = [Green, Red],
            PixelSize = 1.53,
            RefractiveIndex = "1.561",
            Table = true,
            Pace = [new(-60, -6, 3), new(-5, 47, 5)],
            StrayFiles = ["Thumbs.db"],
            Expected = [InProgress, InProgress, InProgress, InProgress, Finished, Finished],
        },
        new()
        {
            Name = "OB7_lung",
            Folder = "O'Brien/CL12",
            Purpose = "BigTIFF tiles without a table: imaging ends one tile short of a full rectangle.",
            Outcome = DemoOutcome.Kept,
            Instrument = "mesoSPIM 1",
            Rows = 2,
            Columns = 3,
            Channels = [Green],
            PixelSize = 0.65,
            ZStep = 2.5,
            Magnification = "5",
            Pace = [new(-40, -2, 2), new(-1, 18, 3)],
            Expected =
            [
                InProgress, InProgress, NeedsAttention(AttentionKind.EndedEarly), NeedsAttention(AttentionKind.EndedEarly),
                NeedsAttention(AttentionKind.EndedEarly), NeedsAttention(AttentionKind.EndedEarly),
            ],
        },
        new()
        {
            Name = "MU7_kidney",
            Folder = "Müller/CL21",
            Purpose = "OME-Zarr, stage going down: goes on tile by tile and finishes.",
            Instrument = "mesoSPIM 2",
            Rows = 2,
            Columns = 1,
            Channels = [Green, Red],
            PixelSize = 0.65,
            ZStep = -2.5,
            Magnification = "5",
            Zarr = true,
            WindowsText = true,
            Pace = [new(-20, -4, 1), new(-3, 33, 3)],
            Expected = [InProgress, InProgress, InProgress, Finished, Finished, Finished],
        },
        new()
        {
            Name = "DU3_heart",
            Folder = "dutta/CL30",
            Purpose = "A tile is aborted: its metadata says that it is over, and half of its planes are missing.",
            Outcome = DemoOutcome.Kept,
            Instrument = "mesoSPIM 2",
            Rows = 2,
            Columns = 2,
            Channels = [Green],
            Binning = 2,
            AbortedTile = 2,
            Pace = [new(-30, -3, 2), new(-2, 8, 1)],
            Expected =
            [
                InProgress, NeedsAttention(AttentionKind.AbortedTile), NeedsAttention(AttentionKind.AbortedTile),
                NeedsAttention(AttentionKind.AbortedTile), NeedsAttention(AttentionKind.AbortedTile), NeedsAttention(AttentionKind.AbortedTile),
            ],
        },
        new()
        {
            Name = "CB2_colon",
            Folder = "cebra/3CL7",
            Purpose = "The microscope's computer stops while it writes a tile's metadata: the file breaks off, and nothing follows.",
            Outcome = DemoOutcome.Kept,
            Instrument = "mesoSPIM 1",
            Rows = 2,
            Columns = 2,
            Channels = [Green],
            RefractiveIndex = "1.52",
            BrokenTile = 3,
            Pace = [new(-30, -2, 1), new(-1, 19, 2), new(20, 22, 1)],
            Expected =
            [
                InProgress, InProgress, NeedsAttention(AttentionKind.Metadata), NeedsAttention(AttentionKind.Metadata),
                NeedsAttention(AttentionKind.Metadata), NeedsAttention(AttentionKind.Metadata),
            ],
        },
        new()
        {
            Name = "WK2_femur",
            Folder = "Watkins/CL50",
            Purpose = "Complete since before the first check, with two shutters, by an older version of the microscope's program.",
            Instrument = "mesoSPIM 2",
            Rows = 1,
            Columns = 2,
            Channels = [new("488", 488, null)],
            Shutters = [0, 1],
            OlderProgram = true,
            Pace = [new(-300, -120, 4)],
            StrayFiles = [".DS_Store"],
            Expected = [Finished, Finished, Finished, Finished, Finished, Finished],
        },
    ];
}
