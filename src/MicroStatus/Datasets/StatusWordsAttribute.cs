using System.Management.Automation;

namespace MicroStatus.Datasets;

/// <summary>Takes statuses as the database spells them too: <c>in_progress</c> is InProgress.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class StatusWordsAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData switch
    {
        string text => Plain(text),
        PSObject { BaseObject: string text } => Plain(text),
        object[] items => Array.ConvertAll(items, item => Transform(engineIntrinsics, item)),
        _ => inputData,
    };

    private static string Plain(string text) => text.Replace("_", string.Empty, StringComparison.Ordinal);
}
