using System.Management.Automation;

namespace MicroStatus.Shell.Host;

/// <summary>The end of every pipeline: Out-Default, begun anew when objects of another kind come, so that each kind is shown in its own view.</summary>
/// <remarks>Within one Out-Default the first object's view decides: whatever has other columns follows as a list.</remarks>
[Cmdlet(VerbsData.Out, "Shell")]
public sealed class OutShellCommand : PSCmdlet, IDisposable
{
    // What everything is says nothing about its kind.
    private static readonly HashSet<string> Roots =
        new(["System.Object", "System.ValueType", "System.MarshalByRefObject"], StringComparer.Ordinal);

    private SteppablePipeline? _group;
    private Type? _type;
    private HashSet<string> _kind = [];

    /// <summary>What to show.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Ends the group, so that what a formatter still holds back is shown when <c>exit</c> or an error cut the pipeline short.</summary>
    public void Dispose() => EndGroup();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null)
        {
            return;
        }

        if (_group is null || !IsOfThisKind(InputObject))
        {
            EndGroup();
            _kind = [.. InputObject.TypeNames.Where(name => !Roots.Contains(name))];
            _type = InputObject.BaseObject.GetType();
            _group = ScriptBlock.Create("Out-Default").GetSteppablePipeline(CommandOrigin.Internal);
            _group.Begin(this);
        }

        _group.Process(InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => EndGroup();

    private bool IsOfThisKind(PSObject item) =>
        (item.BaseObject.GetType() == _type && item.BaseObject is not PSCustomObject) || item.TypeNames.Any(_kind.Contains);

    private void EndGroup()
    {
        using var group = _group;
        _group = null;
        group?.End();
    }
}
