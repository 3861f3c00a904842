using System.IO.Enumeration;
using MicroStatus.Acquisition.Demo;

namespace MicroStatus.Processing.Demo;

/// <summary>Which stages of which datasets go wrong in a demo lab. Pure.</summary>
public static class DemoFaults
{
    /// <summary>The name that means all datasets.</summary>
    public const string AllNames = "*";

    /// <summary>Adds a wish to earlier ones: of two that concern the same, the later one counts.</summary>
    /// <param name="rules">The earlier ones.</param>
    /// <param name="stage">The stage; null for all stages.</param>
    /// <param name="fault">What is to happen.</param>
    /// <param name="name">Names of datasets, with <c>*</c> and <c>?</c>.</param>
    /// <returns>All that counts now.</returns>
    /// <exception cref="StatusException"><c>DemoFaultWithoutStage</c>: something is to go wrong, and it is not said where. <c>DemoFaultNowhere</c>: no dataset of a demo lab that
    /// has such a name has such a stage.</exception>
    public static IReadOnlyList<DemoFaultRule> With(IReadOnlyList<DemoFaultRule> rules, StageKind? stage, DemoFault fault, string name)
    {
        if (stage is null && fault != DemoFault.None)
        {
            throw new StatusException(
                "DemoFaultWithoutStage",
                StatusErrorCategory.InvalidData,
                $"{fault} is to happen, and it is not said at which stage.",
                "Name the stage with -Stage.",
                fault);
        }

        if (!DemoScenarios.All.Any(scenario => Match(name, scenario.Name) && (stage is not { } at ? StagesOf(scenario).Count > 0 : StagesOf(scenario).Contains(at))))
        {
            throw Nowhere(stage, name);
        }

        var kept = rules.Where(rule => (stage is not null && rule.Stage != stage) || (name != AllNames && rule.Name != name));
        var added = fault == DemoFault.None && name == AllNames
            ? []
            : Enum.GetValues<StageKind>().Where(kind => stage is null || kind == stage).Select(kind => new DemoFaultRule(kind, fault, name));
        return [.. kept, .. added];
    }

    /// <summary>What happens to a dataset at a stage.</summary>
    /// <param name="rules">What was wished for.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="name">The dataset's name.</param>
    /// <returns>The fault, or <see cref="DemoFault.None"/>.</returns>
    public static DemoFault Of(IReadOnlyList<DemoFaultRule> rules, StageKind stage, string name) =>
        rules.LastOrDefault(rule => rule.Stage == stage && Match(rule.Name, name))?.Fault ?? DemoFault.None;

    /// <summary>The stages that the processing of a dataset of a demo lab has, in their order; none when it is never processed.</summary>
    /// <param name="scenario">The dataset.</param>
    /// <returns>The stages.</returns>
    public static IReadOnlyList<StageKind> StagesOf(DemoScenario scenario) => scenario switch
    {
        { IsProcessed: false } => [],
        RscmScenario => [StageKind.Stitching, StageKind.Denoising, StageKind.ImarisBuild],
        MesoSpimScenario { Zarr: true } => [StageKind.Start, StageKind.FinalFile],
        MesoSpimScenario { RefractiveIndex: not null } => [StageKind.Start, StageKind.Deconvolution, StageKind.Conversion, StageKind.Montage],
        _ => [StageKind.Start, StageKind.Conversion, StageKind.Montage],
    };

    private static bool Match(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name);

    private static StatusException Nowhere(StageKind? stage, string name)
    {
        var having = DemoScenarios.All.Where(scenario => stage is not { } at ? StagesOf(scenario).Count > 0 : StagesOf(scenario).Contains(at)).Select(scenario => scenario.Name);
        var what = stage is { } kind ? $"has the stage {kind}" : "is processed";
        return new StatusException(
            "DemoFaultNowhere",
            StatusErrorCategory.NotFound,
            $"No dataset of a demo lab whose name is like '{name}' {what}.",
            $"Of these it is true: {string.Join(", ", having)}.",
            name);
    }
}
