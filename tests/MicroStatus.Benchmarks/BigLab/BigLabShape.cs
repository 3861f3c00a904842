using System.Globalization;
using System.Text.Json;
using MicroStatus.Acquisition.Demo;

namespace MicroStatus.Benchmarks.BigLab;

/// <summary>How large a big lab is.</summary>
/// <param name="Rscm">RSCM datasets.</param>
/// <param name="Layers">z-layers of each.</param>
/// <param name="Colours">Colours of each.</param>
/// <param name="Ribbons">Ribbons a layer and colour.</param>
/// <param name="Imaged">The part of the layers that is imaged, 0…1; the highest ones.</param>
/// <param name="MesoSpim">mesoSPIM datasets.</param>
internal sealed record BigLabShape(int Rscm, int Layers, int Colours, int Ribbons, double Imaged, int MesoSpim)
{
    private const string FileName = "big-lab.json";

    private static readonly int[] Wavelengths = [405, 488, 561, 594, 640, 730];

    /// <summary>Layers that are imaged.</summary>
    public int LayersImaged => (int)Math.Round(Layers * Imaged);

    /// <summary>The RSCM datasets.</summary>
    public IEnumerable<RscmScenario> RscmDatasets() => Enumerable.Range(0, Rscm).Select(i => new RscmScenario
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"brain{i:000}_stack1"),
        Folder = string.Create(CultureInfo.InvariantCulture, $"scientist-{(char)('a' + (i % 26))}/5CL{i / 4}"),
        Purpose = "One of many.",
        Layers = Layers,
        Colours = Wavelengths[..Colours],
        Ribbons = Ribbons,
        Width = 8,
        Height = 4,
        Pace = [],
        Expected = [],
    });

    /// <summary>The mesoSPIM datasets: three tiles are complete, the fourth is growing.</summary>
    public IEnumerable<MesoSpimScenario> MesoSpimDatasets() => Enumerable.Range(0, MesoSpim).Select(i => new MesoSpimScenario
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"lung{i:000}"),
        Folder = string.Create(CultureInfo.InvariantCulture, $"scientist-{(char)('a' + (i % 26))}/5CL{i / 4}"),
        Purpose = "One of many.",
        Rows = 2,
        Columns = 2,
        Channels = [new DemoChannel("488", 488, "508 520-35")],
        Instrument = string.Create(CultureInfo.InvariantCulture, $"mesoSPIM {1 + (i % 2)}"),
        Size = 8,
        Table = true,
        Pace = [new DemoSpan(-180, -10, 3), new DemoSpan(-5, 10, 1)],
        Expected = [],
    });

    /// <summary>Reads <c>--name value</c> pairs.</summary>
    /// <param name="args">The pairs.</param>
    /// <returns>The shape; what is not given is as in a lab of some 480,000 ribbons.</returns>
    /// <exception cref="ArgumentException">An unknown name, or one without a value.</exception>
    public static BigLabShape Parse(IReadOnlyList<string> args)
    {
        var shape = new BigLabShape(40, 400, 3, 20, 0.5, 40);
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value.", nameof(args));
            int Count() => int.Parse(value, CultureInfo.InvariantCulture);
            shape = args[i] switch
            {
                "--rscm" => shape with { Rscm = Count() },
                "--layers" => shape with { Layers = Count() },
                "--colours" => shape with { Colours = Math.Min(Count(), Wavelengths.Length) },
                "--ribbons" => shape with { Ribbons = Count() },
                "--imaged" => shape with { Imaged = double.Parse(value, CultureInfo.InvariantCulture) },
                "--mesospim" => shape with { MesoSpim = Count() },
                _ => throw new ArgumentException($"{args[i]} is unknown.", nameof(args)),
            };
        }

        return shape;
    }

    /// <summary>Reads the shape of a lab that was written.</summary>
    /// <param name="root">The lab's folder.</param>
    /// <returns>Its shape.</returns>
    public static BigLabShape Read(string root) =>
        JsonSerializer.Deserialize<BigLabShape>(File.ReadAllBytes(Path.Join(root, FileName)))
        ?? throw new FormatException($"{FileName} in {root} holds nothing.");

    /// <summary>Notes the shape in the lab.</summary>
    /// <param name="root">The lab's folder.</param>
    public void Save(string root) => File.WriteAllBytes(Path.Join(root, FileName), JsonSerializer.SerializeToUtf8Bytes(this));
}
