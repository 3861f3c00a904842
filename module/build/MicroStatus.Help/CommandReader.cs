using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace MicroStatus.Help;

/// <summary>Reads what the help tells about a command: its shape from the engine, its words from the documentation.</summary>
/// <param name="documentation">The documentation comments.</param>
internal sealed class CommandReader(Documentation documentation)
{
    private static readonly Dictionary<string, string> Common = new(StringComparer.Ordinal)
    {
        ["Confirm"] = "Asks before each change.",
        ["WhatIf"] = "Shows what would be done, and changes nothing.",
    };

    /// <summary>Reads a command.</summary>
    /// <param name="type">The cmdlet's class.</param>
    /// <returns>Its help; what is missing is noted in the documentation.</returns>
    public CommandHelp Read(Type type)
    {
        var cmdlet = type.GetCustomAttribute<CmdletAttribute>()!;
        var name = $"{cmdlet.VerbName}-{cmdlet.NounName}";
        var member = "T:" + type.FullName;
        var instance = Activator.CreateInstance(type)!;
        var sets = new CmdletInfo(name, type).ParameterSets
            .OrderByDescending(set => set.IsDefault)
            .Select(set => set.Parameters
                .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
                .Select(parameter => ReadParameter(type, instance, parameter))
                .OrderBy(parameter => Rank(type, parameter))
                .ToList())
            .ToList();

        // The same words are read once for each set: what is missing is told once.
        var all = sets.SelectMany(set => set).DistinctBy(parameter => parameter.Name, StringComparer.Ordinal)
            .OrderBy(parameter => Rank(type, parameter)).ToList();
        foreach (var parameter in all.Where(parameter => parameter.Description.Count == 0))
        {
            documentation.Require(MemberOf(type, parameter.Name), "summary", name, $"description of parameter {parameter.Name}");
        }

        return new CommandHelp(
            name,
            string.Join(' ', documentation.Require(member, "summary", name, "synopsis")),
            documentation.Require(member, "remarks", name, "description"),
            sets,
            all,
            [.. Inputs(type, all)],
            [.. Outputs(type)],
            documentation.RequireExamples(member, name));
    }

    private ParameterHelp ReadParameter(Type type, object instance, CommandParameterInfo parameter)
    {
        var property = type.GetProperty(parameter.Name);
        var valueType = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var element = valueType.IsArray ? valueType.GetElementType()! : valueType;
        var description = Common.TryGetValue(parameter.Name, out var text)
            ? [text]
            : documentation.Find(MemberOf(type, parameter.Name), "summary").ToList();
        if (element.IsEnum && description.Count > 0)
        {
            description.Add($"Values: {string.Join(", ", Enum.GetNames(element))}.");
        }

        return new ParameterHelp(
            parameter.Name,
            description,
            valueType.Name,
            valueType == typeof(SwitchParameter),
            parameter.IsMandatory,
            parameter.Position >= 0 ? parameter.Position : null,
            parameter.ValueFromPipeline,
            parameter.ValueFromPipelineByPropertyName,
            parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(),
            [.. parameter.Aliases],
            property is null ? null : DefaultOf(property.GetValue(instance)));
    }

    private static string? DefaultOf(object? value) => value switch
    {
        null or "" => null,
        SwitchParameter present => present.IsPresent.ToString(),
        string text => text,
        IEnumerable items => string.Join(", ", items.Cast<object>()) is { Length: > 0 } list ? list : null,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    // Values without a name first, then the command's own parameters in the order of the source, then those that all have.
    private static (int Position, int IsCommon, int IsInherited, int Order) Rank(Type type, ParameterHelp parameter)
    {
        var property = type.GetProperty(parameter.Name);
        return (
            parameter.Position ?? int.MaxValue,
            property is null ? 1 : 0,
            property?.DeclaringType == type ? 0 : 1,
            property?.MetadataToken ?? string.CompareOrdinal(parameter.Name, "M"));
    }

    private static string MemberOf(Type type, string parameter) => $"P:{type.GetProperty(parameter)?.DeclaringType?.FullName}.{parameter}";

    private static IEnumerable<TypeHelp> Inputs(Type type, List<ParameterHelp> parameters)
    {
        foreach (var parameter in parameters.Where(parameter => parameter.FromPipeline))
        {
            var taken = type.GetProperty(parameter.Name)!.PropertyType;
            yield return new TypeHelp((taken.IsArray ? taken.GetElementType()! : taken).FullName!, parameter.Description);
        }

        var named = parameters.Where(parameter => parameter.FromProperty).Select(parameter => parameter.Name).ToList();
        if (named.Count > 0)
        {
            yield return new TypeHelp(
                "System.Management.Automation.PSObject",
                [$"Objects with a property {string.Join(" or ", named)}: its value is taken for the parameter of that name."]);
        }
    }

    private IEnumerable<TypeHelp> Outputs(Type type) =>
        from attribute in type.GetCustomAttributes<OutputTypeAttribute>()
        from output in attribute.Type
        select new TypeHelp(output.Name, documentation.Find("T:" + output.Name, "summary"));
}
