using System.Management.Automation;

namespace MicroStatus.Hosting;

/// <summary>Lets piped text bind to a parameter, and leaves objects to their properties: a row of a CSV file is no name.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PipedTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is PSObject { BaseObject: PSCustomObject }
            // With this cause the binder goes on to the object's properties.
            ? throw new ArgumentTransformationMetadataException("An object is no text.", new PSInvalidCastException())
            : inputData;
}
