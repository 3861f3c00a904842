using System.Management.Automation;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>Everything that a script said.</summary>
public sealed record CmdletResult
{
    public required IReadOnlyList<PSObject> Output { get; init; }

    /// <summary>Errors that did not end the script: of single items, and those with which a cmdlet ended its own statement.</summary>
    public required IReadOnlyList<ErrorRecord> Errors { get; init; }

    /// <summary>The error that ended the whole script (thrown by it, or under <c>-ErrorAction Stop</c>), or null.</summary>
    public ErrorRecord? Terminating { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required IReadOnlyList<string> Verbose { get; init; }

    public required IReadOnlyList<ProgressRecord> Progress { get; init; }

    /// <summary>What a person was asked.</summary>
    public required IReadOnlyList<string> Questions { get; init; }

    /// <summary>Error ids as scripts see them, for example <c>DatasetNotFound,MicroStatus.Commands.GetDatasetCommand</c>; a terminating one last.</summary>
    public IReadOnlyList<string> ErrorIds =>
        [.. Errors.Concat(Terminating is null ? [] : [Terminating]).Select(record => record.FullyQualifiedErrorId)];

    /// <summary>The output as objects of one type.</summary>
    public IReadOnlyList<T> Of<T>() => [.. Output.Select(item => (T)item.BaseObject)];
}
