using System.Management.Automation;
using System.Management.Automation.Language;

namespace MicroStatus.Shell;

/// <summary>Errors for a person: who says what, the error id, what to do, and the place when it helps. Never a stack trace.</summary>
internal static class ErrorText
{
    /// <summary>The lines of an error.</summary>
    /// <param name="record">The error.</param>
    /// <returns>At least one line.</returns>
    public static IEnumerable<string> Of(ErrorRecord record)
    {
        if (record.Exception is ParseException { Errors: { Length: > 0 } errors })
        {
            foreach (var error in errors)
            {
                yield return $"{Place(error.Extent)}{OneBlock(error.Message)} [{error.ErrorId}]";
            }

            yield break;
        }

        if (record.FullyQualifiedErrorId?.StartsWith("NativeCommandError", StringComparison.Ordinal) == true)
        {
            // What a program wrote to its standard error.
            yield return record.Exception.Message;
            yield break;
        }

        var message = record.ErrorDetails?.Message is { Length: > 0 } details ? details : record.Exception.Message;
        yield return $"{Speaker(record)}{OneBlock(message)}{Id(record)}";
        if (record.ErrorDetails?.RecommendedAction is { Length: > 0 } action && !message.Contains(action, StringComparison.Ordinal))
        {
            yield return "  " + OneBlock(action);
        }

        if (record.Exception is CommandNotFoundException)
        {
            yield return "  microstatus has the language and the core cmdlets only; 'microstatus -Help' says more.";
        }
    }

    /// <summary>The one line of a failure that nobody foresaw.</summary>
    /// <param name="exception">The failure.</param>
    /// <returns>The line.</returns>
    public static string OfUnexpected(Exception exception) =>
        $"microstatus: {OneBlock(exception.Message)} [{exception.GetType().Name}]";

    private static string Speaker(ErrorRecord record)
    {
        var invocation = record.InvocationInfo;
        var place = invocation switch
        {
            { ScriptName.Length: > 0 } => $"{Path.GetFileName(invocation.ScriptName)}:{invocation.ScriptLineNumber}: ",
            { ScriptLineNumber: > 1 } => $"Line {invocation.ScriptLineNumber}: ",
            _ => string.Empty,
        };
        var command = invocation?.MyCommand is { CommandType: not CommandTypes.Script } known ? known.Name + ": " : string.Empty;
        return place + command;
    }

    // The part for scripts; the rest of the full id names the class that the message comes from.
    private static string Id(ErrorRecord record)
    {
        var id = record.FullyQualifiedErrorId?.Split(',')[0];
        return string.IsNullOrWhiteSpace(id) || string.Equals(id, record.Exception.Message, StringComparison.Ordinal) ? string.Empty : $" [{id}]";
    }

    private static string Place(IScriptExtent extent) =>
        string.IsNullOrEmpty(extent.File)
            ? $"Line {extent.StartLineNumber}, character {extent.StartColumnNumber}: "
            : $"{Path.GetFileName(extent.File)}:{extent.StartLineNumber}:{extent.StartColumnNumber}: ";

    // Later lines of a message, such as a list of problems, stand indented below the first.
    private static string OneBlock(string text) =>
        string.Join(Environment.NewLine + "  ", text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
