using System.Text;
using System.Text.Json;
using CsCheck;
using MicroStatus.Backend.Configuration;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Tests.Configuration;

public sealed class SettingsFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private readonly SettingsFiles _files;

    public SettingsFilesTests()
    {
        _environment["HOME"] = Path.Join(_folder.FullName, "home");
        _files = new SettingsFiles(() => _environment, Path.Join(_folder.FullName, "etc"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_written_defaults_read_back_to_exactly_the_defaults()
    {
        var file = _files.WriteDefaults(_folder.FullName, overwrite: false);
        var loaded = _files.Load(_folder.FullName);
        Assert.Equal(JsonSerializer.Serialize(new StatusSettings()), JsonSerializer.Serialize(loaded.Settings));
        Assert.All(loaded.Effective.Where(s => !s.Name.Contains('_', StringComparison.Ordinal)), setting => Assert.Equal(file, setting.Source));
    }

    [Fact]
    public void The_written_file_explains_each_setting_and_names_the_secrets()
    {
        var text = File.ReadAllText(_files.WriteDefaults(_folder.FullName, overwrite: false));
        Assert.All(_files.Load(_folder.FullName).Effective, setting => Assert.Contains(setting.Description, text, StringComparison.Ordinal));
        Assert.Contains("SCHEDULER_EMAIL_PASSWORD", text, StringComparison.Ordinal);
        Assert.Contains("// Allowed: a whole number, from 1 to 64.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_are_written_into_missing_folders_under_the_name_that_is_given()
    {
        Assert.Equal(Path.Join(_folder.FullName, "a/b/lab.json"), _files.WriteDefaults(Path.Join(_folder.FullName, "a/b/lab.json"), overwrite: false));
        Assert.Equal(Path.Join(_folder.FullName, "c/microstatus.json"), _files.WriteDefaults(Path.Join(_folder.FullName, "c"), overwrite: false));
    }

    [Fact]
    public void An_existing_file_is_replaced_only_on_demand()
    {
        var file = _folder.Write("microstatus.json", "{}");
        Assert.Equal("SettingsExists", Assert.Throws<StatusException>(() => _files.WriteDefaults(file, overwrite: false)).ErrorId);
        Assert.Equal("{}", File.ReadAllText(file));
        _files.WriteDefaults(file, overwrite: true);
        Assert.StartsWith("// Settings", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_told()
    {
        _folder.Write("file", "");
        var error = Assert.Throws<StatusException>(() => _files.WriteDefaults(Path.Join(_folder.FullName, "file/sub"), overwrite: true));
        Assert.Equal("SettingsNotWritten", error.ErrorId);
    }

    [Fact]
    public void Layers_override_each_other_and_each_value_tells_its_source()
    {
        var file = _folder.Write("microstatus.json", """{ "Rscm": { "Folder": "A", "QuietTime": 1, "SettleTime": 1 }, "Discovery": { "DemoWords": ["a", "b"] } }""");
        var local = _folder.Write("microstatus.local.json", """{ "Rscm": { "Folder": "B", "QuietTime": 2 }, "Discovery": { "DemoWords": [] } }""");
        var dotEnv = _folder.Write(".env", "SLACK_TOKEN='xoxb # 1'\nSLACK_CHANNEL=lab # comment\nMICROSTATUS__Rscm__QuietTime=3\nexport MICROSTATUS__Check__Parallelism=2\n");
        _environment["SLACK_CHANNEL"] = "real";
        _environment["MICROSTATUS__Check__Parallelism"] = "7";

        var loaded = _files.Load(file);

        string SourceOf(string name) => loaded.Effective.Single(s => s.Name == name).Source;
        Assert.Equal(("B", local), (loaded.Settings.Rscm.Folder, SourceOf("Rscm:Folder")));
        Assert.Equal((TimeSpan.FromSeconds(3), dotEnv), (loaded.Settings.Rscm.QuietTime, SourceOf("Rscm:QuietTime")));
        Assert.Equal((TimeSpan.FromSeconds(1), file), (loaded.Settings.Rscm.SettleTime, SourceOf("Rscm:SettleTime")));
        Assert.Equal((7, "environment MICROSTATUS__Check__Parallelism"), (loaded.Settings.Check.Parallelism, SourceOf("Check:Parallelism")));
        Assert.Empty(loaded.Settings.Discovery.DemoWords);
        Assert.Equal(("xoxb # 1", dotEnv), (loaded.Settings.Secrets.SlackToken!.Reveal(), SourceOf("SLACK_TOKEN")));
        Assert.Equal("real", loaded.Settings.Secrets.SlackChannel!.Reveal());
        Assert.Equal("default", SourceOf("Rscm:ProgressTimeout"));
    }

    [Fact]
    public void Reading_a_dot_env_file_leaves_the_environment_of_the_process_alone()
    {
        _folder.Write("microstatus.json", "{}");
        _folder.Write(".env", "MICROSTATUS_TEST_VARIABLE=1\n");
        _files.Load(_folder.FullName);
        Assert.Null(Environment.GetEnvironmentVariable("MICROSTATUS_TEST_VARIABLE"));
    }

    [Fact]
    public void Paths_are_relative_to_the_settings_file()
    {
        _folder.Write("microstatus.json", """{ "Database": { "Path": "data/lab.db" }, "Logging": { "Folder": "~/logs" } }""");
        var settings = _files.Load(_folder.FullName).Settings;
        Assert.Equal(Path.Join(_folder.FullName, "data/lab.db"), settings.Database.Path);
        Assert.Equal(Path.Join(_folder.FullName, "home/logs"), settings.Logging.Folder);
    }

    [Fact]
    public void A_named_file_comes_first_then_the_variable_then_home_then_the_machine()
    {
        string Found(string? path) => Path.GetRelativePath(_folder.FullName, _files.Load(path).Path);
        _folder.Write("etc/microstatus.json", "{}");
        Assert.Equal("etc/microstatus.json", Found(null));
        _folder.Write("home/.config/microstatus/microstatus.json", "{}");
        Assert.Equal("home/.config/microstatus/microstatus.json", Found(null));
        _environment["MICROSTATUS_SETTINGS"] = Path.GetDirectoryName(_folder.Write("variable/microstatus.json", "{}"))!;
        Assert.Equal("variable/microstatus.json", Found(null));
        _environment["MICROSTATUS_SETTINGS"] = _folder.Write("variable/lab.json", "{}");
        Assert.Equal("variable/lab.json", Found(null));
        Assert.Equal("named.json", Found(_folder.Write("named.json", "{}")));
    }

    [Fact]
    public void When_there_is_no_file_every_place_is_named()
    {
        var error = Assert.Throws<StatusException>(() => _files.Load(null));
        Assert.Equal("SettingsNotFound", error.ErrorId);
        Assert.Contains(Path.Join(_folder.FullName, "home/.config/microstatus/microstatus.json"), error.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Join(_folder.FullName, "etc/microstatus.json"), error.Message, StringComparison.Ordinal);
        Assert.Contains("New-StatusSettings", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_names_nothing_never_falls_back_to_another_lab()
    {
        _folder.Write("etc/microstatus.json", "{}");
        _environment["MICROSTATUS_SETTINGS"] = Path.Join(_folder.FullName, "slip.json");
        var error = Assert.Throws<StatusException>(() => _files.Load(null));
        Assert.Equal(("SettingsNotFound", _environment["MICROSTATUS_SETTINGS"]), (error.ErrorId, error.Target));
    }

    [Theory]
    [InlineData("", "an empty file", "")]
    [InlineData(" \n", "an empty file", "")]
    [InlineData("[1]", "a list", ", line 1")]
    [InlineData("// c\n7", "a single value", ", line 2")]
    [InlineData("{\n  \"Rscm\": {\n    \"Folder\": oops\n", "no valid JSON at line 3, column 15", ", line 3")]
    [InlineData("{ \"Rscm\": { \"Folder\": \"\\ud800\" } }", "a broken \\u escape on line 1", ", line 1")]
    public void A_file_that_is_no_json_object_is_told_with_its_place(string text, string found, string line)
    {
        var file = _folder.Write("microstatus.json", text);
        var problem = Assert.Single(Problems(file));
        Assert.Equal(("$", found, file + line), (problem.Name, problem.Found, problem.Source));
    }

    [Fact]
    public void A_name_in_two_cases_is_told_with_both_lines_and_the_rest_is_still_checked()
    {
        var file = _folder.Write("microstatus.json", "{\n\"Rscm\": { \"Folder\": \"A\",\n \"folder\": \"B\", // c\n },\n\"rscm\": { \"x\": 1 },\n\"Check\": { \"Parallelism\": 0 } }");
        Assert.Equal(
            [
                $"Rscm:folder ({file}, line 3): found the same name again (first on line 2); allowed: each name once, in whatever case.",
                $"rscm ({file}, line 5): found the same name again (first on line 2); allowed: each name once, in whatever case.",
                $"Check:Parallelism ({file}, line 6): found \"0\"; allowed: a whole number, from 1 to 64.",
            ],
            Problems(file).Select(problem => problem.ToString()),
            StringComparer.Ordinal);
    }

    [Fact]
    public void A_name_with_colons_that_says_the_same_again_is_told()
    {
        var file = _folder.Write("microstatus.json", """{ "Rscm:Folder": "A", "Rscm": { "Folder": "B" } }""");
        Assert.StartsWith("a name with ':'", Assert.Single(Problems(file)).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_null_is_told_where_a_value_is_due()
    {
        var file = _folder.Write("microstatus.json", """{ "Lab": { "CheckHost": null }, "Rscm": { "Folder": null, "QuietTime": {} } }""");
        Assert.Equal(["Rscm:Folder", "Rscm:QuietTime"], Problems(file).Select(problem => problem.Name), StringComparer.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_utf8_is_told()
    {
        var file = _folder.Write("microstatus.json", "{ \"Rscm\": { \"Folder\": \"M\xFCller\" } }"u8.ToArray()[..^4].Append((byte)0xFC).ToArray());
        Assert.Equal("text that is not UTF-8", Assert.Single(Problems(file)).Found);
    }

    [Fact]
    public void A_byte_order_mark_is_no_mistake() =>
        Assert.Equal("A", _files.Load(_folder.Write("bom.json", [0xEF, 0xBB, 0xBF, .. "{\"Rscm\":{\"Folder\":\"A\"}}"u8])).Settings.Rscm.Folder);

    [Fact]
    public void A_folder_in_place_of_the_file_is_told()
    {
        Directory.CreateDirectory(Path.Join(_folder.FullName, "microstatus.json"));
        Assert.Equal("a folder where a file is due", Assert.Single(Problems(_folder.FullName)).Found);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_told() =>
        Assert.StartsWith("a file that", Assert.Single(Problems("/proc/self/mem")).Found, StringComparison.Ordinal);

    [Fact]
    public void A_huge_file_is_told_and_not_read() =>
        Assert.Equal("a file larger than 1 MiB", Assert.Single(Problems("/dev/zero")).Found);

    [Fact]
    public void A_broken_local_file_and_dot_env_are_told_together()
    {
        _folder.Write("microstatus.json", "{}");
        _folder.Write("microstatus.local.json", "{");
        _folder.Write(".env", "SLACK_TOKEN=\"xoxb-1\n");
        var problems = Problems(_folder.FullName);
        Assert.Equal([Path.Join(_folder.FullName, "microstatus.local.json, line 1"), Path.Join(_folder.FullName, ".env")], problems.Select(p => p.Source), StringComparer.Ordinal);
        Assert.DoesNotContain(problems, problem => problem.ToString().Contains("xoxb", StringComparison.Ordinal));
    }

    [Fact]
    public void Comments_and_trailing_commas_are_allowed() =>
        Assert.Equal("A", _files.Load(_folder.Write("c.json", "/* a */ { // b\n \"Rscm\": { \"Folder\": \"A\", }, }")).Settings.Rscm.Folder);

    [Fact]
    public void Garbage_ends_in_one_documented_error()
    {
        var template = Encoding.UTF8.GetBytes(File.ReadAllText(_files.WriteDefaults(Path.Join(_folder.FullName, "template.json"), overwrite: true)));
        var words = Gen.OneOf(new[] { "{", "}", "[", "]", ":", ",", "\"", "\"Rscm\"", "\"rscm\"", "\"Folder\"", "\"\\ud800\"", "null", "1e999", "//\n", "/*", "\"SLACK_TOKEN\"", "\"a:b\"", "\0", "é" }.Select(word => (IGen<string>)Gen.Const(word)).ToArray());
        Gen.OneOf(
                Gen.Byte.Array[0, 200],
                words.Array[0, 40].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts))),
                words.Array[0, 40].Select(parts => Encoding.UTF8.GetBytes("{\"Rscm\":{" + string.Concat(parts))),
                Gen.Select(Gen.Int[0, template.Length - 1], Gen.Int[0, 30], Gen.Byte.Array[0, 8])
                    .Select((at, cut, put) => (byte[])[.. template[..at], .. put, .. template[Math.Min(at + cut, template.Length)..]]))
            .Sample(
                bytes =>
                {
                    var file = _folder.Write("garbage.json", bytes);
                    _folder.Write(".env", bytes);
                    try
                    {
                        return _files.Load(file).Settings is not null;
                    }
                    catch (StatusException e)
                    {
                        return e.ErrorId == "SettingsInvalid";
                    }
                },
                threads: 1,
                iter: 2000);
    }

    private IReadOnlyList<SettingProblem> Problems(string path)
    {
        var error = Assert.Throws<StatusException>(() => _files.Load(path));
        Assert.Equal("SettingsInvalid", error.ErrorId);
        return Assert.IsAssignableFrom<IReadOnlyList<SettingProblem>>(error.Target);
    }
}
