using System.Globalization;
using MicroStatus.Acquisition;
using MicroStatus.Acts;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Trash;

namespace MicroStatus.Processing.MesoSpim;

/// <summary>Zips the metadata of an OME-Zarr group, and reads the zip back before it gets its name (lab.md §4).</summary>
/// <param name="tools">What it needs.</param>
/// <param name="zips">Writes zips.</param>
public sealed class MetadataBackup(TrashTools tools, IVerifiedFiles zips)
{
    private readonly ZarrMetadataFiles _metadata = new(tools.Settings.MesoSpim, tools.Files);

    private string ManifestName => tools.Settings.MesoSpim.Processing.ZarrBackupManifest;

    /// <summary>Carries an act out.</summary>
    /// <param name="subject">The dataset.</param>
    /// <param name="act">The group and the zip.</param>
    /// <param name="cancellationToken">Stops between two files; nothing is left.</param>
    /// <returns>What was written; null when a good zip is there already, and nothing was done.</returns>
    /// <exception cref="StatusException"><c>DatasetNotFound</c>, <c>DatasetMoving</c>, <c>MetadataBackupRefused</c>: the group is not in the dataset's folder, or holds no metadata.
    /// <c>MetadataBackupInvalid</c>: something else has the zip's name. <c>MetadataBackupFailed</c>: a file is too large, or the zip was not what was written. <c>LeaseLost</c>, and
    /// database errors.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access; nothing is left.</exception>
    /// <exception cref="IOException">Any other fault of the file system; nothing is left.</exception>
    public AppliedChange? CarryOut(ProcessingSubject subject, ProcessingAct.BackUpMetadata act, CancellationToken cancellationToken)
    {
        var row = RowOf(subject, act);
        if (FaultOf(act.ZipPath, out var isThere) is { } fault)
        {
            throw Refused("MetadataBackupInvalid", row, $"{act.ZipPath} is no good backup of metadata: {fault}.", "Rename it; the next check writes it anew.");
        }

        if (isThere)
        {
            return null;
        }

        if (!tools.Gate.MayAct())
        {
            throw new InvalidOperationException("Metadata are backed up by someone who may act only.");
        }

        var intent = new Intent
        {
            Kind = IntentKind.MetadataBackup,
            Key = string.Create(CultureInfo.InvariantCulture, $"metadata-backup/{row.Id:D5}-{tools.Now.UtcTicks:x}-{Path.GetFileName(act.Group)}"),
            Id = row.Id,
            What = $"Writes {act.ZipPath}. {act.What}",
            Data = new MetadataBackupAct(act.Group, act.ZipPath).Write(),
            Begun = tools.Now,
        };
        tools.Gate.WriteOne(DatasetChangeSet.Of(row) with { Begins = [intent] });
        try
        {
            var count = WriteZip(row, act, cancellationToken);
            return End(row, intent, act.ZipPath, FormattableString.Invariant($"{act.What} {count} files."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OperationCanceledException or StatusException { ErrorId: "MetadataBackupFailed" or "MetadataBackupRefused" })
        {
            NotDone(row, intent, e.Message);
            throw;
        }
    }

    /// <summary>Ends what a crash has left open: by the zip, which is whole or not there.</summary>
    /// <param name="written">Hears of what was written.</param>
    /// <param name="failed">Hears of what could not be looked at.</param>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    public void Settle(Action<AppliedChange> written, Action<Intent, Exception> failed)
    {
        foreach (var intent in tools.Database.Intents.FindOpen().Where(intent => intent.Kind == IntentKind.MetadataBackup).ToList())
        {
            try
            {
                if (MetadataBackupAct.Read(intent.Data) is { } act && intent.Id is { } id && tools.Row(id) is { } row && tools.Gate.MayAct())
                {
                    var fault = FaultOf(act.ZipPath, out var isThere);
                    written(fault is null && isThere
                        ? End(row, intent, act.ZipPath, "The metadata of an OME-Zarr group are backed up. It was cut off, and is finished now.")
                        : NotDone(row, intent, fault is null ? "It was not written." : $"{act.ZipPath} is no good backup: {fault}."));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failed(intent, e);
            }
        }
    }

    private Dataset RowOf(ProcessingSubject subject, ProcessingAct.BackUpMetadata act)
    {
        var id = subject.Row.Id;
        var row = tools.Row(id) ?? throw new StatusException(
            "DatasetNotFound", StatusErrorCategory.NotFound, FormattableString.Invariant($"There is no dataset with id {id} any more."), null, id);
        if (new DiscardPlanner(tools).IsMoving(row))
        {
            throw Refused("DatasetMoving", row, $"{row.Name} is being moved, so nothing is written into it.", "Wait for the move's end.");
        }

        var isInside = act.Group.StartsWith(subject.Folder + "/", StringComparison.Ordinal)
            && !act.Group[subject.Folder.Length..].Split('/').Contains("..")
            && Path.GetDirectoryName(act.ZipPath) is { } above && (above == act.Group || above == subject.Folder);
        return isInside && tools.Files.Find(act.Group) is { Kind: EntryKind.Folder }
            ? row
            : throw Refused("MetadataBackupRefused", row, $"{act.Group} is no OME-Zarr group in the folder of {row.Name}.", null);
    }

    private int WriteZip(Dataset row, ProcessingAct.BackUpMetadata act, CancellationToken cancellationToken)
    {
        IReadOnlyList<ZippedFile> written = [];
        try
        {
            zips.Write(
                act.ZipPath,
                stream =>
                {
                    written = MetadataZip.Write(stream, ManifestName, _metadata.Read(act.Group, cancellationToken));
                    if (written.Count == 0)
                    {
                        throw Refused("MetadataBackupRefused", row, $"There are no metadata in {act.Group}.", "Look at the group; restore its metadata from the microscope's computer.");
                    }
                },
                stream =>
                {
                    if (MetadataZip.FaultOf(stream, ManifestName, written) is { } fault)
                    {
                        throw Refused("MetadataBackupFailed", row, $"The backup of the metadata of {act.Group} was not what was written: {fault}.", "Look at the store; the next check writes it anew.");
                    }
                });
        }
        catch (InvalidDataException e)
        {
            throw new StatusException(
                "MetadataBackupFailed", StatusErrorCategory.InvalidData, $"The metadata of {act.Group} cannot be backed up: {e.Message}", "Look at that file.", row.Id, e);
        }

        return written.Count;
    }

    private string? FaultOf(string path, out bool isThere)
    {
        using var zip = zips.Open(path);
        isThere = zip is not null;
        return zip is null ? null : MetadataZip.FaultOf(zip, ManifestName, expected: null);
    }

    private AppliedChange End(Dataset row, Intent intent, string zip, string why) => tools.Gate.WriteOne(DatasetChangeSet.Of(row) with
    {
        Ends = [new IntentEnd(intent.Key, IntentState.Done, zip)],
        Events = [new DatasetEvent { Time = tools.Now, Id = row.Id, Name = row.Name, Path = row.Path, Kind = EventKind.Processing, To = zip, Why = why }],
    });

    private AppliedChange NotDone(Dataset row, Intent intent, string why) => tools.Gate.WriteOne(DatasetChangeSet.Of(row) with { Ends = [new IntentEnd(intent.Key, IntentState.NotDone, why)] });

    private static StatusException Refused(string id, Dataset row, string text, string? advice) => new(id, StatusErrorCategory.InvalidOperation, text, advice, row.Id);
}
