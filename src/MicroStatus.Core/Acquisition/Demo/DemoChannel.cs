namespace MicroStatus.Acquisition.Demo;

/// <summary>A channel of a mesoSPIM dataset of a demo lab.</summary>
/// <param name="Name">As in file names: the wavelength, perhaps with a letter, for example <c>561b</c>.</param>
/// <param name="Wavelength">The laser's wavelength, nm.</param>
/// <param name="Filter">The emission filter; null for a version of the program that leaves it out of the names.</param>
public sealed record DemoChannel(string Name, int Wavelength, string? Filter);
