using MicroStatus.Configuration;
using MicroStatus.Database;

namespace MicroStatus.Checks;

/// <summary>The node that may act on a database: locks may not reach across nodes (lab.md §6).</summary>
public static class CheckHosts
{
    /// <summary>Refuses any other node.</summary>
    /// <param name="settings">The settings, which may name the node.</param>
    /// <param name="host">This node.</param>
    /// <param name="state">What the database says.</param>
    /// <exception cref="StatusException"><c>CheckHostOther</c>.</exception>
    public static void Require(StatusSettings settings, string host, MonitorState state)
    {
        var owner = settings.Lab.CheckHost ?? state.CheckHost;
        if (owner is not null && !string.Equals(owner, host, StringComparison.OrdinalIgnoreCase))
        {
            throw new StatusException(
                "CheckHostOther",
                StatusErrorCategory.InvalidOperation,
                $"Status checks of this database run on {owner}; this is {host}.",
                $"Run it on {owner}, or set Lab:CheckHost to the node that is to run them from now on.",
                owner);
        }
    }
}
