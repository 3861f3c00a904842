using System.Management.Automation;
using System.Reflection;

namespace MicroStatus.Module.Tests.Staged;

public sealed class CommandTests : IDisposable
{
    private readonly System.Management.Automation.Runspaces.Runspace _session = StagedModule.OpenSession();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_commands_exported_are_the_cmdlet_classes()
    {
        var commands = _session.ImportedCmdlets();
        var assembly = Assert.Single(commands.Select(command => command.ImplementingType.Assembly).Distinct());
        var classes = assembly.GetTypes()
            .Where(type => !type.IsAbstract)
            .Select(type => type.GetCustomAttribute<CmdletAttribute>())
            .OfType<CmdletAttribute>()
            .Select(attribute => $"{attribute.VerbName}-{attribute.NounName}")
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.NotEmpty(classes);
        Assert.Equal(classes, commands.Select(command => command.Name).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal(classes, StagedModule.ManifestList("CmdletsToExport").Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public void Every_verb_is_an_approved_one()
    {
        // Get-Verb is a function of pwsh; the classes behind it belong to the engine.
        var approved = typeof(VerbsCommon).Assembly.GetExportedTypes()
            .Where(type => type is { IsAbstract: true, IsSealed: true } && type.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.IsLiteral && field.FieldType == typeof(string))
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToHashSet(StringComparer.Ordinal);

        Assert.Contains(VerbsCommon.Get, approved);
        Assert.All(_session.ImportedCmdlets(), command => Assert.Contains(command.Verb, approved));
    }

    [Fact]
    public void Every_class_is_named_after_its_command() =>
        Assert.All(
            _session.ImportedCmdlets(),
            command => Assert.Equal($"{command.Verb}{command.Noun}Command", command.ImplementingType.Name));

    [Fact]
    public void Every_command_takes_a_settings_path() =>
        Assert.All(_session.ImportedCmdlets(), command => Assert.True(command.Parameters.ContainsKey("SettingsPath"), command.Name));

    [Fact]
    public void Every_command_says_what_it_emits() =>
        Assert.All(
            _session.ImportedCmdlets(),
            command => Assert.NotEmpty(command.ImplementingType.GetCustomAttributes<OutputTypeAttribute>()));

    [Fact]
    public void A_command_that_asks_high_questions_supports_asking() =>
        Assert.All(
            _session.ImportedCmdlets().Select(command => command.ImplementingType.GetCustomAttribute<CmdletAttribute>()!),
            attribute => Assert.True(attribute.SupportsShouldProcess || attribute.ConfirmImpact != ConfirmImpact.High));
}
