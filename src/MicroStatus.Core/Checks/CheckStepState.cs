namespace MicroStatus.Checks;

/// <summary>What became of a step.</summary>
public enum CheckStepState
{
    /// <summary>It ran.</summary>
    Done,

    /// <summary>It ran, and something in it failed or is in the way.</summary>
    Problems,

    /// <summary>It was not asked for, or had nothing it was allowed to do.</summary>
    Skipped,

    /// <summary>This version does not have it.</summary>
    NotAvailable,
}
