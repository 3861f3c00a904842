using MicroStatus.Acquisition;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Storage;

namespace MicroStatus.Checks;

/// <summary>Rows whose folder on FastStore is gone although the store is there.</summary>
/// <param name="context">The check.</param>
public sealed class VanishedDatasets(CheckContext context)
{
    /// <summary>Finds and reports them; one that was being imaged needs a person.</summary>
    /// <param name="rows">Rows on FastStore, by folder.</param>
    /// <param name="discovery">What was found.</param>
    public void Report(IReadOnlyDictionary<string, Dataset> rows, DiscoveryResult discovery)
    {
        var found = discovery.Found.Select(dataset => dataset.Path).ToHashSet(StringComparer.Ordinal);
        var open = context.Database.ReadOpenAttention()
            .Where(attention => attention.Reason.Kind == AttentionKind.Vanished)
            .Select(attention => attention.Path)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (path, row) in rows)
        {
            if (found.Contains(path) || row.Moving || IsThere(path, row))
            {
                continue;
            }

            context.Report.Add(new CheckProblem(
                CheckStep.Acquisition,
                row.Id,
                row.Name,
                path,
                $"The folder of {row.Name} is gone: '{path}'. Put it back, or correct the row's path.",
                null));
            if (row.ImagingStatus == ImagingStatus.Finished)
            {
                continue;
            }

            context.Report.Count(ImagingStatus.NeedsAttention);
            if (!open.Contains(path))
            {
                Write(row, path);
            }
        }
    }

    private void Write(Dataset row, string path)
    {
        var reason = AttentionReason.Of(AttentionKind.Vanished, string.Empty, "Its folder is gone.", "Put it back, or correct the row's path.");
        var fields = DatasetFields.Of(row, context.Time);
        var subject = new MessageSubject(row.Name, path, WindowsPath.Of(path, context.Settings.Storage), row.InstrumentId, context.Now);
        var entersAttention = row.ImagingStatus != ImagingStatus.NeedsAttention;
        var applied = context.Gate.Write(
        [
            new DatasetChangeSet
            {
                Path = path,
                Name = row.Name,
                Id = row.Id,
                Fields = entersAttention
                    ?
                    [
                        new FieldChange(DatasetField.ImagingStatus, fields[DatasetField.ImagingStatus], StatusText.Of(ImagingStatus.NeedsAttention)),
                        .. row.Paused ? Array.Empty<FieldChange>() : [new FieldChange(DatasetField.Paused, 0L, 1L)],
                    ]
                    : [],
                Events =
                [
                    new DatasetEvent
                    {
                        Time = context.Now,
                        Id = row.Id,
                        Name = row.Name,
                        Path = path,
                        Kind = EventKind.Attention,
                        To = AttentionKind.Vanished,
                        Why = reason.Text,
                    },
                ],
                Messages = context.News.AnnouncesWhatIsSeen ? [.. new AttentionMessages(context.Messages).Of(subject, [reason])] : [],
                Opened = [reason],
                PausedByUs = entersAttention && !row.Paused,
            },
        ]);
        foreach (var result in applied)
        {
            context.Report.Add(result, CheckStep.Acquisition);
        }
    }

    private bool IsThere(string path, Dataset row)
    {
        var isThere = FolderPresence.IsThere(context.Files, path, out var fault);
        if (fault is not null)
        {
            context.Report.Add(new CheckProblem(CheckStep.Acquisition, row.Id, row.Name, path, $"'{path}' cannot be read: {fault.Message}", fault));
        }

        return isThere;
    }
}
