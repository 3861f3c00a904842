using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MicroStatus.Usage;

/// <summary>What the scheduler is told of one dataset (lab.md §11).</summary>
/// <param name="RecordId">The record's number: 20 digits or more, beyond what 64 bits hold. The same dataset is always reported under the same number.</param>
/// <param name="LabUser">The PI.</param>
/// <param name="MachineName">The microscope.</param>
/// <param name="MachineId">The microscope's number.</param>
/// <param name="Start">The block in which imaging began.</param>
/// <param name="End">The block in which imaging ended; always after <paramref name="Start"/>.</param>
public sealed record UsageReport(BigInteger RecordId, string LabUser, string MachineName, int MachineId, UsageSlot Start, UsageSlot End)
{
    private static readonly JsonWriterOptions AsIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text that is posted: one line of JSON, the record's number as a bare number.</summary>
    /// <returns>JSON.</returns>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, AsIs))
        {
            json.WriteStartObject();
            json.WritePropertyName("RECORD_ID");
            json.WriteRawValue(RecordId.ToString(CultureInfo.InvariantCulture));
            json.WriteString("LABUSER", LabUser);
            json.WriteString("MACHINENAME", MachineName);
            json.WriteNumber("MACHINE_ID", MachineId);
            json.WriteString("START", Start.ToString());
            json.WriteString("END", End.ToString());
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
