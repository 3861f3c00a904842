using MicroStatus.Datasets;
using static MicroStatus.Acquisition.Demo.DemoExpectation;

namespace MicroStatus.Acquisition.Demo;

/// <summary>The ribbon-scanning confocal datasets of a demo lab.</summary>
internal static class RscmScenarios
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RscmScenario> All { get; } =
    [
        new()
        {
            Name = "K812_cortex_stack1",
            Folder = "klimstra-w/5CL18",
            Purpose = "Just begun: all layer folders exist, one ribbon is there; imaged evenly to its end.",
            Outcome = DemoOutcome.Published,
            Layers = 4,
            LayersAhead = true,
            Pace = [new(-4, -1, 1), new(1, 14, 7), new(16, 29, 6), new(31, 44, 6), new(46, 62, 4)],
            StrayFiles = ["Thumbs.db"],
            Expected = [InProgress, InProgress, InProgress, InProgress, InProgress, Finished],
        },
        new()
        {
            Name = "OB14_liver_stack1",
            Folder = "O'Brien/CL12",
            Purpose = "Half imaged: goes on and finishes.",
            Layers = 4,
            Pace = [new(-70, -2, 12), new(1, 14, 5), new(16, 29, 5), new(30.5, 33, 2)],
            StrayFiles = [".DS_Store", "OB14_liver_layer003/488/images/Thumbs.db"],
            Expected = [InProgress, InProgress, InProgress, Finished, Finished, Finished],
        },
        new()
        {
            Name = "M3_kidney_stack2",
            Folder = "Müller/CL21",
            Purpose = "Stalls for two steps, resumes and finishes.",
            Layers = 4,
            Pace = [new(-30, -1, 9), new(32, 44, 6), new(46, 59, 6), new(60.5, 62, 3)],
            Expected = [InProgress, InProgress, NeedsAttention(AttentionKind.Stalled), InProgress, InProgress, Finished],
        },
        new()
        {
            Name = "M7_spleen_stack1",
            Folder = "Müller/CL21",
            Purpose = "A ribbon of a complete layer breaks off: imaging goes on to its end, and a person is needed.",
            Outcome = DemoOutcome.Kept,
            Layers = 4,
            Pace = [new(-40, -2, 10), new(1, 14, 6), new(16, 29, 6), new(31, 33, 2)],
            BrokenRibbon = 8,
            Expected =
            [
                InProgress, NeedsAttention(AttentionKind.BrokenFile), NeedsAttention(AttentionKind.BrokenFile),
                NeedsAttention(AttentionKind.BrokenFile), NeedsAttention(AttentionKind.BrokenFile), NeedsAttention(AttentionKind.BrokenFile),
            ],
        },
        new()
        {
            Name = "CE5_retina_stack1",
            Folder = "cebra/3CL7",
            Purpose = "Complete since before the first check.",
            Layers = 3,
            Colours = [405, 488],
            Pace = [new(-200, -90, 18)],
            Expected = [Finished, Finished, Finished, Finished, Finished, Finished],
        },
        new()
        {
            Name = "D9_spine_stack1",
            Folder = "dutta/CL30",
            Purpose = "Its vs_series.dat breaks off, so nobody knows how many ribbons there will be.",
            Outcome = DemoOutcome.Kept,
            Layers = 3,
            Pace = [new(-20, -2, 4), new(1, 14, 6), new(16, 29, 6), new(31, 33, 2)],
            MetadataKept = 0.55,
            Expected =
            [
                NeedsAttention(AttentionKind.Metadata), NeedsAttention(AttentionKind.Metadata), NeedsAttention(AttentionKind.Metadata),
                NeedsAttention(AttentionKind.Metadata), NeedsAttention(AttentionKind.Metadata), NeedsAttention(AttentionKind.Metadata),
            ],
        },
        new()
        {
            Name = "D11_spine_stack2",
            Folder = "dutta/CL30",
            Purpose = "Its vs_series.dat is empty: the disk was full when imaging began.",
            Outcome = DemoOutcome.Kept,
            Layers = 3,
            Pace = [new(-8, -2, 2), new(1, 14, 6), new(16, 29, 6), new(31, 33, 4)],
            MetadataKept = 0,
            Expected =
            [
                NeedsAttention(AttentionKind.Metadata), NeedsAttention(AttentionKind.Metadata), NeedsAttention(AttentionKind.Metadata),
                NeedsAttention(AttentionKind.Metadata), NeedsAttention(AttentionKind.Metadata), NeedsAttention(AttentionKind.Metadata),
            ],
        },
        new()
        {
            Name = "DY2_lung_stack1",
            Folder = "dermody-t/CL44/infected",
            Purpose = "A second colour appears later: the total of ribbons doubles.",
            Layers = 3,
            Passes = [(2, 488), (1, 488), (2, 561), (1, 561), (0, 488), (0, 561)],
            Pace = [new(-20, -2, 4), new(1, 14, 4), new(16, 29, 4), new(31, 44, 4), new(46, 48, 2)],
            Expected = [InProgress, InProgress, InProgress, InProgress, Finished, Finished],
        },
        new()
        {
            Name = "W77_femur_cont_stack2",
            Folder = "Watkins/CL50",
            Purpose = "A continuation: imaging is tracked, processing is never started.",
            Outcome = DemoOutcome.Kept,
            Layers = 3,
            Pace = [new(-30, -2, 9), new(1, 14, 6), new(16, 18, 3)],
            Expected = [InProgress, InProgress, Finished, Finished, Finished, Finished],
        },
        new()
        {
            Name = "demo_beads_stack1",
            Folder = "Watkins/CL50",
            Purpose = "A demo dataset, by its name: recorded once, and never touched.",
            Outcome = DemoOutcome.Ignored,
            Layers = 3,
            Pace = [new(-10, -2, 3), new(1, 14, 5)],
            Expected = [Finished, Finished, Finished, Finished, Finished, Finished],
        },
        new()
        {
            Name = "CE8_brain_stack3",
            Folder = "cebra/3CL7",
            Purpose = "Twelve layers, so that layer 11 comes before layer 2.",
            Layers = 12,
            LayersAhead = true,
            Pace = [new(-60, -2, 20), new(1, 14, 12), new(16, 29, 12), new(31, 44, 12), new(46, 62, 16)],
            Expected = [InProgress, InProgress, InProgress, InProgress, InProgress, Finished],
        },
    ];
}
