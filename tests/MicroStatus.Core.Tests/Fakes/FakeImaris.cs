using MicroStatus.Imaris;

namespace MicroStatus.Core.Tests.Fakes;

/// <summary>Imaris files of a store in memory: their content tells how they are, <c>good</c>, <c>writing</c> or anything else for a broken one.</summary>
public sealed class FakeImaris(FakeFileTree files) : IImarisFiles
{
    /// <summary>Files that were opened, in order.</summary>
    public IList<string> Opened { get; } = [];

    public ImarisFile Examine(string path, CancellationToken cancellationToken)
    {
        Opened.Add(path);
        var text = System.Text.Encoding.UTF8.GetString(files.ReadFile(path, int.MaxValue));
        return new ImarisFile
        {
            Path = path,
            Opens = text == "good",
            IsBeingWritten = text == "writing",
            Reason = text == "good" ? null : "It is no HDF5 file.",
        };
    }

    public ImarisFile ExamineDeeply(string path, CancellationToken cancellationToken) => Examine(path, cancellationToken);
}
