using MicroStatus.Acquisition.MesoSpim;
using MicroStatus.Acquisition.Rscm;
using MicroStatus.Configuration;
using MicroStatus.Tiles;

namespace MicroStatus.Acquisition;

/// <summary>The instruments of the lab.</summary>
public static class Instruments
{
    /// <summary>All of them; a further one is a further line.</summary>
    /// <param name="settings">Their settings.</param>
    /// <param name="files">The store.</param>
    /// <param name="headers">TIFF heads.</param>
    /// <returns>In the order of the check.</returns>
    public static IReadOnlyList<IInstrument> All(StatusSettings settings, IFileTree files, ITiffHeaderReader headers) =>
    [
        new RscmInstrument(settings, files, headers),
        new MesoSpimInstrument(settings.MesoSpim, settings.Discovery, files, headers),
    ];
}
