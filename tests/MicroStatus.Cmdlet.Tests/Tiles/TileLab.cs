using System.Globalization;
using System.Text;
using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Datasets;
using MicroStatus.Tiles;

namespace MicroStatus.Cmdlet.Tests.Tiles;

/// <summary>A light-sheet dataset of 3 rows and 2 columns, and a ribbon dataset of 2 layers, on a real folder (whose wildcards the engine resolves) and in the fake store.</summary>
internal sealed class TileLab : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("tiles");

    public TileLab(params Type[] cmdlets)
    {
        Meso = Path.Join(_root.FullName, "KC34");
        Rscm = Path.Join(_root.FullName, "8257_stack1");
        for (var tile = 0; tile < 6; tile++)
        {
            Add(Path.Join(Meso, Tile(tile)), string.Empty);
            Add(Path.Join(Meso, $"MAX_{Tile(tile)}.tif"), string.Empty);
            Add(Path.Join(Meso, Tile(tile) + "_meta.txt"), string.Create(CultureInfo.InvariantCulture, $"[Pixelsize in um] 0.65\n[x_pos] {tile / 3 * 1000}\n[y_pos] {tile % 3 * 800}\n[z_planes] 4\n[z_stepsize] 5\n[Stopped taking images] 20260914-090000\n"));
        }

        Add(Path.Join(Rscm, "vs_series.dat"), "<a><stack_slice_count>2</stack_slice_count><grid_cols>3</grid_cols></a>");
        for (var ribbon = 0; ribbon < 6; ribbon++)
        {
            Add(Path.Join(Rscm, Ribbon(ribbon / 3, ribbon % 3)), string.Empty);
        }

        Backend = new FakeBackend();
        Copy(_root);
        Backend.Database.Datasets.Add(new Dataset { Id = 7, Name = "KC34", Path = Meso, Modality = "mesospim" });
        Backend.Database.Datasets.Add(new Dataset { Id = 8, Name = "8257_stack1", Path = Rscm, Modality = "rscm" });
        Runner = new CmdletRunner(Backend, [typeof(GetDatasetCommand), .. cmdlets]).With("at", _root.FullName);
    }

    public FakeBackend Backend { get; }

    public CmdletRunner Runner { get; }

    public string Meso { get; }

    public string Rscm { get; }

    public FakeTiffFiles Tiffs => Backend.TiffFiles;

    public static string Tile(int tile) => string.Create(CultureInfo.InvariantCulture, $"KC34_Mag4x_Tile{tile}_Ch488_Sh0_Rot0.btf");

    public static string Ribbon(int layer, int column) => string.Create(CultureInfo.InvariantCulture, $"8257_layer{layer:D3}/561/images/8257_col{column:D3}.tif");

    public CmdletResult Run(string script, params object[] input) => Runner.Run(script, input);

    public IReadOnlyList<TileFinding> Findings(string script)
    {
        var result = Run(script);
        Assert.Empty(result.ErrorIds);
        return result.Of<TileFinding>();
    }

    public void Break(string name, TiffFaultKind kind) => Tiffs.Faults[name] = new TiffFault(kind, 0, "why");

    public void Dispose()
    {
        Runner.Dispose();
        _root.Delete(recursive: true);
    }

    private static void Add(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    private void Copy(DirectoryInfo folder)
    {
        Backend.Files.Now = Backend.Time.GetUtcNow() - TimeSpan.FromDays(1);
        Backend.Files.AddFolder(folder.FullName);
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            Backend.Files.AddFolder(file.DirectoryName!);
            Backend.Files.AddFile(file.FullName, Encoding.UTF8.GetBytes(File.ReadAllText(file.FullName)));
        }
    }
}
