using System.Globalization;
using MicroStatus.Datasets;
using MicroStatus.Messages;

namespace MicroStatus.Backend.Tests.Processing.Month;

/// <summary>Compares what a month has left with what its scripts know.</summary>
/// <param name="lab">The lab.</param>
internal sealed class MonthVerdict(MonthLab lab)
{
    // What may be said of a dataset once, however often it was begun.
    private static readonly string[] Once =
        [MessageKind.ImagingStarted, MessageKind.ImagingFinished, MessageKind.ProcessingFinished, MessageKind.Moved];

    private static readonly (string Message, string Attention)[] Troubles =
    [
        (MessageKind.StitchingFailed, AttentionKind.StitchingFailed),
        (MessageKind.ImarisFileBroken, AttentionKind.ImarisFileBroken),
        (MessageKind.MoveFailed, AttentionKind.MoveFailed),
    ];

    /// <summary>What is not as it must be.</summary>
    public List<string> Faults()
    {
        var rows = lab.Lab.Rows().ToDictionary(row => row.Name, StringComparer.Ordinal);
        var written = lab.Acts.Written.Where(path => Path.GetDirectoryName(path) == lab.QueueFolder("queueStitch")).Select(Path.GetFileName).ToLookup(name => name![..5]);
        var arrived = lab.Cluster.Arrived.ToLookup(name => name);
        var faults = new List<string>(lab.Cluster.Faults);
        foreach (var dataset in lab.Datasets)
        {
            if (!rows.TryGetValue(dataset.Name, out var row))
            {
                faults.Add($"{dataset.Name} ({dataset.Script}): not registered.");
                continue;
            }

            var id5 = row.Id.ToString("D5", CultureInfo.InvariantCulture);
            var (builds, commands, moves) = (arrived["imaris_" + id5].Count(), arrived["mesospim_" + id5].Count(), arrived["move_" + id5].Count());
            faults.AddRange(new[] { OfStatus(dataset, row) }
                .Concat(OfMessages(row))
                .Concat(OfHistory(dataset, row))
                .Append(OfRawFiles(dataset, row))
                .Append(moves > 1 ? $"moved {moves} times" : null)
                .Append(dataset is PlayedRscm rscm && written[id5].Count() > rscm.MostQueueFiles ? $"queued {written[id5].Count()} times, not {rscm.MostQueueFiles}" : null)
                .Append(dataset is PlayedRscm built && builds > built.MostBuilds ? $"built {builds} times, not {built.MostBuilds}" : null)
                .Append(dataset is PlayedMesoSpim begun && commands > begun.MostCommands ? $"begun {commands} times, not {begun.MostCommands}" : null)
                .OfType<string>()
                .Select(fault => $"{dataset.Name} #{row.Id} ({dataset.Script}): {fault}"));
        }

        faults.AddRange(lab.Lab.Query("SELECT kind, key, what FROM intent WHERE state = 'Open'").Select(intent => $"still open: {intent}"));
        faults.AddRange(lab.Lab.Query("SELECT job_name, state FROM processing_command WHERE state IN ('Submitting', 'Waiting', 'Running')").Select(command => $"still open: {command}"));
        return faults;
    }

    private string? OfStatus(PlayedDataset dataset, Dataset row)
    {
        var kinds = lab.Lab.Query($"SELECT kind FROM attention WHERE closed IS NULL AND path = '{dataset.Folder}'");
        var truth = dataset.Truth;
        var isAsItMustBe = row.ProcessingStatus == truth.Status
            && row.ImagingStatus == ImagingStatus.Finished
            && (truth.Kind is null ? kinds.Count == 0 : kinds is [var only] && only == truth.Kind)
            && row.Moved == (truth.Status == ProcessingStatus.Finished)
            && row.Paused == (truth.Status == ProcessingStatus.NeedsAttention);
        return isAsItMustBe
            ? null
            : $"{row.ImagingStatus}/{row.ProcessingStatus} [{string.Join(", ", kinds)}] paused {row.Paused} moved {row.Moved} moving {row.Moving}, not {truth.Status} {truth.Kind}; "
                + string.Join("; ", lab.Lab.Query($"SELECT stage, why, last_progress FROM processing WHERE dataset_id = {row.Id}"));
    }

    private IEnumerable<string> OfMessages(Dataset row)
    {
        var messages = lab.Lab.Query($"SELECT kind, COUNT(*) FROM outbox WHERE dataset_id = {row.Id} GROUP BY kind").Select(line => line.Split('|')).ToDictionary(cells => cells[0], cells => int.Parse(cells[1], CultureInfo.InvariantCulture));
        var episodes = lab.Lab.Query($"SELECT kind, COUNT(*) FROM attention WHERE path = '{row.Path}' GROUP BY kind").Select(line => line.Split('|')).ToDictionary(cells => cells[0], cells => int.Parse(cells[1], CultureInfo.InvariantCulture));
        foreach (var kind in Once.Where(kind => messages.GetValueOrDefault(kind) > 1))
        {
            yield return $"'{kind}' was said {messages[kind]} times";
        }

        foreach (var (message, attention) in Troubles.Where(trouble => messages.GetValueOrDefault(trouble.Message) != episodes.GetValueOrDefault(trouble.Attention)))
        {
            yield return $"'{message}' was said {messages.GetValueOrDefault(message)} times for {episodes.GetValueOrDefault(attention)} episodes";
        }

        var isRscm = row.Modality == "rscm";
        if (row.ProcessingStatus == ProcessingStatus.Finished)
        {
            foreach (var kind in (string[])[MessageKind.ProcessingStarted, MessageKind.ProcessingFinished, MessageKind.Moved, .. isRscm ? [MessageKind.ImarisFileBuilt] : Array.Empty<string>()])
            {
                if (messages.GetValueOrDefault(kind) == 0 && kind != MessageKind.ProcessingStarted)
                {
                    yield return $"'{kind}' was not said";
                }
            }
        }
    }

    // A status goes back only from or to one that needs a person, or since somebody queued it again.
    private IEnumerable<string> OfHistory(PlayedDataset dataset, Dataset row)
    {
        foreach (var cells in lab.Lab.Query($"SELECT old_value, new_value, why FROM dataset_event WHERE dataset_id = {row.Id} AND field = 'processing_status' AND kind = 'processing' ORDER BY event_id").Select(line => line.Split('|')))
        {
            if (Rank(cells[0]) > Rank(cells[1]) && Rank(cells[1]) >= 0 && !(dataset.IsQueuedAgain && cells[2].StartsWith("Its file waits", StringComparison.Ordinal)))
            {
                yield return $"went from {cells[0]} back to {cells[1]}: {cells[2]}";
            }
        }
    }

    private static int Rank(string status) => StatusText.ReadProcessing(status, out _) is var read && read == ProcessingStatus.NeedsAttention ? -1 : (int)read;

    // Every file of raw data is in one place: the dataset's folder, or the trash as a colour nobody wants.
    private string? OfRawFiles(PlayedDataset dataset, Dataset row)
    {
        var relative = Path.GetRelativePath(Path.Join(lab.Lab.Fast, "Acquire"), dataset.Folder);
        var trash = Path.Join(lab.Lab.Fast, "trash", "autodelete", Path.GetDirectoryName(relative));
        List<string> places =
        [
            dataset.Folder,
            dataset.FolderOnHive,
            .. Directory.Exists(trash) ? Directory.GetDirectories(trash, $"{dataset.Name}.*-{row.Id:D5}-*") : [],
        ];
        var missing = dataset.RawFiles.FirstOrDefault(file => places.Count(place => File.Exists(Path.Join(place, file))) != 1);
        return missing is null ? null : $"{missing} is in {places.Count(place => File.Exists(Path.Join(place, missing)))} places of {string.Join(", ", places)}";
    }
}
