using System.Reflection;
using System.Text.RegularExpressions;
using MicroStatus.Configuration;
using MicroStatus.Configuration.Binding;

namespace MicroStatus.Core.Tests.Configuration;

public class SettingsSchemaTests
{
    private static IEnumerable<SettingDefinition> Texts =>
        SettingsSchema.Current.Settings.Where(s => s.ItemType == typeof(string) && s.Default is not null && s.Shape != SettingShape.Map);

    [Fact]
    public void Every_property_of_a_settings_record_says_what_it_means()
    {
        var silent = typeof(StatusSettings).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(StatusSettings).Namespace && type.GetProperties().Any(HasSetting))
            .SelectMany(type => type.GetProperties().Where(property => property.CanWrite && !HasSetting(property)))
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}");
        Assert.Empty(silent);
    }

    [Fact]
    public void Every_default_pattern_compiles_and_holds_its_groups()
    {
        foreach (var setting in Texts.Where(s => s.Setting.Kind == SettingKind.Pattern))
        {
            var groups = new Regex((string)setting.Default!, RegexOptions.None, TimeSpan.FromSeconds(1)).GetGroupNames();
            Assert.Empty(setting.Setting.Needs.Except(groups, StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Every_default_text_is_allowed()
    {
        var paths = new PathBase("/settings", "/home/me");
        foreach (var setting in Texts)
        {
            string[] items = setting.Default is string text ? [text] : [.. (IEnumerable<string>)setting.Default!];
            var rules = new TextRules(setting, paths);
            Assert.All(items, item => Assert.True(rules.TryCheck(item, out _, out _), $"{setting.Path}: {item}"));
            if (setting.Shape == SettingShape.List)
            {
                Assert.Null(rules.FaultOfList(items));
            }
        }
    }

    [Fact]
    public void Every_default_number_lies_in_its_range()
    {
        foreach (var setting in SettingsSchema.Current.Settings)
        {
            double? number = setting.Default switch { int n => n, double n => n, TimeSpan t => t.TotalSeconds, _ => null };
            Assert.False(number < setting.Setting.Min || number > setting.Setting.Max, setting.Path);
        }
    }

    [Theory]
    [InlineData("Rscm:QuietTme", "Rscm:QuietTime")]
    [InlineData("Rscmm", "Rscm")]
    [InlineData("Storage:FastStor", "Storage:FastStore")]
    [InlineData("RibbonFiles", "Rscm:RibbonFiles")]
    [InlineData("MesoSpim:Comand", "MesoSpim:Processing:Command")]
    public void The_nearest_known_name_is_the_one_that_was_meant(string unknown, string meant) =>
        Assert.Equal(meant, SettingsSchema.Current.Nearest(unknown));

    private static bool HasSetting(PropertyInfo property) => property.GetCustomAttribute<SettingAttribute>() is not null;
}
