using System.Text.Json.Serialization;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>Writes and reads <see cref="MesoSpimSummary"/> without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(MesoSpimSummary))]
internal sealed partial class MesoSpimSummaryJson : JsonSerializerContext;
