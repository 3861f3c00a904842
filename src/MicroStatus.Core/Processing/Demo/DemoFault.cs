namespace MicroStatus.Processing.Demo;

/// <summary>What goes wrong, on request, at a stage of processing in a demo lab.</summary>
public enum DemoFault
{
    /// <summary>Nothing: the stage takes <see cref="DemoTurn.StageMinutes"/> minutes.</summary>
    None,

    /// <summary>It ends without its product, or with a broken one, and leaves the traces that the lab's programs leave.</summary>
    Fail,

    /// <summary>It stops half-way, without a word.</summary>
    Stall,

    /// <summary>It takes three times as long, and shows progress.</summary>
    Slow,
}
