namespace MicroStatus.Processing.Commands;

/// <summary>What became of a command that was run through the executor.</summary>
public enum CommandState
{
    /// <summary>About to be submitted, or nobody knows whether it was: evidence settles it.</summary>
    Submitting,

    /// <summary>Submitted; its job waits for its turn.</summary>
    Waiting,

    /// <summary>It runs, or its job cannot be seen and has left no result yet.</summary>
    Running,

    /// <summary>It ended with exit code 0.</summary>
    Succeeded,

    /// <summary>It ended with another exit code, was refused, or ended without a result.</summary>
    Failed,

    /// <summary>It certainly was not run: nothing of it was ever seen.</summary>
    NotRun,
}
