using MicroStatus.Backend.Acquisition.Demo;
using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Checks;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Tests.Tiles;

/// <summary>A lab whose checks make montages of mesoSPIM datasets of 2 × 2 tiles.</summary>
internal sealed class MontageLab : IDisposable
{
    public const string Name = "KC34";

    private static readonly byte[] Projection = DemoTiff.Write(big: false, 40, 30, 0.65, [new ushort[1200]]);

    public MontageLab()
    {
        Lab.MakesMontages = true;
        Lab.Backend.Montages = Montages;
    }

    public CheckLab Lab { get; } = new();

    public FakeMontages Montages { get; } = new();

    public string Path => PathOf(Name);

    public string Folder => System.IO.Path.Join(Path, "stitched_maxips");

    public string PathOf(string name) => System.IO.Path.Join(Lab.MesoSpim, "klimstra-w", "5CL18", name);

    public MontageSettings Settings
    {
        set => Lab.Settings = Lab.Settings with { Tiles = Lab.Settings.Tiles with { Montage = value } };
    }

    /// <summary>A dataset as the microscope leaves it.</summary>
    public void Add(string name = Name, bool withProjections = true, int tiles = 4)
    {
        for (var tile = 0; tile < tiles; tile++)
        {
            AddTile(name, tile, withProjections);
        }
    }

    public void AddTile(string name, int tile, bool withProjection = true)
    {
        Lab.AddTile(PathOf(name), tile, x: tile / 2, y: tile % 2);
        if (withProjection)
        {
            Lab.Write(System.IO.Path.Join(PathOf(name), $"MAX_scan_Mag4x_Tile{tile}_Ch488_Sh0_Rot0.btf.tif"), Projection);
        }
    }

    public Task<StatusCheckReport> CheckAsync(bool whatIf = false) => Lab.CheckAsync(whatIf);

    /// <summary>Imaging comes to its end; its montage is made when that is due.</summary>
    public Task<StatusCheckReport> FinishAsync() => Lab.SettleAsync();

    /// <summary>Imaging comes to its end, and no montage is made yet.</summary>
    public async Task FinishWithoutAsync()
    {
        Lab.MakesMontages = false;
        await Lab.SettleAsync();
        Lab.MakesMontages = true;
    }

    public string? NoteOf(StatusCheckReport report) => report.Steps.Single(step => step.Step == CheckStep.Tiles).Note;

    public string State(string name = Name) =>
        Lab.Query($"SELECT m.state || ' ' || m.attempts FROM montage m JOIN dataset d ON d.id = m.dataset_id WHERE d.name = '{name}'").SingleOrDefault() ?? "none";

    public void Dispose() => Lab.Dispose();
}
