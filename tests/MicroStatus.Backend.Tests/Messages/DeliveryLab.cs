using MicroStatus.Backend.Acquisition;
using MicroStatus.Backend.Messages;
using MicroStatus.Backend.Tests.Database;
using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Messages.Chat;
using MicroStatus.Messages.Delivery;
using MicroStatus.Testing.Slack;

namespace MicroStatus.Backend.Tests.Messages;

/// <summary>A database with seven datasets, and a channel that its messages go to.</summary>
internal sealed class DeliveryLab : IAsyncDisposable
{
    private readonly HttpClient _http = LabHttp.Create();
    private readonly ILeaseHold _lease;

    public DeliveryLab(SlackServerOptions? options = null)
    {
        Server = new SlackServer(options);
        Files.Settings = Files.Settings with { Database = Files.Settings.Database with { BusyTimeout = TimeSpan.FromSeconds(10) } };
        Database = Files.Create();
        Files.Sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 7) INSERT INTO dataset (id, name, path_on_fast_store, modality) SELECT i, 'n' || i || '_stack1', '/fast/n' || i || '_stack1', 'rscm' FROM n");
        _lease = Database.AcquireLease(DatabaseLab.Cancellation);
        var settings = SlackBench.Settings(Server.Address.ToString(), Server.Token, SlackBench.Lab);
        Settings = settings with
        {
            Messages = settings.Messages with
            {
                MostPerSecond = 1000,
                SettleTime = TimeSpan.Zero,
                FirstPause = TimeSpan.FromMilliseconds(1),
                Timeout = TimeSpan.FromMilliseconds(300),
            },
        };
    }

    public DatabaseLab Files { get; } = new();

    public SlackServer Server { get; }

    public IDatasetDatabase Database { get; }

    public StatusSettings Settings { get; set; }

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public ActGate Gate => new(Database, _lease, CheckMode.Active);

    /// <summary>A message of a dataset becomes due.</summary>
    public string Say(long id, string what, MessageSeverity severity = MessageSeverity.Information, string? picture = null)
    {
        var key = FormattableString.Invariant($"{id} {what}");
        Apply(id, new DatasetChangeSet { Id = id, Name = $"n{id}_stack1", Path = $"/fast/n{id}_stack1", Messages = [new OutboxMessage(key, what, severity, $"n{id}_stack1: {what}.") { Code = [$"n{id}_stack1"], Picture = picture is null ? null : new ChatPicture(picture, $"Montage of n{id}_stack1") }] });
        return key;
    }

    public void Change(long id, FieldChange change) =>
        Apply(id, new DatasetChangeSet { Id = id, Name = $"n{id}_stack1", Path = $"/fast/n{id}_stack1", Fields = [change] });

    /// <summary>A message about no dataset becomes due.</summary>
    public void Add(OutboxMessage message) => Database.Outbox.Add([message], _lease);

    public void Rename(long id, string former, string path) =>
        Apply(id, new DatasetChangeSet { Id = id, Name = Path.GetFileName(path), Path = path, FormerPath = former });

    public List<OutboxEntry> Entries() => [.. Database.Outbox.Find(new OutboxFilter(), DatabaseLab.Cancellation)];

    public SlackChat Open() => new(Settings, _http, TimeProvider.System);

    public Task<DeliveryResult> DeliverAsync(CancellationToken? cancellation = null) =>
        new MessageDelivery(Open(), Database, Gate, Settings, Clock).RunAsync(cancellation ?? DatabaseLab.Cancellation);

    /// <summary>A run as a check makes it.</summary>
    public async Task<OutboxRunResult> RunAsync(ICheckLog log, Func<IChat>? openChat = null)
    {
        var run = new OutboxRun(openChat ?? Open, Database, Gate, new PosixFileTree(), log, Settings, Clock);
        var result = await run.RunAsync(DatabaseLab.Cancellation);
        run.NoteTold(result);
        return result;
    }

    public async Task DeliverUntilEmptyAsync()
    {
        for (var run = 0; run < 400 && Entries().Exists(entry => entry.State is OutboxState.Pending or OutboxState.Sending or OutboxState.Unsure); run++)
        {
            Files.Sql("UPDATE outbox SET next_try = NULL");
            await DeliverAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _lease.DisposeAsync();
        Database.Dispose();
        await Server.DisposeAsync();
        _http.Dispose();
        Files.Dispose();
    }

    private void Apply(long id, DatasetChangeSet changes) => Assert.Null(Assert.Single(Database.Apply([changes with { Id = id }], ownTablesOnly: false, _lease)).Error);
}
