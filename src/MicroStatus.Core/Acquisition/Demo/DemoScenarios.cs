namespace MicroStatus.Acquisition.Demo;

/// <summary>The datasets of a demo lab.</summary>
public static class DemoScenarios
{
    /// <summary>All of them: one of each state, and each of the usual ways to break.</summary>
    public static IReadOnlyList<DemoScenario> All { get; } = [.. RscmScenarios.All, .. MesoSpimScenarios.All];
}
