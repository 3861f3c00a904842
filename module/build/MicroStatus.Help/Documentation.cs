using System.Xml.Linq;

namespace MicroStatus.Help;

/// <summary>The documentation comments of some assemblies, and what is found missing in them.</summary>
/// <param name="files">Documentation files as the compiler writes them.</param>
internal sealed class Documentation(IEnumerable<string> files)
{
    private readonly Dictionary<string, XElement> _members = files
        .SelectMany(file => XDocument.Load(file, LoadOptions.PreserveWhitespace).Descendants("member"))
        .GroupBy(member => (string)member.Attribute("name")!, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    private readonly List<string> _problems = [];

    /// <summary>What is missing, one sentence each.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The paragraphs of a member's element; a missing text is a problem.</summary>
    /// <param name="member">For example <c>T:MicroStatus.Datasets.GetDatasetCommand</c>.</param>
    /// <param name="element">For example <c>summary</c>.</param>
    /// <param name="command">The command whose help needs it.</param>
    /// <param name="what">What the text is, for the message.</param>
    /// <returns>One paragraph at least, unless a problem was noted.</returns>
    public IReadOnlyList<string> Require(string member, string element, string command, string what)
    {
        var text = Find(member, element);
        if (text.Count == 0)
        {
            _problems.Add($"{command} has no {what}: write <{element}> at {member[2..]}.");
        }

        return text;
    }

    /// <summary>The paragraphs of a member's element.</summary>
    /// <param name="member">For example <c>T:MicroStatus.Datasets.Dataset</c>.</param>
    /// <param name="element">For example <c>summary</c>.</param>
    /// <returns>Empty when there is none.</returns>
    public IReadOnlyList<string> Find(string member, string element) =>
        _members.TryGetValue(member, out var found) && found.Element(element) is { } text ? DocumentationText.Paragraphs(text) : [];

    /// <summary>The examples of a command; fewer than two are a problem, and so is one without code or without words.</summary>
    /// <param name="member">The command's class, for example <c>T:MicroStatus.Datasets.GetDatasetCommand</c>.</param>
    /// <param name="command">The command.</param>
    /// <returns>The examples in order.</returns>
    public IReadOnlyList<ExampleHelp> RequireExamples(string member, string command)
    {
        var examples = new List<ExampleHelp>();
        foreach (var example in _members.TryGetValue(member, out var found) ? found.Elements("example") : [])
        {
            var code = example.Element("code") is { } element ? DocumentationText.Code(element) : "";
            var remarks = DocumentationText.Paragraphs(example);
            if (code.Length == 0 || remarks.Count == 0)
            {
                _problems.Add($"Example {examples.Count + 1} of {command} needs both <code> and a sentence that says what it does.");
            }

            examples.Add(new ExampleHelp(code, remarks));
        }

        if (examples.Count < 2)
        {
            _problems.Add($"{command} has fewer than two examples: write <example> at {member[2..]}.");
        }

        return examples;
    }
}
