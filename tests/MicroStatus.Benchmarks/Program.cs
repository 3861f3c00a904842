using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Running;
using MicroStatus;
using MicroStatus.Benchmarks.BigLab;
using MicroStatus.Benchmarks.Measuring;
using MicroStatus.Benchmarks.Small;

const string Usage = """
    make-lab <folder> [--rscm 40] [--layers 400] [--colours 3] [--ribbons 20] [--imaged 0.5] [--mesospim 40]
        Writes a big lab with settings and an empty database.
    add-ribbons <folder>
        Writes one further ribbon into each RSCM dataset of a big lab, where the microscope would write it next.
    make-history <folder>
        Writes a lab without datasets on disk, and 100,000 of them with 2,000,000 events in its database.
    measure <folder> [check] [calls] [first-check] [memory] [import] [read]
        Measures the staged module with a big lab, against the targets; needs strace and Debian's python3-tifffile.
    measure-history <folder>
        Measures the staged module with a lab of make-history.
    measure-move <folder> [--files 20000] [--kilobytes 16] [--gigabytes 10] [--runs 3]
        Measures a move's script against rclone copy followed by rclone check, and deletes what it has made.
    measure-processing <folder>
        Makes a lab of 2,100 datasets in the folder, and measures checks in process with the real adapters: with those that are imaged and processed
        alone, and beside 2,000 finished ones.
    measure-imaris
        Measures the examination of sparse Imaris files of 1 GB and 100 GB; needs Debian's python3-h5py.
    measure-montage <folder> [--rows 8] [--columns 12] [--edge 2048] [--runs 3]
        Writes tiles of two channels into the folder, and measures montages of them against numpy, scikit-image and tifffile, each in a process of its
        own; needs Debian's python3-tifffile and python3-skimage. Deletes what it has made.
    make-montage <folder> <rows> <columns> <previews|tiff>
        Makes one montage of such tiles, and says its seconds and the most kilobytes that the process held.
    measure-tiles <folder> [header] [directories] [pixels]
        Measures looking into TIFFs against Debian's python3-tifffile and against reading the same files, and deletes what it has made (1.6 GB).
    bench [--filter *TiffHead*] …
        Runs the small benchmarks, of TIFF heads, a look at one dataset and noting messages; takes what BenchmarkDotNet takes.
    """;

var watch = Stopwatch.StartNew();
try
{
    switch (args)
    {
        case ["make-lab", var folder, .. var rest]:
            var made = new BigLabWriter(Path.GetFullPath(folder), BigLabShape.Parse(rest)).Write();
            return Say($"{made:N0} ribbons written");
        case ["add-ribbons", var folder]:
            return Say($"{NextRibbons.Write(Path.GetFullPath(folder)):N0} ribbons added");
        case ["make-history", var folder]:
            BigHistory.Write(Path.GetFullPath(folder));
            return Say($"{BigHistory.Events:N0} events written");
        case ["measure-history", var folder]:
            return Measurements.Print(new HistoryFigures(Path.GetFullPath(folder)).Measure()) == 0 ? 0 : 1;
        case ["measure-processing", var folder]:
            return Measurements.Print(await new ProcessingFigures(Path.GetFullPath(folder)).MeasureAsync()) == 0 ? 0 : 1;
        case ["measure-imaris"]:
            return Measurements.Print(ImarisFigures.Measure()) == 0 ? 0 : 1;
        case ["measure-tiles", var folder, .. var names]:
            return Measurements.Print(TileFigures.Measure(Path.GetFullPath(folder), names)) == 0 ? 0 : 1;
        case ["measure", var folder, .. var names]:
            return Measurements.Run(Path.GetFullPath(folder), names) == 0 ? 0 : 1;
        case ["measure-move", var folder, .. var rest]:
            return Measurements.Print(new MoveFigures(Path.GetFullPath(folder), MoveShape.Parse(rest)).Measure()) == 0 ? 0 : 1;
        case ["measure-montage", var folder, .. var rest]:
            return Measurements.Print(new MontageFigures(Path.GetFullPath(folder), MontageShape.Parse(rest)).Measure()) == 0 ? 0 : 1;
        case ["make-montage", var folder, var rows, var columns, var what]:
            MeasuredMontage.Make(Path.GetFullPath(folder), int.Parse(rows, CultureInfo.InvariantCulture), int.Parse(columns, CultureInfo.InvariantCulture), what == "tiff");
            return 0;
        case ["bench", .. var rest]:
            _ = BenchmarkSwitcher.FromTypes([typeof(TiffHeadBenchmark), typeof(RscmLookBenchmark), typeof(MessageNoteBenchmark)]).Run(rest);
            return 0;
        default:
            await Console.Error.WriteLineAsync(Usage);
            return 2;
    }
}
catch (Exception e) when (e is StatusException or IOException or ArgumentException or FormatException or InvalidOperationException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

int Say(FormattableString what)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what.ToString(CultureInfo.InvariantCulture)} in {watch.Elapsed.TotalSeconds:F1} s"));
    return 0;
}
