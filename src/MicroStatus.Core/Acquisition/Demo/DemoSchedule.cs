namespace MicroStatus.Acquisition.Demo;

/// <summary>The rhythm that the demo lab's scenarios are made for.</summary>
/// <remarks>Timeouts of a real lab are 600 s and 1200 s (lab.md §3): two steps without progress are a stall, and what a microscope leaves in
/// the first minutes of a step is quiet at its end.</remarks>
public static class DemoSchedule
{
    /// <summary>Minutes that pass in a step unless told otherwise.</summary>
    public const int StepMinutes = 15;

    /// <summary>Steps after which every dataset has been imaged, or needs a person.</summary>
    public const int Steps = 5;

    /// <summary>Steps after which every dataset that can has been processed and moved, and what can be has been published.</summary>
    public const int StepsToEnd = 14;
}
