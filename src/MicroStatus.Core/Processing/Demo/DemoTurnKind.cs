namespace MicroStatus.Processing.Demo;

/// <summary>How a stage of a demo lab stands.</summary>
public enum DemoTurnKind
{
    /// <summary>It works, or stands still.</summary>
    Going,

    /// <summary>Its product is whole.</summary>
    Done,

    /// <summary>It has failed.</summary>
    Failed,
}
