using System.Management.Automation;
using MicroStatus.Hosting;

namespace MicroStatus.Cmdlet.Tests.Hosting;

/// <summary>Emits what it is given.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Emit")]
public sealed class TestEmitCommand : LabCommand
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public object[] InputObject { get; set; } = [];

    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var item in InputObject)
        {
            Emit(item);
        }

        return Task.CompletedTask;
    }
}
