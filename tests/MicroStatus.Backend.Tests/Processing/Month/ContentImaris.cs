using MicroStatus.Imaris;

namespace MicroStatus.Backend.Tests.Processing.Month;

/// <summary>Imaris files whose content tells what they are.</summary>
internal sealed class ContentImaris : IImarisFiles
{
    public const string Good = "good";
    public const string Broken = "broken";

    public ImarisFile Examine(string path, CancellationToken cancellationToken)
    {
        var facts = new FileInfo(path);
        if (!facts.Exists)
        {
            throw new FileNotFoundException(null, path);
        }

        var isGood = File.ReadAllText(path).StartsWith(Good, StringComparison.Ordinal);
        return new ImarisFile
        {
            Path = path,
            Opens = isGood,
            Reason = isGood ? null : "It holds no DataSet.",
            FileSize = facts.Length,
            Modified = new DateTimeOffset(facts.LastWriteTimeUtc),
        };
    }

    public ImarisFile ExamineDeeply(string path, CancellationToken cancellationToken) => Examine(path, cancellationToken);
}
