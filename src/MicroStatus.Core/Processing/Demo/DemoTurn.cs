namespace MicroStatus.Processing.Demo;

/// <summary>How far a stage of a demo lab has come. Pure.</summary>
/// <param name="Kind">How it stands.</param>
/// <param name="Part">The part of its product that is there, 0…1.</param>
public readonly record struct DemoTurn(DemoTurnKind Kind, double Part)
{
    /// <summary>How long a stage takes, in minutes of the lab.</summary>
    public const double StageMinutes = 15;

    private const double SlowMinutes = 3 * StageMinutes;
    private const double StallsAt = 0.5;

    /// <summary>How far a stage has come.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="minutes">Minutes since it was begun.</param>
    /// <returns>Where it stands.</returns>
    public static DemoTurn At(DemoFault fault, double minutes) => fault switch
    {
        DemoFault.Stall => new DemoTurn(DemoTurnKind.Going, Math.Clamp(minutes / StageMinutes, 0, StallsAt)),
        DemoFault.Fail when minutes >= StageMinutes => new DemoTurn(DemoTurnKind.Failed, StallsAt),
        DemoFault.Slow => Going(minutes / SlowMinutes),
        _ => Going(minutes / StageMinutes),
    };

    private static DemoTurn Going(double part) => part >= 1 ? new DemoTurn(DemoTurnKind.Done, 1) : new DemoTurn(DemoTurnKind.Going, Math.Max(part, 0));
}
