using System.Globalization;

namespace MicroStatus.Moves.Job;

/// <summary>Writes the script of one run that proves a copy which others have made (lab.md §8): the trash entry and the copy on Hive are hashed where they lie,
/// and only when they are the same the entry gets its marker.</summary>
/// <remarks>It lists, hashes and tells as the script of a move does (<see cref="MoveJobScript"/>), and needs no rclone. Of <see cref="MoveJob"/>, the source is the
/// entry and the destination the copy. <see cref="MoveExitCode.ProofFailed"/> says that the two differ, <see cref="MoveExitCode.SourceChanged"/> that one of
/// them changed meanwhile.</remarks>
public static class ProofJobScript
{
    private const string LastOfMove = "4-manifest.sh"; // copying, placing and trashing are no matter of a proof

    private static readonly Lazy<string> Body = new(() => $"{MoveJobScript.Read(MoveJobScript.Parts, LastOfMove)}\n{MoveJobScript.Read("ProofJobScript/", last: null)}");

    /// <summary>Writes a script.</summary>
    /// <param name="job">The run.</param>
    /// <param name="inode">What the entry is: another folder of that name is never looked at.</param>
    /// <returns>The text.</returns>
    /// <exception cref="StatusException"><c>MoveJobInvalid</c>: a part of the job can't be right, for example a relative path.</exception>
    public static string Write(MoveJob job, ulong inode)
    {
        MoveJobRules.CheckProof(job);
        return MoveJobScript.Head(job, "Proves one copy. Proof")
            .Append(CultureInfo.InvariantCulture, $"readonly source_inode={inode}\n\n")
            .Append(Body.Value)
            .ToString();
    }
}
