using MicroStatus.Datasets;

namespace MicroStatus.Processing;

/// <summary>An act on the outside that begins a stage. Described here, done elsewhere: a decision is a value.</summary>
public abstract record ProcessingAct
{
    private ProcessingAct()
    {
    }

    /// <summary>What is done, in a sentence for the history.</summary>
    public required string What { get; init; }

    /// <summary>The dataset's file is written into the stitching queue (lab.md §3).</summary>
    /// <param name="Row">The dataset that it names.</param>
    public sealed record Enqueue(Dataset Row) : ProcessingAct;

    /// <summary>A command of the lab is run through the executor (lab.md §3, §4).</summary>
    /// <param name="Stage">The stage that it begins.</param>
    /// <param name="JobName">Its job's name, which is unique to dataset and stage, for example <c>imaris_00012</c>.</param>
    /// <param name="Arguments">The program and its arguments, placeholders filled in.</param>
    /// <param name="WorkingFolder">The folder that it starts in.</param>
    public sealed record Run(StageKind Stage, string JobName, IReadOnlyList<string> Arguments, string WorkingFolder) : ProcessingAct;

    /// <summary>Parts of the dataset's folder go to the trash (lab.md §3, §4, §9).</summary>
    /// <param name="Kind">One of <see cref="Storage.TrashKind"/>.</param>
    /// <param name="Paths">What goes, relative to the dataset's folder; files or folders.</param>
    /// <param name="Product">The Imaris file that justifies it; null for a colour that is not wanted.</param>
    public sealed record Discard(string Kind, IReadOnlyList<string> Paths, string? Product) : ProcessingAct;

    /// <summary>The metadata of an OME-Zarr group are zipped (lab.md §4).</summary>
    /// <param name="Group">The group's folder, absolute.</param>
    /// <param name="ZipPath">The zip, absolute.</param>
    public sealed record BackUpMetadata(string Group, string ZipPath) : ProcessingAct;
}
