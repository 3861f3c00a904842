using System.Management.Automation;

namespace MicroStatus.Hosting;

/// <summary>Lets piped text bind to a path, and leaves every other object to its properties: a lab that is piped names its settings, not a folder.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PipedPathAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is string or PSObject { BaseObject: string } or System.Collections.IEnumerable or PSObject { BaseObject: System.Collections.IEnumerable }
            ? inputData
            // With this cause the binder goes on to the object's properties.
            : throw new ArgumentTransformationMetadataException("An object is no path.", new PSInvalidCastException());
}
