using MicroStatus.Configuration;
using MicroStatus.Configuration.Binding;
using MicroStatus.Database;

namespace MicroStatus.Core.Tests.Configuration;

public class SettingsBinderTests
{
    private const string File = "/lab/microstatus.json";

    [Fact]
    public void Nothing_given_is_all_defaults()
    {
        var loaded = Bind();
        Assert.Equal(new StatusSettings().Rscm.QuietTime, loaded.Settings.Rscm.QuietTime);
        Assert.All(loaded.Effective, setting => Assert.Equal("default", setting.Source));
    }

    [Fact]
    public void Values_of_every_type_are_bound()
    {
        var settings = Bind(
            ("rscm:quiettime", "5 min"), ("Check:Parallelism", "8"), ("MesoSpim:PositionTolerance", "0.25"), ("Usage:Enabled", "TRUE"),
            ("Usage:Address", "https://usage.example/api"), ("Database:Journal", "wal"), ("Lab:Mode", "Observe"), ("Messages:SummaryTime", "7:30"),
            ("Discovery:DemoWords:0", "demo"), ("Moves:Window:WholeDays:0", "sunday"), ("Usage:RscmMachines:Ribbon 2", "12"),
            ("Messages:Texts:imaging-paused", "{Name} stalled")).Settings;
        Assert.Equal(TimeSpan.FromMinutes(5), settings.Rscm.QuietTime);
        Assert.Equal(8, settings.Check.Parallelism);
        Assert.Equal(0.25, settings.MesoSpim.PositionTolerance);
        Assert.True(settings.Usage.Enabled);
        Assert.Equal(JournalKind.Wal, settings.Database.Journal);
        Assert.Equal(CheckMode.Observe, settings.Lab.Mode);
        Assert.Equal(new TimeOnly(7, 30), settings.Messages.SummaryTime);
        Assert.Equal(["demo"], settings.Discovery.DemoWords);
        Assert.Equal([DayOfWeek.Sunday], settings.Moves.Window.WholeDays);
        Assert.Equal(12, Assert.Single(settings.Usage.RscmMachines).Value);
        Assert.Equal("{Name} stalled", settings.Messages.Texts["imaging-paused"]);
    }

    [Fact]
    public void A_bound_section_leaves_the_defaults_alone()
    {
        Bind(("Rscm:Folder", "Ribbons"));
        Assert.Equal("RSCM", Bind().Settings.Rscm.Folder);
    }

    [Theory]
    [InlineData("Database:Path", "data/lab.db", "/lab/data/lab.db")]
    [InlineData("Database:Path", "../lab.db", "/lab.db")]
    [InlineData("Database:Path", "~/lab.db", "/home/me/lab.db")]
    [InlineData("Database:Path", "/x//y/../lab.db", "/x/lab.db")]
    [InlineData("Storage:Hive:Root", "./hive/", "/lab/hive")]
    [InlineData("Cluster:Submit:0", "bin/sbatch", "/lab/bin/sbatch")]
    [InlineData("Cluster:Submit:0", "sbatch", "sbatch")]
    public void A_path_is_made_absolute(string name, string text, string expected)
    {
        var value = Bind((name, text)).Effective.Single(setting => name.StartsWith(setting.Name, StringComparison.Ordinal)).Value;
        Assert.Equal(expected, value is IReadOnlyList<string> list ? list[0] : value);
    }

    [Theory]
    [InlineData("Check:Parallelism", "0", "a whole number, from 1 to 64")]
    [InlineData("Check:Parallelism", "1e1", "a whole number, from 1 to 64")]
    [InlineData("Check:Parallelism", "99999999999", "a whole number, from 1 to 64")]
    [InlineData("MesoSpim:PositionTolerance", "NaN", "a number, from 0 to 10000")]
    [InlineData("Usage:Enabled", "yes", "true or false")]
    [InlineData("Database:Journal", "1", "one of Rollback, Wal")]
    [InlineData("Lab:TimeZone", "Middle/Earth", "time zone that this machine knows")]
    [InlineData("Lab:Mode", "", null)]
    [InlineData("Lab:Mode", null, null)]
    [InlineData("Rscm:QuietTime", "8 d", "from 0 s to 7 d")]
    [InlineData("Rscm:Folder", "", "a name without /")]
    [InlineData("Rscm:Folder", null, "a name without /")]
    [InlineData("Rscm:Folder", "a/b", "a name without /")]
    [InlineData("Rscm:Folder", "..", "a name without /")]
    [InlineData("Rscm:RibbonFiles", "*/x", "without /")]
    [InlineData("Storage:Hive:TrashFolder", "../trash", "a relative path without . and ..")]
    [InlineData("Storage:Hive:TrashFolder", "/trash", "a relative path without . and ..")]
    [InlineData("Rscm:LayerPattern", "layer(", "a regular expression (.NET) with the named group 'number'")]
    [InlineData("Rscm:LayerPattern", "layer", "a regular expression (.NET) with the named group 'number'")]
    [InlineData("Messages:SlackAddress", "slack.com", "an address that begins with https:// or http://")]
    [InlineData("Messages:SlackAddress", "file:///etc", "an address that begins with https:// or http://")]
    [InlineData("Messages:SummaryTime", "25:00", "a time of day")]
    [InlineData("Moves:JobName", "move", "must hold {Id5}")]
    [InlineData("Moves:JobName", "move_{Id5}_{Id6}", "must hold {Id5}")]
    [InlineData("Trash:EntryName", "{RelativePath}", "must hold {RelativePath}, {Kind}, {Id5}, {Time}")]
    [InlineData("Rscm", "7", "an object with its settings")]
    [InlineData("Rscm:QuietTime:Minutes", "7", "a duration")]
    [InlineData("Discovery:DemoWords", "demo", "a list; each item is text")]
    [InlineData("Discovery:DemoWords:a", "demo", "a list; each item is text")]
    [InlineData("Discovery:DemoWords:0", null, "text that is not empty")]
    [InlineData("Discovery:DemoWords:0", "", "text that is not empty")]
    [InlineData("Discovery:DemoWords", null, "a list; each item is text")]
    [InlineData("Usage:RscmMachines:a", "x", "a whole number, at least 0")]
    [InlineData("Usage:RscmMachines:a:b", "1", "an object that gives names a value each")]
    [InlineData("Usage:RscmMachines", "1", "an object that gives names a value each")]
    [InlineData("MesoSpim:Processing:Command:0", "python", "must hold {DatasetPath}")]
    [InlineData("Cluster:Queue", "", "a list of the program")]
    [InlineData("Rscm:Folder", "a\nb", "a name without /")]
    [InlineData("Rscm:QuietTme", "1", "the nearest is Rscm:QuietTime")]
    [InlineData("Nonsense:A:B", "1", "the nearest is")]
    public void Each_kind_of_mistake_says_what_is_allowed(string name, string? text, string? allowed)
    {
        if (allowed is null)
        {
            Assert.Null(Bind((name, text)).Settings.Lab.Mode);
            return;
        }

        var problem = Assert.Single(Problems(Layer((name, text))));
        Assert.StartsWith(problem.Name, name, StringComparison.Ordinal);
        Assert.Contains(allowed, problem.Allowed, StringComparison.Ordinal);
        Assert.Equal($"{File}, line 4", problem.Source);
    }

    [Fact]
    public void Every_problem_is_listed_in_one_error()
    {
        var error = Assert.Throws<StatusException>(() => Bind(("Rscm:Folder", ""), ("Check:Parallelism", "0"), ("Nonsense", "1")));
        Assert.Equal("SettingsInvalid", error.ErrorId);
        Assert.Equal(3, Assert.IsAssignableFrom<IReadOnlyList<SettingProblem>>(error.Target).Count);
        Assert.Contains("Check:Parallelism (/lab/microstatus.json, line 4): found \"0\"; allowed: a whole number, from 1 to 64.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_says_why_it_does_not_compile() =>
        Assert.Contains("Not enough )'s", Assert.Single(Problems(Layer(("Rscm:LayerPattern", "layer(")))).Found, StringComparison.Ordinal);

    [Fact]
    public void A_thousand_unknown_settings_end_in_a_count() =>
        Assert.Equal("900 more unknown settings", Problems(Layer([.. Enumerable.Range(0, 1000).Select(n => ($"X{n}", (string?)"1"))]))[^1].Found);

    [Theory]
    [InlineData("SLACK_TOKEN", "SLACK_TOKEN")]
    [InlineData("Secrets:SlackToken", "SLACK_TOKEN")]
    [InlineData("Messages:SlackToken", "SLACK_TOKEN")]
    [InlineData("scheduler-pass", "SCHEDULER_PASS")]
    [InlineData("SCHEDULER_SMTP_PORT", "SCHEDULER_SMTP_PORT, or here as Usage:SmtpPort")]
    public void A_secret_in_a_file_is_a_problem_that_says_where_it_belongs(string name, string variable)
    {
        var problem = Assert.Single(Problems(Layer((name, "xoxb-1"))));
        Assert.EndsWith($"as {variable}", problem.Allowed, StringComparison.Ordinal);
        Assert.DoesNotContain("xoxb-1", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_layer_overrides_value_by_value_and_lists_as_a_whole()
    {
        var loaded = SettingsBinder.Bind(
            File, "/home/me",
            [
                Layer(("Rscm:Folder", "A"), ("Rscm:QuietTime", "1 s"), ("Discovery:DemoWords:0", "a"), ("Discovery:DemoWords:1", "b")),
                Layer(("Rscm:Folder", "B"), ("Discovery:DemoWords:0", "c")),
            ]);
        Assert.Equal("B", loaded.Settings.Rscm.Folder);
        Assert.Equal(TimeSpan.FromSeconds(1), loaded.Settings.Rscm.QuietTime);
        Assert.Equal(["c"], loaded.Settings.Discovery.DemoWords);
    }

    [Fact]
    public void Paths_that_are_not_set_follow_the_roots_of_the_stores()
    {
        var loaded = Bind(("Storage:FastStore:Root", "/data/fast"), ("Storage:Hive:Root", "/data/hive/"), ("Logging:Folder", "/var/log/lab"));

        Assert.Equal("/data/fast/Iana/RSCM_MesoSPIM_datasets.db", loaded.Settings.Database.Path);
        Assert.Equal("/var/log/lab", loaded.Settings.Logging.Folder);
        Assert.Equal(["/data/hive/home/lab/scripts/run_rscm_cluster.sh"], loaded.Settings.Rscm.Processing.Stitching.ClusterStart);
        Assert.Equal("below Storage:FastStore:Root", loaded.Effective.Single(s => s.Name == "Database:Path").Source);
        Assert.DoesNotContain(
            loaded.Effective.Where(s => s.Source != SettingsSources.Default),
            s => s.Value is string text && (text.StartsWith("/CBI_FastStore", StringComparison.Ordinal) || text.StartsWith("/h20", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_mistake_that_a_later_layer_overrides_is_still_told() =>
        Assert.Equal("Rscm:QuietTime", Assert.Single(Problems(Layer(("Rscm:QuietTime", "x")), Layer(("Rscm:QuietTime", "1 s")))).Name);

    [Fact]
    public void Secrets_and_settings_come_from_the_environment()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SLACK_TOKEN"] = "xoxb-1",
            ["SLACK_CHANNEL"] = "",
            ["SCHEDULER_SMTP_PORT"] = "25",
            ["MICROSTATUS__Rscm__QuietTime"] = "60",
            ["MICROSTATUS_SETTINGS"] = "/somewhere",
            ["PATH"] = "/bin",
        };
        var loaded = SettingsBinder.Bind(File, "/home/me", [EnvironmentLayer.From(variables, SettingsSources.Environment)]);
        Assert.Equal("xoxb-1", loaded.Settings.Secrets.SlackToken!.Reveal());
        Assert.Null(loaded.Settings.Secrets.SlackChannel);
        Assert.Equal(25, loaded.Settings.Usage.SmtpPort);
        Assert.Equal("environment MICROSTATUS__Rscm__QuietTime", loaded.Effective.Single(s => s.Name == "Rscm:QuietTime").Source);
        var token = loaded.Effective.Single(s => s.Name == "SLACK_TOKEN");
        Assert.Equal(("***", "environment SLACK_TOKEN"), (token.Value, token.Source));
    }

    private static SettingsLayer Layer(params (string Name, string? Text)[] values) => new(
        values.ToDictionary(v => v.Name, v => new LayerValue(v.Text, File, 4), StringComparer.OrdinalIgnoreCase), [], MayHoldSecrets: false);

    private static LoadedSettings Bind(params (string Name, string? Text)[] values) => SettingsBinder.Bind(File, "/home/me", [Layer(values)]);

    private static IReadOnlyList<SettingProblem> Problems(params SettingsLayer[] layers) => Assert.IsAssignableFrom<IReadOnlyList<SettingProblem>>(
        Assert.Throws<StatusException>(() => SettingsBinder.Bind(File, "/home/me", layers)).Target);
}
