using MicroStatus.Configuration;
using MicroStatus.Configuration.Binding;
using MicroStatus.Messages.Catalogue;

namespace MicroStatus.Core.Tests.Messages.Catalogue;

public sealed class MessageTextSettingsTests
{
    [Theory]
    [InlineData("imaging-pasued", "{Name} steht", "an unknown kind of message", "a known one; the nearest is imaging-paused")]
    [InlineData("Imaging-Paused", "{Name} steht", "an unknown kind of message", "the nearest is imaging-paused")]
    [InlineData("moved", "{Nmae} is on Hive", "{Nmae} stands for nothing here", "text that may hold {Name}, {Folder}, [{Microscope}]")]
    [InlineData("moved", "{Name is on Hive", "a { without its }", "text that may hold {Name}, {Folder}, [{Microscope}]")]
    [InlineData("moved", "{Name} of {Microscope}", "{Microscope} may be empty", "as in [ ({Microscope})]")]
    [InlineData("free", "Hello", "without {Text}", "text that holds {Text}")]
    [InlineData("moved", "", "nothing (empty)", "text that is not empty, on one line")]
    public void A_text_that_cannot_be_used_is_found_when_the_settings_are_loaded(string kind, string text, string found, string allowed)
    {
        var error = Assert.Throws<StatusException>(() => Bind(kind, text));
        Assert.Equal("SettingsInvalid", error.ErrorId);
        var problem = Assert.Single(Assert.IsAssignableFrom<IEnumerable<SettingProblem>>(error.Target));
        Assert.Equal(($"Messages:Texts:{kind}", "/lab/microstatus.json, line 9"), (problem.Name, problem.Source));
        Assert.Contains(found, problem.Found, StringComparison.Ordinal);
        Assert.Contains(allowed, problem.Allowed, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_built_in_text_may_stand_in_the_settings() => Assert.All(SampleMessages.Catalogue.Entries, entry =>
    {
        var settings = Bind(entry.Kind, entry.Text).Settings.Messages;
        Assert.Equal(entry.Text, new MessageCatalogue(settings).Entries.Single(own => own.Kind == entry.Kind).Text);
    });

    [Fact]
    public void The_commented_file_lists_the_kinds() =>
        Assert.Contains("kinds are imaging-started, imaging-finished, imaging-paused,", SettingsTemplate.Write(), StringComparison.Ordinal);

    private static LoadedSettings Bind(string kind, string text)
    {
        var layer = new SettingsLayer(
            new Dictionary<string, LayerValue> { [$"Messages:Texts:{kind}"] = new(text, "/lab/microstatus.json", 9) },
            [],
            MayHoldSecrets: false);
        return SettingsBinder.Bind("/lab/microstatus.json", "/home/me", [layer]);
    }
}
