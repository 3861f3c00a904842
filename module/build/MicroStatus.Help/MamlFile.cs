using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace MicroStatus.Help;

/// <summary>Writes help in MAML, the form that Get-Help reads.</summary>
internal static class MamlFile
{
    private static readonly XNamespace Helps = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>Writes the file.</summary>
    /// <param name="path">The file, in an existing folder.</param>
    /// <param name="commands">The commands.</param>
    public static void Write(string path, IEnumerable<CommandHelp> commands)
    {
        var root = new XElement(Helps + "helpItems", new XAttribute("schema", "maml"), commands.Select(ToElement));
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" };
        using var writer = XmlWriter.Create(path, settings);
        new XDocument(root).Save(writer);
    }

    private static XElement ToElement(CommandHelp command) => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(
            Command + "details",
            new XElement(Command + "name", command.Name),
            new XElement(Command + "verb", command.Name.Split('-')[0]),
            new XElement(Command + "noun", command.Name.Split('-')[1]),
            Description([command.Synopsis])),
        Description(command.Description),
        new XElement(
            Command + "syntax",
            command.ParameterSets.Select(set => new XElement(
                Command + "syntaxItem",
                new XElement(Maml + "name", command.Name),
                set.Select(parameter => ToElement(parameter, inSyntax: true))))),
        new XElement(Command + "parameters", command.Parameters.Select(parameter => ToElement(parameter, inSyntax: false))),
        new XElement(Command + "inputTypes", command.Inputs.Select(type => ToElement("inputType", type))),
        new XElement(Command + "returnValues", command.Outputs.Select(type => ToElement("returnValue", type))),
        new XElement(Command + "examples", command.Examples.Select(ToElement)),
        new XElement(
            Command + "relatedLinks",
            new XElement(Maml + "navigationLink", new XElement(Maml + "linkText", "about_MicroStatus"), new XElement(Maml + "uri"))));

    private static XElement ToElement(ParameterHelp parameter, bool inSyntax) => new(
        Command + "parameter",
        new XAttribute("required", parameter.IsMandatory),
        new XAttribute("variableLength", parameter.Type.EndsWith("[]", StringComparison.Ordinal)),
        new XAttribute("globbing", parameter.HasWildcards),
        new XAttribute("pipelineInput", PipelineInput(parameter)),
        new XAttribute("position", parameter.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(Maml + "name", parameter.Name),
        Description(parameter.Description),
        inSyntax && parameter.IsSwitch
            ? null
            : new XElement(
                Command + "parameterValue",
                new XAttribute("required", !parameter.IsSwitch),
                new XAttribute("variableLength", value: false),
                parameter.Type),
        new XElement(Dev + "type", new XElement(Maml + "name", parameter.Type), new XElement(Maml + "uri")),
        new XElement(Dev + "defaultValue", parameter.Default ?? (parameter.IsSwitch ? bool.FalseString : "None")));

    private static XElement ToElement(string name, TypeHelp type) => new(
        Command + name,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Name), new XElement(Maml + "uri")),
        Description(type.Description));

    private static XElement ToElement(ExampleHelp example, int index) => new(
        Command + "example",
        new XElement(Maml + "title", string.Create(CultureInfo.InvariantCulture, $"---------- Example {index + 1} ----------")),
        new XElement(Dev + "code", example.Code),
        new XElement(Dev + "remarks", example.Remarks.Select(text => new XElement(Maml + "para", text))));

    private static XElement Description(IEnumerable<string> paragraphs) =>
        new(Maml + "description", paragraphs.Select(text => new XElement(Maml + "para", text)));

    private static string PipelineInput(ParameterHelp parameter) => (parameter.FromPipeline, parameter.FromProperty) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
