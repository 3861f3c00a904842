using System.Text;
using MicroStatus.Imaris;

namespace MicroStatus.Core.Tests.Fakes;

/// <summary>Examines files of a <see cref="FakeFileTree"/> by their text: <c>good</c> opens, <c>growing</c> is being written, anything else is broken.</summary>
public sealed class FakeImarisFiles(FakeFileTree files) : IImarisFiles
{
    /// <summary>How often a file was examined.</summary>
    public int Calls { get; private set; }

    public ImarisFile Examine(string path, CancellationToken cancellationToken)
    {
        Calls++;
        var facts = files.Find(path) ?? throw new FileNotFoundException($"No file {path}.");
        var text = Encoding.UTF8.GetString(files.ReadFile(path, int.MaxValue));
        return new ImarisFile
        {
            Path = path,
            Opens = text == "good",
            IsBeingWritten = text.StartsWith("growing", StringComparison.Ordinal),
            Reason = text == "good" ? null : "It has no HDF5 signature.",
            FileSize = facts.Length,
            Modified = facts.Modified,
        };
    }

    public ImarisFile ExamineDeeply(string path, CancellationToken cancellationToken) => Examine(path, cancellationToken);
}
