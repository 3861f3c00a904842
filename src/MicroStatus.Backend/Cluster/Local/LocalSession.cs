using System.Globalization;
using System.Runtime.InteropServices;

namespace MicroStatus.Backend.Cluster.Local;

/// <summary>The processes of a job: those of the session that its watcher leads.</summary>
/// <param name="leader">The watcher's number.</param>
internal sealed partial class LocalSession(int leader)
{
    private const int Terminate = 15;
    private const int Kill = 9;
    private const int SessionField = 3;

    /// <summary>Whether any of them runs, the watcher or another.</summary>
    /// <returns>True when one does.</returns>
    public bool HasProcesses() => Members().Any();

    /// <summary>Asks all of them to end.</summary>
    public void AskToEnd() => Send(Terminate);

    /// <summary>Ends all of them.</summary>
    public void End() => Send(Kill);

    private void Send(int signal)
    {
        // One that is gone meanwhile needs no signal.
        _ = SendSignal(-leader, signal);
        foreach (var (id, group) in Members().Where(member => member.Group != leader).ToList())
        {
            _ = SendSignal(id, signal);
        }
    }

    private IEnumerable<(int Id, int Group)> Members()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && Stat(folder) is { } fields
                && fields[0] is not ("Z" or "X")
                && int.Parse(fields[SessionField], CultureInfo.InvariantCulture) == leader)
            {
                yield return (id, int.Parse(fields[SessionField - 1], CultureInfo.InvariantCulture));
            }
        }
    }

    private static string[]? Stat(string folder)
    {
        try
        {
            var text = File.ReadAllText(folder + "/stat");

            // The second field is the name in brackets and may hold anything, brackets too.
            var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return fields.Length > SessionField ? fields : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // gone since the folder was listed, or hidden: then it is of somebody else
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
