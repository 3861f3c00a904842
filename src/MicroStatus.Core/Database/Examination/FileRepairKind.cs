namespace MicroStatus.Database.Examination;

/// <summary>Repairs that change no row of a dataset.</summary>
public enum FileRepairKind
{
    /// <summary>Builds all indexes anew.</summary>
    RebuildIndexes,

    /// <summary>Makes an index of ours that is missing.</summary>
    CreateIndex,

    /// <summary>Adds the row <c>daily_summary</c>.</summary>
    AddSummaryRow,

    /// <summary>Forgets a folder that no row has.</summary>
    ForgetFolder,
}
