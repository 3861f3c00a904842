using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using MicroStatus.Module.Tests.Database;
using MicroStatus.Module.Tests.Staged;

namespace MicroStatus.Module.Tests;

public sealed class HelpTests : IDisposable
{
    private readonly Runspace _session = StagedModule.OpenSession();
    private readonly IReadOnlyList<CmdletInfo> _commands;

    public HelpTests() => _commands = _session.ImportedCmdlets();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Every_command_has_a_synopsis_and_a_description() =>
        Assert.All(_commands, command =>
        {
            var help = Help(command);
            Assert.EndsWith(".", Text(help, "Synopsis").Trim(), StringComparison.Ordinal);
            Assert.NotEqual(Text(help, "Synopsis"), Paragraphs(help, "description"));
            Assert.True(Paragraphs(help, "description").Length > 80, command.Name);
        });

    [Fact]
    public void Every_parameter_is_described_as_the_engine_binds_it() =>
        Assert.All(_commands, command =>
        {
            var described = Items(Help(command), "parameters", "parameter").ToDictionary(item => Text(item, "name"), StringComparer.Ordinal);
            Assert.Equal(OwnParameters(command).Order(StringComparer.Ordinal), described.Keys.Order(StringComparer.Ordinal));
            foreach (var set in command.ParameterSets)
            {
                foreach (var parameter in set.Parameters.Where(parameter => described.ContainsKey(parameter.Name)))
                {
                    var item = described[parameter.Name];
                    Assert.EndsWith(".", Paragraphs(item, "description").Trim(), StringComparison.Ordinal);
                    Assert.Equal(parameter.Position < 0 ? "named" : $"{parameter.Position}", Text(item, "position"));
                    Assert.Equal(parameter.IsMandatory, bool.Parse(Text(item, "required")));
                    Assert.Equal(parameter.ValueFromPipeline, Text(item, "pipelineInput").Contains("ByValue", StringComparison.Ordinal));
                    Assert.Equal(parameter.ValueFromPipelineByPropertyName, Text(item, "pipelineInput").Contains("ByPropertyName", StringComparison.Ordinal));
                    Assert.Equal(parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(), bool.Parse(Text(item, "globbing")));
                }
            }
        });

    [Fact]
    public void Every_way_to_call_a_command_is_in_its_syntax() =>
        Assert.All(_commands, command =>
            Assert.Equal(
                command.ParameterSets
                    .Select(set => Sorted(set.Parameters.Select(parameter => parameter.Name).Where(OwnParameters(command).Contains)))
                    .Order(StringComparer.Ordinal),
                Items(Help(command), "syntax", "syntaxItem")
                    .Select(item => Sorted(Values(item, "parameter").Select(parameter => Text(parameter, "name"))))
                    .Order(StringComparer.Ordinal)));

    [Fact]
    public void Defaults_are_those_of_the_code()
    {
        var parameters = Items(Help(_commands.Single(command => command.Name == "Step-DemoLab")), "parameters", "parameter");
        Assert.Equal("15", Text(parameters.Single(parameter => Text(parameter, "name") == "Minutes"), "defaultValue"));
        Assert.Equal("False", Text(parameters.Single(parameter => Text(parameter, "name") == "WhatIf"), "defaultValue"));
        Assert.Equal("None", Text(parameters.Single(parameter => Text(parameter, "name") == "Path"), "defaultValue"));
    }

    [Fact]
    public void Every_command_says_what_it_emits() =>
        Assert.All(_commands, command =>
            Assert.Equal(
                command.OutputType.Select(type => type.Name),
                Items(Help(command), "returnValues", "returnValue").Select(value => Text(Property(value, "type"), "name"))));

    [Fact]
    public void Every_command_has_two_examples_or_more_and_each_says_what_it_does() =>
        Assert.All(_commands, command =>
        {
            var examples = Items(Help(command), "examples", "example").ToList();
            Assert.True(examples.Count >= 2, command.Name);
            Assert.All(examples, example => Assert.EndsWith(".", Paragraphs(example, "remarks").Trim(), StringComparison.Ordinal));
        });

    [Fact]
    public void Every_example_shows_its_command_and_uses_only_parameters_that_exist() =>
        Assert.All(_commands, command =>
        {
            foreach (var code in Items(Help(command), "examples", "example").Select(example => Text(example, "code")))
            {
                var script = Parser.ParseInput(code, out _, out var errors);
                Assert.Empty(errors.Select(error => error.Message));
                var calls = script.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>().ToList();
                Assert.Contains(command.Name, calls.Select(call => call.GetCommandName()), StringComparer.Ordinal);
                Assert.All(calls, AssertParametersExist);
            }
        });

    [Theory]
    [InlineData("-Full")]
    [InlineData("-Examples")]
    [InlineData("-Parameter *")]
    public void Help_is_shown_by_the_bare_engine(string view)
    {
        var host = new ScreenHost(120);
        using var session = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        session.Open();
        session.SessionStateProxy.SetVariable("manifest", StagedModule.Manifest);
        session.SessionStateProxy.SetVariable("ProgressPreference", "SilentlyContinue");
        Assert.All(session.ImportedCmdlets(), command =>
        {
            host.Lines.Clear();
            session.Run($"Get-Help {command.Name} {view} | Out-Host");
            var shown = string.Join('\n', host.Lines);
            Assert.DoesNotContain("@{", shown, StringComparison.Ordinal);
            Assert.Contains(view == "-Parameter *" ? "-SettingsPath <String>" : "Example 2", shown, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_newcomer_finds_a_page_about_the_module()
    {
        var page = string.Join('\n', _session.Run("Get-Help about_MicroStatus").Select(part => $"{part}"));
        Assert.Contains("THE FIRST FIVE COMMANDS", page, StringComparison.Ordinal);
        Assert.Contains("OBSERVE AND ACTIVE", page, StringComparison.Ordinal);
    }

    private void AssertParametersExist(CommandAst call)
    {
        if (_commands.FirstOrDefault(command => command.Name == call.GetCommandName()) is { } command)
        {
            Assert.All(
                call.CommandElements.OfType<CommandParameterAst>(),
                parameter => Assert.Contains(parameter.ParameterName, command.Parameters.Keys, StringComparer.Ordinal));
        }
    }

    private PSObject Help(CmdletInfo command) => Assert.Single(_session.Run($"Get-Help {command.Name} -Full"));

    private static List<string> OwnParameters(CmdletInfo command) =>
        [.. command.Parameters.Keys.Where(name => !PSCmdlet.CommonParameters.Contains(name))];

    private static string Sorted(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));

    private static PSObject Property(PSObject owner, string name) => PSObject.AsPSObject(owner.Properties[name].Value);

    private static string Text(PSObject owner, string name) => owner.Properties[name]?.Value?.ToString() ?? "";

    private static IEnumerable<PSObject> Items(PSObject help, string list, string item) => Values(Property(help, list), item);

    private static IEnumerable<PSObject> Values(PSObject owner, string name) =>
        owner.Properties[name]?.Value switch
        {
            null => [],
            PSObject { BaseObject: IEnumerable items and not string } => items.Cast<object>().Select(PSObject.AsPSObject),
            IEnumerable items and not string => items.Cast<object>().Select(PSObject.AsPSObject),
            { } one => [PSObject.AsPSObject(one)],
        };

    private static string Paragraphs(PSObject owner, string name) => string.Join(' ', Values(owner, name).Select(part => Text(part, "Text")));
}
