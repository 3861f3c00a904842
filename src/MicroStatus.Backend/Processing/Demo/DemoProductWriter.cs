using MicroStatus.Acquisition.Demo;
using MicroStatus.Backend.Acquisition.Demo;
using MicroStatus.Configuration;
using MicroStatus.Processing;
using MicroStatus.Processing.Demo;

namespace MicroStatus.Backend.Processing.Demo;

/// <summary>Writes the products of the stages of a demo lab, whole, in part or broken.</summary>
/// <param name="settings">Folders and names.</param>
/// <param name="products">What a stage makes.</param>
/// <param name="files">Writes files.</param>
/// <param name="queues">The queues that the work came from.</param>
/// <param name="nextJob">Gives a denoising job its number.</param>
internal sealed class DemoProductWriter(StatusSettings settings, DemoProducts products, DemoFiles files, DemoQueues queues, Func<long> nextJob)
{
    private const int Width = 48;
    private const int Height = 32;
    private const int Planes = 6;

    private static readonly byte[] StitchJob = "{ \"job\": \"stitch\" }\n"u8.ToArray();
    private static readonly byte[] Broken = "Wine: the Imaris file could not be written.\n"u8.ToArray();
    private static readonly int[] MesoSpimColours = [488, 561];

    /// <summary>Writes what a stage has made so far.</summary>
    /// <param name="work">The stage of a dataset.</param>
    /// <param name="source">The dataset.</param>
    /// <param name="turn">How far it is.</param>
    public void Write(DemoWork work, DemoSource source, DemoTurn turn)
    {
        var paths = products.Of(work.Stage, source, work.Job).Select(path => Path.Join(work.Folder, path)).ToList();
        switch (turn.Kind)
        {
            case DemoTurnKind.Going:
                WriteSome(work.Stage, source, paths, turn.Part);
                break;
            case DemoTurnKind.Failed:
                Fail(work, source, paths);
                break;
            default:
                WriteAll(work.Stage, source, paths);
                End(work, source);
                break;
        }
    }

    /// <summary>Takes up anew what has failed.</summary>
    /// <param name="work">The stage of a dataset.</param>
    /// <param name="source">The dataset.</param>
    /// <returns>The work.</returns>
    public DemoWork Again(DemoWork work, DemoSource source)
    {
        if (work is { Stage: StageKind.Denoising, Job: { } job })
        {
            queues.Enqueue(job, Path.Join(work.Folder, products.JobFolder(job)));
        }
        else if (work.Stage == StageKind.Montage)
        {
            files.Write(Path.Join(work.Folder, products.StitchJob(source)), StitchJob, isNew: true);
        }

        return work;
    }

    /// <summary>Gives up what has no dataset any more.</summary>
    /// <param name="work">The stage of a dataset that is gone.</param>
    public void Drop(DemoWork work)
    {
        if (work.Stage == StageKind.Stitching)
        {
            queues.EndStitching(work, isDone: false);
        }
        else if (work is { Stage: StageKind.Denoising, Job: { } job })
        {
            queues.EndDenoising(job);
        }
    }

    private void WriteSome(StageKind stage, DemoSource source, List<string> paths, double part)
    {
        var whole = (int)(paths.Count * part);
        WriteAll(stage, source, paths[..whole]);
        if (whole < paths.Count && stage is not (StageKind.Stitching or StageKind.Denoising))
        {
            files.WritePart(paths[whole], Content(stage, source, whole), (paths.Count * part) - whole);
        }
    }

    private void WriteAll(StageKind stage, DemoSource source, IReadOnlyList<string> paths)
    {
        foreach (var (number, path) in paths.Index())
        {
            files.Write(path, Content(stage, source, number));
        }
    }

    private void End(DemoWork work, DemoSource source)
    {
        switch (work)
        {
            case { Stage: StageKind.Stitching }:
                queues.EndStitching(work, isDone: true);
                var job = nextJob();
                queues.Enqueue(job, Path.Join(work.Folder, products.JobFolder(job)));
                break;
            case { Stage: StageKind.Denoising, Job: { } number }:
                queues.EndDenoising(number);
                break;
            case { Stage: StageKind.Conversion }:
                files.Write(Path.Join(work.Folder, products.StitchJob(source)), StitchJob);
                break;
            default:
                break;
        }
    }

    private void Fail(DemoWork work, DemoSource source, List<string> paths)
    {
        switch (work.Stage)
        {
            case StageKind.Stitching:
                queues.EndStitching(work, isDone: false);
                break;
            case StageKind.Montage:
                files.Write(Path.Join(settings.MesoSpim.Processing.StitchErrorFolder, Path.GetFileName(products.StitchJob(source))), StitchJob, isNew: true);
                break;
            default:
                // All are there, and the last one is not what it should be.
                WriteAll(work.Stage, source, paths[..^1]);
                files.Remove(paths[^1] + settings.Imaris.PartEnding);
                files.Write(paths[^1], BrokenContent(work.Stage, source, paths.Count - 1), isNew: true);
                if (work is { Stage: StageKind.Denoising, Job: { } job })
                {
                    queues.EndDenoising(job);
                }

                break;
        }
    }

    private static byte[] BrokenContent(StageKind stage, DemoSource source, int number) => stage switch
    {
        StageKind.Denoising => [],
        StageKind.Deconvolution => Content(stage, source, number) is var whole ? whole[..(whole.Length / 2)] : [],
        _ => Broken,
    };

    private static byte[] Content(StageKind stage, DemoSource source, int number) => stage switch
    {
        StageKind.Stitching or StageKind.Denoising => Image(number / source.Colours.Count, source.Layers.Count, source.Colours[number % source.Colours.Count]),
        StageKind.Deconvolution => Image(number, source.Tiles.Count, MesoSpimColours[0]),
        StageKind.ImarisBuild => DemoImaris.Write(source.Layers.Count, source.Colours),
        _ => DemoImaris.Write(Planes, MesoSpimColours),
    };

    private static byte[] Image(int plane, int planes, int colour)
    {
        var pixels = new ushort[Width * Height];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = DemoSpecimen.Light((i % Width) / (double)Width, (i / Width) / (double)Height, (plane + 0.5) / planes, colour);
        }

        return DemoTiff.Write(big: false, Width, Height, pixelSize: null, [pixels]);
    }
}
