using MicroStatus.Database.Examination;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>A database file that tells what a test lets it tell, and takes repairs.</summary>
public sealed class FakeExamination(string path) : IDatabaseExamination
{
    public FileExamination Result { get; set; } = new() { Path = path };

    /// <summary>Thrown by the examination when set.</summary>
    public StatusException? Failure { get; set; }

    /// <summary>Repairs that do not put things right.</summary>
    public ISet<FileRepairKind> Hopeless { get; } = new HashSet<FileRepairKind>();

    public IList<FileRepair> Repaired { get; } = [];

    public IList<string> Copies { get; } = [];

    public FileExamination Examine(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Failure is null ? Result : throw Failure;
    }

    public bool Repair(FileRepair repair, CancellationToken cancellationToken)
    {
        if (Hopeless.Contains(repair.Kind))
        {
            return false;
        }

        Repaired.Add(repair);
        return true;
    }

    public string BackUpWithNewIndexes(string destination, CancellationToken cancellationToken)
    {
        Copies.Add(destination);
        return destination;
    }
}
