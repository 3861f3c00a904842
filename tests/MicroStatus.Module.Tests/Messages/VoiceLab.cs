using System.Text;
using MicroStatus.Module.Tests.Faults;
using MicroStatus.Module.Tests.Shell;
using MicroStatus.Testing.Slack;

namespace MicroStatus.Module.Tests.Messages;

/// <summary>A demo lab whose checks, each in a process of its own, talk to a server that plays Slack.</summary>
internal sealed class VoiceLab : IAsyncDisposable
{
    /// <summary>Delivers, and says everything that can be said.</summary>
    public const string Deliver = "$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'; Invoke-StatusCheck -Step Messages -Verbose -Debug *>&1";

    private readonly StringBuilder _said = new();

    private VoiceLab(FaultLab files)
    {
        Files = files;
        Say("MessagesEnabled", "true");
        Say("SlackAddress", Server.Address.ToString());
        Say("MostPerSecond", "1000");
        Say("FirstPause", "00:00:00");
        Say("SettleTime", "00:00:00");
        files.Variables["SLACK_TOKEN"] = Server.Token;
        files.Variables["SLACK_CHANNEL"] = Channel;
    }

    public static string Channel => "C0LAB00001";

    public FaultLab Files { get; }

    public SlackServer Server { get; } = new();

    public static async Task<VoiceLab> MakeAsync() => new(await FaultLab.MakeAsync());

    /// <summary>A setting of the messages.</summary>
    public void Say(string name, string value) => Files.Variables[$"MICROSTATUS__Messages__{name}"] = value;

    /// <summary>Messages of many datasets, due already; in the order of their keys.</summary>
    public void Fill(int messages, int datasets)
    {
        Files.Fill(datasets);
        Files.Sql(FormattableString.Invariant($"""
            DELETE FROM outbox;
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {messages - 1})
            INSERT INTO outbox (dedup_key, kind, severity, text, created, dataset_id)
            SELECT printf('old %d|%05d', 1 + i % {datasets}, i), 'imaging-started', 'Information', 'Message ' || i || ' of old ' || (1 + i % {datasets}) || '.',
                '2026-09-14T12:00:00.0000000Z', (SELECT id FROM dataset WHERE name = 'old ' || (1 + i % {datasets}))
            FROM n;
            """));
    }

    /// <summary>Keys of messages in some state.</summary>
    public IReadOnlyList<string> Keys(string condition = "true") =>
        Files.Sql($"SELECT dedup_key FROM outbox WHERE {condition} ORDER BY id").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Starts a delivery; it begins with the next line that it reads.</summary>
    public Task<ShellRun> StartAsync() => Files.StartAsync(Deliver);

    /// <summary>Keeps what a process has said.</summary>
    public void Keep(ShellResult result) => _said.Append(result.Output).Append(result.Error);

    /// <summary>Delivers until nothing waits any more.</summary>
    public async Task DeliverTheRestAsync()
    {
        for (var run = 0; run < 100 && Keys("state IN ('pending', 'sending', 'unsure')").Count > 0; run++)
        {
            using var process = await StartAsync();
            var result = await process.GoAsync();
            Assert.True(result.ExitCode == 0, result.Error);
            Keep(result);
        }
    }

    /// <summary>Every dataset's messages were accepted in their order, the first one as the thread's, the others in it.</summary>
    public void RequireOneThreadADataset()
    {
        foreach (var dataset in Server.Accepted.GroupBy(message => message.Key!.Split('|')[0]))
        {
            var messages = dataset.OrderBy(message => message.Order).ToList();
            Assert.Equal(messages.Select(message => message.Key).Order(StringComparer.Ordinal), messages.Select(message => message.Key));
            Assert.Null(messages[0].Thread);
            Assert.All(messages.Skip(1), message => Assert.Equal(messages[0].Timestamp, message.Thread));
        }
    }

    /// <summary>The token is nowhere: neither in what the processes said, nor in the database, the files beside it, or the log.</summary>
    public void RequireNoToken()
    {
        var token = Encoding.UTF8.GetBytes(Server.Token);
        var said = _said.ToString();
        Assert.Contains("VERBOSE", said, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Server.Token, said, StringComparison.Ordinal);
        var files = Directory.GetFiles(Files.Folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None });
        Assert.Contains(Files.Database, files);
        Assert.Contains(files, file => file.EndsWith(".log", StringComparison.Ordinal));
        Assert.All(files, file => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(token) < 0, $"{file} holds the token."));
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Files.Dispose();
    }
}
