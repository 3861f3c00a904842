using MicroStatus.Cluster;

namespace MicroStatus.Backend.Cluster;

/// <summary>Looks at what a job needs on disk before it is submitted, so that it doesn't fail later without a word.</summary>
internal static class ClusterScript
{
    /// <summary>Looks.</summary>
    /// <param name="request">The job.</param>
    /// <exception cref="StatusException"><c>ClusterScriptNotFound</c>, <c>ClusterRequestInvalid</c>.</exception>
    public static void Check(ClusterJobRequest request)
    {
        if (!File.Exists(request.ScriptPath))
        {
            throw new StatusException("ClusterScriptNotFound", StatusErrorCategory.NotFound, $"There is no script '{request.ScriptPath}'.", target: request.ScriptPath);
        }

        var missing = new[] { request.WorkingFolder, Path.GetDirectoryName(request.LogPath)! }.FirstOrDefault(folder => !Directory.Exists(folder));
        if (missing is not null)
        {
            throw ClusterRequests.Invalid($"There is no folder '{missing}'.", request);
        }

        Span<byte> start = stackalloc byte[2];
        using var script = File.OpenRead(request.ScriptPath);
        if (script.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.SequenceEqual("#!"u8))
        {
            throw ClusterRequests.Invalid($"The first line of '{request.ScriptPath}' does not name an interpreter, such as #!/bin/bash.", request);
        }
    }
}
