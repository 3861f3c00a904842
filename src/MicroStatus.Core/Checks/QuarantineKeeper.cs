using MicroStatus.Database;
using MicroStatus.Messages;
using MicroStatus.Storage;

namespace MicroStatus.Checks;

/// <summary>Counts datasets whose checks fail; after some failures in a row one is left alone until its folder changes, and that is said once.</summary>
public sealed class QuarantineKeeper : ILookFailures
{
    private readonly CheckContext _context;
    private readonly Dictionary<string, QuarantineRecord> _known;
    private readonly List<QuarantineRecord> _failed = [];
    private readonly List<string> _recovered = [];

    /// <summary>Reads what is known.</summary>
    /// <param name="context">The check.</param>
    public QuarantineKeeper(CheckContext context)
    {
        _context = context;
        _known = context.Database.ReadQuarantine().ToDictionary(record => record.Path, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public bool IsQuarantined(string path)
    {
        if (!_known.TryGetValue(path, out var record) || record.Failures < _context.Settings.Check.QuarantineAfter || IsDue(record) || ModifiedOf(path) != record.FolderModified)
        {
            return false;
        }

        _context.Report.Add(new CheckProblem(
            CheckStep.Acquisition,
            null,
            Path.GetFileName(path),
            path,
            $"{Path.GetFileName(path)} is quarantined until its folder changes: {record.Reason}",
            null));
        return true;
    }

    /// <inheritdoc/>
    public void Failed(string path, long? id, Exception cause)
    {
        var name = Path.GetFileName(path);
        _context.Report.Add(new CheckProblem(CheckStep.Acquisition, id, name, path, $"{name} could not be checked: {cause.Message}", cause));
        var earlier = _known.GetValueOrDefault(path);
        var record = new QuarantineRecord(path, (earlier?.Failures ?? 0) + 1, cause.Message, earlier is null || IsDue(earlier) ? _context.Now : earlier.Since, ModifiedOf(path));
        _failed.Add(record);
        if (record.Failures == _context.Settings.Check.QuarantineAfter)
        {
            Announce(record, id);
        }
    }

    /// <inheritdoc/>
    public void Succeeded(string path)
    {
        if (_known.ContainsKey(path))
        {
            _recovered.Add(path);
        }
    }

    /// <summary>Writes what has changed.</summary>
    public void Write()
    {
        if (_failed.Count > 0 || _recovered.Count > 0)
        {
            _context.Gate.WriteOwn((database, lease) => database.WriteQuarantine(_failed, _recovered, lease));
        }
    }

    // A mended permission or disk changes no folder's time.
    private bool IsDue(QuarantineRecord record) => _context.Now - record.Since >= _context.Settings.Check.FullListingInterval;

    private void Announce(QuarantineRecord record, long? id)
    {
        var name = Path.GetFileName(record.Path);
        var subject = new MessageSubject(name, record.Path, WindowsPath.Of(record.Path, _context.Settings.Storage), null, record.Since);
        if (_context.Gate.MayAct())
        {
            _ = _context.Gate.Write(
            [
                new DatasetChangeSet
                {
                    Path = record.Path,
                    Name = name,
                    Id = id,
                    Messages = [new AttentionMessages(_context.Messages).Quarantined(subject, record.Failures, record.Reason)],
                },
            ]);
        }
    }

    private DateTimeOffset? ModifiedOf(string path)
    {
        try
        {
            return _context.Files.Find(path)?.Modified;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // not even that can be known; a change of rights above is seen when it can be again
        }
    }
}
