using System.Collections;
using System.Management.Automation;

namespace MicroStatus.Hosting;

/// <summary>Lets piped text bind to a parameter, and leaves objects to their properties: neither a row of a CSV file nor a dataset is a name.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PipedTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        IsText(inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData)
            ? inputData
            // With this cause the binder goes on to the object's properties.
            : throw new ArgumentTransformationMetadataException("An object is no text.", new PSInvalidCastException());

    // Numbers and dates are typed as names too: 8257 for a dataset of that name.
    private static bool IsText(object? value) => value is null or string or ValueType or IEnumerable;
}
