using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace MicroStatus.Testing.Slurm;

/// <summary>A real SLURM cluster of one node on loopback, with two processors, in a folder of its own; gone with the test, however that ends.</summary>
/// <remarks>It needs Debian's slurm-wlm and root. Other test projects compile this folder as linked files and copy <c>SlurmNode.sh</c> to their output.</remarks>
internal sealed class SlurmNode : IAsyncDisposable
{
    private const int Tries = 3;
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(30);
    private static readonly string[] Programs = ["munged", "slurmctld", "slurmd", "sbatch", "squeue", "scancel", "sinfo"];
    private readonly Process _keeper;

    private SlurmNode(string folder, Process keeper)
    {
        Folder = folder;
        _keeper = keeper;
    }

    /// <summary>Why no node can be started here; null when one can.</summary>
    public static string? Missing { get; } = FindMissing();

    /// <summary>Configuration, keys, state and logs.</summary>
    public string Folder { get; }

    /// <summary>The node's <c>slurm.conf</c>.</summary>
    public string ConfigurationPath => Path.Join(Folder, "slurm.conf");

    /// <summary>Starts a node and waits until it takes jobs.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The node.</returns>
    public static async Task<SlurmNode> StartAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            // A port that was free may be taken a moment later.
            var node = Launch();
            if (await node.IsReadyAsync(cancellationToken))
            {
                return node;
            }

            var log = await node.LogAsync(cancellationToken);
            await node.DisposeAsync();
            if (attempt == Tries)
            {
                throw new InvalidOperationException("SLURM does not start:\n" + log);
            }
        }
    }

    /// <summary>The cluster's part of a lab's settings, for jobs of one processor.</summary>
    public Dictionary<string, object> Settings => new(StringComparer.Ordinal)
    {
        ["Executor"] = "Slurm",
        ["User"] = Environment.UserName,
        ["Cpus"] = 1,
        ["MemoryGigabytes"] = 1,
        ["Submit"] = Command("sbatch"),
        ["Queue"] = Command("squeue"),
        ["Cancel"] = Command("scancel"),
        ["Accounting"] = Command("sacct"),
    };

    /// <summary>A command of SLURM that talks to this node.</summary>
    /// <param name="name">For example <c>squeue</c>.</param>
    /// <returns>The command as a setting takes it.</returns>
    public IReadOnlyList<string> Command(string name) => ["env", "SLURM_CONF=" + ConfigurationPath, name];

    /// <summary>Lets the controller stand still: it takes connections and answers none.</summary>
    public void Freeze() => Signal("STOP");

    /// <summary>Lets it go on.</summary>
    public void Thaw() => Signal("CONT");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _keeper.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await _keeper.WaitForExitAsync(patience.Token);
        _keeper.Dispose();
    }

    private static SlurmNode Launch()
    {
        var folder = Directory.CreateTempSubdirectory("slurm-").FullName;
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101); // munged wants its socket to be reached by all
        Directory.CreateDirectory(Path.Join(folder, "state"));
        Directory.CreateDirectory(Path.Join(folder, "spool"));
        var key = Path.Join(folder, "munge.key");
        File.WriteAllBytes(key, RandomNumberGenerator.GetBytes(128));
        File.SetUnixFileMode(key, UnixFileMode.UserRead);
        File.WriteAllText(Path.Join(folder, "slurm.conf"), Configuration(folder));
        var start = new ProcessStartInfo("bash") { RedirectStandardInput = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Join(AppContext.BaseDirectory, "SlurmNode.sh"));
        start.ArgumentList.Add(folder);
        return new SlurmNode(folder, Process.Start(start)!);
    }

    private static string Configuration(string folder) =>
        $"""
        ClusterName=test
        SlurmctldHost=localhost(127.0.0.1)
        SlurmUser={Environment.UserName}
        SlurmdUser={Environment.UserName}
        AuthType=auth/munge
        CredType=cred/munge
        AuthInfo=socket={folder}/munge.socket
        StateSaveLocation={folder}/state
        SlurmdSpoolDir={folder}/spool
        SlurmctldPidFile={folder}/slurmctld.own.pid
        SlurmdPidFile={folder}/slurmd.own.pid
        SlurmctldPort={FreePort()}
        SlurmdPort={FreePort()}
        ProctrackType=proctrack/linuxproc
        TaskPlugin=task/none
        SwitchType=switch/none
        MpiDefault=none
        ReturnToService=2
        SelectType=select/cons_tres
        SelectTypeParameters=CR_Core_Memory
        SlurmdParameters=config_overrides
        SchedulerParameters=batch_sched_delay=0,sched_interval=1
        JobAcctGatherType=jobacct_gather/none
        AccountingStorageType=accounting_storage/none
        MailProg=/bin/true
        MinJobAge=600
        KillWait=2
        NodeName=localhost NodeAddr=127.0.0.1 CPUs={Math.Min(2, Environment.ProcessorCount)} RealMemory=65536 State=UNKNOWN
        PartitionName=compute Nodes=localhost Default=YES MaxTime=INFINITE State=UP

        """;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? FindMissing()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':').Append("/usr/sbin").ToList();
        var missing = Array.FindAll(Programs, program => !folders.Exists(folder => File.Exists(Path.Join(folder, program))));
        return missing.Length > 0 ? $"Needs Debian's slurm-wlm: there is no {string.Join(", ", missing)}."
            : Environment.UserName != "root" ? "Needs root: slurmd runs jobs of users."
            : null;
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        for (var begun = Stopwatch.StartNew(); begun.Elapsed < StartTime && !_keeper.HasExited;)
        {
            if ((await RunAsync("sinfo", ["--noheader", "--format=%T"], cancellationToken)).Trim() == "idle")
            {
                return true;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }

        return false;
    }

    private async Task<string> RunAsync(string name, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("env", [.. Command(name).Skip(1), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await error;
        await process.WaitForExitAsync(cancellationToken);
        return output;
    }

    private async Task<string> LogAsync(CancellationToken cancellationToken)
    {
        var texts = new List<string>();
        foreach (var file in Directory.GetFiles(Folder, "*.out"))
        {
            texts.Add($"{Path.GetFileName(file)}:\n{await File.ReadAllTextAsync(file, cancellationToken)}");
        }

        return string.Join('\n', texts);
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, File.ReadAllText(Path.Join(Folder, "slurmctld.pid")).Trim()]);
        kill.WaitForExit();
    }
}
