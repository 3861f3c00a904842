using System.Globalization;
using System.IO.Enumeration;
using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Imaris;

namespace MicroStatus.Processing.MesoSpim;

/// <summary>Looks at Imaris files of one folder.</summary>
/// <param name="settings">Endings, and the time that a file needs to come to rest.</param>
/// <param name="files">The stores.</param>
/// <param name="imaris">Opens them.</param>
/// <param name="now">The moment.</param>
internal sealed class ImarisProducts(StatusSettings settings, IFileTree files, IImarisFiles imaris, DateTimeOffset now)
{
    /// <summary>Names of files that match, and are not being written under another name.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<FolderEntry> entries, string glob) =>
        [.. entries.Where(entry => entry.Kind == EntryKind.File && FileSystemName.MatchesSimpleExpression(glob, entry.Name)).Select(entry => entry.Name).Order(StringComparer.Ordinal)];

    /// <summary>Files that are being written under their name and the ending of unfinished ones.</summary>
    public IReadOnlyList<ImarisProduct> Parts(string folder, IReadOnlyList<FolderEntry> entries, string glob) =>
    [
        .. Names(entries, glob + settings.Imaris.PartEnding)
            .Select(name => Path.Join(folder, name))
            .Select(path => (Path: path, Facts: files.Find(path)))
            .Where(part => part.Facts is not null)
            .Select(part => new ImarisProduct(ImarisProductState.BeingWritten, part.Path, part.Facts!.Value.Length, part.Facts.Value.Modified, null)),
    ];

    /// <summary>The newest file that matches, whole or being written; one stat each, and one is opened.</summary>
    /// <returns>The file; null when there is none.</returns>
    public ImarisProduct? Newest(string folder, IReadOnlyList<FolderEntry> entries, string glob, CancellationToken cancellationToken)
    {
        var whole = Names(entries, glob)
            .Select(name => Path.Join(folder, name))
            .Select(path => (Path: path, Facts: files.Find(path)))
            .Where(file => file.Facts is { Kind: EntryKind.File })
            .OrderByDescending(file => file.Facts!.Value.Modified)
            .ThenBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => Open(file.Path, file.Facts!.Value, cancellationToken))
            .FirstOrDefault();
        return whole is { State: ImarisProductState.Opens } ? whole : Parts(folder, entries, glob).MaxBy(part => part.Modified) ?? whole;
    }

    /// <summary>Opens a file.</summary>
    /// <returns>How it stands; null when it went meanwhile.</returns>
    public ImarisProduct? Open(string path, FileFacts facts, CancellationToken cancellationToken)
    {
        try
        {
            var file = imaris.Examine(path, cancellationToken);
            var state = file.Opens ? ImarisProductState.Opens
                : file.IsBeingWritten || (now - facts.Modified).Duration() < settings.MesoSpim.SettleTime ? ImarisProductState.BeingWritten
                : ImarisProductState.Broken;
            return new ImarisProduct(state, path, facts.Length, facts.Modified, file.Reason);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>One stat call.</summary>
    public FileFacts? Find(string path) => files.Find(path);

    /// <summary>What the last file of processing tells of its stage.</summary>
    /// <param name="product">The file.</param>
    /// <param name="dataset">The dataset's folder.</param>
    /// <param name="reading">A reading of the stage.</param>
    /// <returns>The reading, and the file when it opens.</returns>
    public static (StageReading Reading, ProcessingResult? Result) Read(ImarisProduct product, string dataset, Func<StageState, string, StageReading> reading)
    {
        switch (product.State)
        {
            case ImarisProductState.Opens:
                return (reading(StageState.Done, $"{product.Name} opens.") with { Moment = product.Modified }, new ProcessingResult(product.Path, product.Modified));
            case ImarisProductState.BeingWritten:
                var progress = string.Create(CultureInfo.InvariantCulture, $"{product.Name}:{product.Size}");
                return (reading(StageState.Running, $"{product.Name} is being written.") with { Progress = progress, Moment = product.Modified }, null);
            default:
                var reason = Broken(product, dataset);
                return (reading(StageState.Failed, reason.Finding) with { Failure = reason, Moment = product.Modified }, null);
        }
    }

    /// <summary>Why a file that does not open needs a person.</summary>
    public static AttentionReason Broken(ImarisProduct product, string dataset) => AttentionReason.Of(
        AttentionKind.ImarisFileBroken,
        Path.GetRelativePath(dataset, product.Path),
        $"{product.Name} does not open{(product.Reason is { } reason ? $": {reason.TrimEnd('.')}" : string.Empty)}.",
        "Look at the log of the job that wrote it; then have it built again.") with
    {
        Names = [product.Name],
    };
}
