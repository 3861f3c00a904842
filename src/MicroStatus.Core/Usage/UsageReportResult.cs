using System.Numerics;

namespace MicroStatus.Usage;

/// <summary>What came of reporting the microscope time of a dataset.</summary>
public sealed record UsageReportResult
{
    /// <summary>The dataset.</summary>
    public required long Id { get; init; }

    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>The record's number: 20 digits or more.</summary>
    public required BigInteger RecordId { get; init; }

    /// <summary>The PI.</summary>
    public required string LabUser { get; init; }

    /// <summary>The microscope.</summary>
    public required string MachineName { get; init; }

    /// <summary>The microscope's number.</summary>
    public required int MachineId { get; init; }

    /// <summary>The block in which imaging began, for example <c>20260914-29</c>.</summary>
    public required string Start { get; init; }

    /// <summary>The block in which imaging ended.</summary>
    public required string End { get; init; }

    /// <summary>What was posted: JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>The scheduler has it.</summary>
    public bool IsPosted { get; init; }

    /// <summary>Nobody knows whether the scheduler has it: it is repeated under the same number only.</summary>
    public bool IsUnsure { get; init; }

    /// <summary>The HTTP status; null when none came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>What the scheduler said, or why nothing came.</summary>
    public required string Reply { get; init; }

    /// <summary>It failed on purpose: nothing was posted.</summary>
    public bool IsTest { get; init; }

    /// <summary>The result of a report.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="name">Its name.</param>
    /// <param name="report">The report.</param>
    /// <param name="reply">What came of it.</param>
    /// <returns>The result.</returns>
    public static UsageReportResult Of(long id, string name, UsageReport report, UsageReply reply) => new()
    {
        Id = id,
        Name = name,
        RecordId = report.RecordId,
        LabUser = report.LabUser,
        MachineName = report.MachineName,
        MachineId = report.MachineId,
        Start = report.Start.ToString(),
        End = report.End.ToString(),
        Payload = report.ToJson(),
        IsPosted = reply.IsAccepted,
        IsUnsure = reply.State == UsageReplyState.Unsure,
        HttpStatus = reply.Status,
        Reply = reply.Text,
    };
}
