namespace MicroStatus.Moves.Rules;

/// <summary>Who wants a dataset moved: what a person says outright weighs more than the rules for checks.</summary>
public enum MoveAsker
{
    /// <summary>The status check: every rule holds.</summary>
    Check,

    /// <summary>A person: window, limit, holds and failures before do not count; what still works with the dataset does.</summary>
    Person,

    /// <summary>A person who insists: only what makes a move impossible or harmful counts.</summary>
    Insistent,
}
