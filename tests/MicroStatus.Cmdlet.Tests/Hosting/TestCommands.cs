using System.Management.Automation;
using MicroStatus.Database;
using MicroStatus.Hosting;

namespace MicroStatus.Cmdlet.Tests.Hosting;

/// <summary>Emits what it is given, and counts how far it came.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Emit")]
public sealed class TestEmitCommand : LabCommand
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public object[] InputObject { get; set; } = [];

    [Parameter]
    public Trace? Trace { get; set; }

    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var item in InputObject)
            {
                Emit(item);
                Trace?.Count();
            }
        }
        finally
        {
            await Task.Yield();
            Trace?.Clean();
        }
    }
}

/// <summary>Reports an error for each item, then emits the item.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Report")]
public sealed class TestReportCommand : LabCommand
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public object[] InputObject { get; set; } = [];

    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var item in InputObject)
        {
            Report(new StatusException("DatasetNotFound", StatusErrorCategory.NotFound, $"There is no dataset {item}.", "Look with Get-Dataset."), item);
            Emit(item);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Emits an object and then fails with what it is given.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Failure")]
public sealed class TestFailureCommand : LabCommand
{
    [Parameter(Position = 0)]
    public Exception Failure { get; set; } = new InvalidOperationException("It failed.");

    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        Emit("before");
        throw Failure;
    }
}

/// <summary>Asks for each item from the worker.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Question", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class TestQuestionCommand : LabCommand
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public object[] InputObject { get; set; } = [];

    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var item in InputObject)
        {
            if (await MayAsync($"dataset {item}", "Test"))
            {
                Emit(item);
            }
        }
    }
}

/// <summary>Waits until it is stopped, with or without heeding the token.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Wait")]
public sealed class TestWaitCommand : LabCommand
{
    [Parameter(Mandatory = true)]
    public Trace Trace { get; set; } = new();

    /// <summary>Waits like a call that nothing interrupts.</summary>
    [Parameter]
    public SwitchParameter Deaf { get; set; }

    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        Show(new ProgressRecord(1, "Waiting", "for the end"));
        Trace.Count();
        try
        {
            await (Deaf ? Trace.Released.Task : Task.Delay(Timeout.Infinite, cancellationToken));
        }
        finally
        {
            Show(new ProgressRecord(1, "Waiting", "done") { RecordType = ProgressRecordType.Completed });
            Trace.Clean();
        }
    }
}

/// <summary>Uses every other road from the worker to the session.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Road")]
public sealed class TestRoadCommand : LabCommand
{
    [Parameter(Position = 0)]
    public string Path { get; set; } = ".";

    protected override Task EndAsync(CancellationToken cancellationToken)
    {
        Warn("a warning");
        Detail("a detail");
        for (var percent = 0; percent <= 100; percent++)
        {
            Show(new ProgressRecord(1, "Working", "on it") { PercentComplete = percent });
        }

        Show(new ProgressRecord(1, "Working", "done") { RecordType = ProgressRecordType.Completed });
        Emit(ResolvePath(Path));
        Emit(LoadedSettings.Path);
        return Task.CompletedTask;
    }
}

/// <summary>Emits an object of the lab for each object that it is given, or one.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Lab")]
public sealed class TestLabCommand : LabCommand
{
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        _ = Settings;
        Emit(new RowProblem(1, "x", "name", "A problem."));
        return Task.CompletedTask;
    }
}

/// <summary>What a test cmdlet did, seen from outside.</summary>
public sealed class Trace
{
    private int _counted;

    public int Counted => Volatile.Read(ref _counted);

    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Cleaned { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Count()
    {
        Interlocked.Increment(ref _counted);
        Started.TrySetResult();
    }

    public void Clean() => Cleaned.TrySetResult();
}
