namespace MicroStatus.Backend.Imaris.Hdf5;

/// <summary>What in an HDF5 file cannot be: a phrase for a person. Never leaves the room of Imaris files.</summary>
/// <param name="what">The phrase, without a full stop.</param>
internal sealed class Hdf5Fault(string what) : Exception(what);
