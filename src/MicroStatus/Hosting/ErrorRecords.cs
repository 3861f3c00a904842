using System.Management.Automation;
using System.Reflection;

namespace MicroStatus.Hosting;

/// <summary>The one place that turns exceptions into error records.</summary>
internal static class ErrorRecords
{
    /// <summary>An error record that says what is wrong, with what, and what to do.</summary>
    /// <param name="exception">The exception; a documented one is a <see cref="StatusException"/>.</param>
    /// <param name="target">The failing item, used when the exception names none.</param>
    /// <returns>The record.</returns>
    public static ErrorRecord From(Exception exception, object? target = null)
    {
        exception = Innermost(exception);
        if (exception is IContainsErrorRecord { ErrorRecord: { } own })
        {
            // The engine's own errors, for example of a path on an unknown drive, know best.
            return new ErrorRecord(exception, own.FullyQualifiedErrorId, own.CategoryInfo.Category, own.TargetObject ?? target);
        }

        if (exception is not StatusException status)
        {
            return new ErrorRecord(exception, UnexpectedId(exception), UnexpectedCategory(exception), target);
        }

        var record = new ErrorRecord(status, status.ErrorId, CategoryOf(status.Category), status.Target ?? target);
        if (status.RecommendedAction is { } action)
        {
            record.ErrorDetails = new ErrorDetails(status.Message) { RecommendedAction = action };
        }

        return record;
    }

    // Wrappers that only say that something was called, or that several things ran side by side and one failed.
    private static Exception Innermost(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [var only] } => Innermost(only),
        TargetInvocationException { InnerException: { } inner } => Innermost(inner),
        TypeInitializationException { InnerException: { } inner } => Innermost(inner),
        _ => exception,
    };

    private static string UnexpectedId(Exception exception) => exception switch
    {
        UnauthorizedAccessException => "AccessDenied",
        IOException => "FileSystemFailed",
        _ => "Unexpected" + exception.GetType().Name,
    };

    private static ErrorCategory UnexpectedCategory(Exception exception) => exception switch
    {
        UnauthorizedAccessException => ErrorCategory.PermissionDenied,
        IOException => ErrorCategory.ReadError,
        _ => ErrorCategory.NotSpecified,
    };

    private static ErrorCategory CategoryOf(StatusErrorCategory category) => category switch
    {
        StatusErrorCategory.InvalidData => ErrorCategory.InvalidData,
        StatusErrorCategory.NotFound => ErrorCategory.ObjectNotFound,
        StatusErrorCategory.Exists => ErrorCategory.ResourceExists,
        StatusErrorCategory.Permission => ErrorCategory.PermissionDenied,
        StatusErrorCategory.Busy => ErrorCategory.ResourceBusy,
        StatusErrorCategory.InvalidOperation => ErrorCategory.InvalidOperation,
        _ => ErrorCategory.OperationStopped,
    };
}
