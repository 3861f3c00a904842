using System.Management.Automation;
using MicroStatus.Configuration;
using MicroStatus.Database;

namespace MicroStatus.Hosting;

/// <summary>The base of every cmdlet: settings, adapters, stopping, and one way from exceptions to error records.</summary>
/// <remarks>A cmdlet overrides <see cref="ProcessAsync"/> or <see cref="EndAsync"/>, which run on a worker; output, progress and questions
/// go through the methods here, which carry them to the pipeline thread.</remarks>
public abstract class LabCommand : PSCmdlet, IDisposable
{
    // Ctrl+C is to give the prompt back within a second.
    private static readonly TimeSpan StopGrace = TimeSpan.FromMilliseconds(800);

    private readonly PipelinePump _pump = new(StopGrace);
    private readonly ProgressGate _progress = new(TimeProvider.System);
    private IBackend? _backend;
    private LoadedSettings? _loaded;
    private string? _loadedFrom;
    private bool _isPathPiped;

    /// <summary>
    /// The settings file, or a folder that holds microstatus.json. Without it: $env:MICROSTATUS_SETTINGS, then
    /// ~/.config/microstatus/, then /etc/microstatus/.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? SettingsPath { get; set; }

    /// <summary>The outside world.</summary>
    protected IBackend Backend => _backend ?? throw new InvalidOperationException("The cmdlet has not begun.");

    /// <summary>The settings in force, read once.</summary>
    protected LoadedSettings LoadedSettings
    {
        get
        {
            if (_loaded is null || !string.Equals(_loadedFrom, SettingsPath, StringComparison.Ordinal))
            {
                _loaded = Backend.SettingsFiles.Load(SettingsPath is null ? null : ResolvePath(SettingsPath));
                _loadedFrom = SettingsPath;
                Detail($"Settings: '{_loaded.Path}'; database: '{_loaded.Settings.Database.Path}'.");
            }

            return _loaded;
        }
    }

    /// <summary>The settings in force.</summary>
    protected StatusSettings Settings => LoadedSettings.Settings;

    /// <summary>The settings in force; the defaults on a machine that knows no lab, for work on files alone.</summary>
    protected StatusSettings SettingsOrDefaults
    {
        get
        {
            try
            {
                return Settings;
            }
            catch (StatusException e) when (SettingsPath is null && string.Equals(e.ErrorId, "SettingsNotFound", StringComparison.Ordinal))
            {
                Detail("There are no settings: those of the lab apply.");
                return new StatusSettings();
            }
        }
    }

    /// <summary>The lab's clock.</summary>
    protected TimeProvider Clock => Backend.Clock(Settings);

    /// <summary>The files of the configured database.</summary>
    protected IDatabaseFiles DatabaseFiles => Backend.DatabaseFiles(Settings);

    /// <summary>Nothing may be changed: the engine answers ShouldProcess with false both for -WhatIf and for a person's No.</summary>
    protected bool IsWhatIf =>
        MyInvocation.BoundParameters.TryGetValue("WhatIf", out var bound)
            ? bound is SwitchParameter { IsPresent: true } or true
            : SessionState.PSVariable.GetValue("WhatIfPreference") is true or SwitchParameter { IsPresent: true };

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the cmdlet holds.</summary>
    /// <param name="disposing">True when called by a person's code.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _pump.Dispose();
        }
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        _isPathPiped = SettingsPath is null;
        try
        {
            _backend = BackendFactory.Create(SessionState);
        }
        catch (StatusException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e));
        }
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        if (_isPathPiped && SettingsPath is not null)
        {
            _loaded = null; // each item names its lab anew, and the lab may have changed since the one before
        }

        Run(ProcessAsync);
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Run(EndAsync);

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => _pump.Stop();

    /// <summary>Handles one item of the pipeline, on a worker.</summary>
    /// <param name="cancellationToken">Cancelled by Ctrl+C, or when downstream wants no more.</param>
    /// <returns>When done.</returns>
    protected virtual Task ProcessAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends the cmdlet's work, on a worker.</summary>
    /// <param name="cancellationToken">Cancelled by Ctrl+C, or when downstream wants no more.</param>
    /// <returns>When done.</returns>
    protected virtual Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Emits an object.</summary>
    /// <param name="output">The object.</param>
    protected void Emit(object output)
    {
        var named = WithLab(output);
        _pump.Post(() => WriteObject(named));
    }

    /// <summary>Emits an object and waits until everything downstream is done with it: for work that goes on only then.</summary>
    /// <param name="output">The object.</param>
    /// <returns>When downstream is done with it.</returns>
    protected Task EmitAndWaitAsync(object output)
    {
        var named = WithLab(output);
        return _pump.AskAsync(() =>
        {
            WriteObject(named);
            return true;
        });
    }

    /// <summary>Reports an item that failed; the next item is handled.</summary>
    /// <param name="exception">Why.</param>
    /// <param name="target">The item.</param>
    protected void Report(Exception exception, object? target = null) =>
        _pump.Post(() => WriteError(ErrorRecords.From(exception, target)));

    /// <summary>Warns.</summary>
    /// <param name="text">A sentence.</param>
    protected void Warn(string text) => _pump.Post(() => WriteWarning(text));

    /// <summary>Tells a detail.</summary>
    /// <param name="text">A sentence.</param>
    protected void Detail(string text) => _pump.Post(() => WriteVerbose(text));

    /// <summary>Shows progress: of each activity the first and the completed record, and at most five a second between them.</summary>
    /// <param name="record">The progress record.</param>
    protected void Show(ProgressRecord record)
    {
        // Nobody looks any more while the pipeline ends: a completed record in a finally must not hide what ended the work.
        if (!_pump.Token.IsCancellationRequested && _progress.LetsThrough(record))
        {
            _pump.Post(() => WriteProgress(record));
        }
    }

    /// <summary>Asks whether an act may be done; <c>-WhatIf</c> and <c>-Confirm</c> answer.</summary>
    /// <param name="target">The thing, and what changes.</param>
    /// <param name="action">The cmdlet's own verb phrase.</param>
    /// <returns>True when it may.</returns>
    protected Task<bool> MayAsync(string target, string action) => _pump.AskAsync(() => ShouldProcess(target, action));

    /// <summary>What a person says by a switch: also that something is off, which is more than leaving it out.</summary>
    /// <param name="parameter">The switch's name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The value; null when it was not given.</returns>
    protected bool? Given(string parameter, SwitchParameter value) => MyInvocation.BoundParameters.ContainsKey(parameter) ? value.ToBool() : null;

    /// <summary>A path as typed, made absolute against the session's location.</summary>
    /// <param name="path">The path; nothing needs to be there.</param>
    /// <returns>An absolute path of the file system.</returns>
    /// <exception cref="StatusException"><c>PathNotInFileSystem</c>.</exception>
    protected string ResolvePath(string path)
    {
        var (absolute, provider) = _pump.LookUp(() =>
            (SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var owner, out _), owner.Name));
        return InFileSystem(path, provider, absolute);
    }

    /// <summary>A path with wildcards as typed: every path that it matches, absolute.</summary>
    /// <param name="path">The path.</param>
    /// <returns>Absolute paths of the file system; none when the wildcards match nothing.</returns>
    /// <exception cref="StatusException"><c>PathNotInFileSystem</c>, or <c>PathNotFound</c> for a path without wildcards.</exception>
    protected IReadOnlyList<string> ResolvePaths(string path)
    {
        try
        {
            var (absolute, provider) = _pump.LookUp(() => (SessionState.Path.GetResolvedProviderPathFromPSPath(path, out var owner), owner.Name));
            return InFileSystem<IReadOnlyList<string>>(path, provider, absolute);
        }
        catch (ItemNotFoundException e)
        {
            throw new StatusException("PathNotFound", StatusErrorCategory.NotFound, $"There is nothing at '{path}'.", target: path, inner: e);
        }
    }

    // What comes out of a lab that was named carries its name, so that the next cmdlet of the pipeline works with that lab too.
    private object WithLab(object output)
    {
        if (SettingsPath is null || _loaded is null || output.GetType().Assembly != typeof(IBackend).Assembly)
        {
            return output;
        }

        var named = PSObject.AsPSObject(output);
        if (named.Properties[nameof(SettingsPath)] is null)
        {
            named.Properties.Add(new PSNoteProperty(nameof(SettingsPath), _loaded.Path));
        }

        return named;
    }

    private static T InFileSystem<T>(string path, string provider, T resolved) =>
        string.Equals(provider, "FileSystem", StringComparison.Ordinal)
            ? resolved
            : throw new StatusException(
                "PathNotInFileSystem",
                StatusErrorCategory.InvalidData,
                $"'{path}' is a path of the provider {provider}, not of the file system.",
                target: path);

    private void Run(Func<CancellationToken, Task> work)
    {
        if (_pump.Run(work) is { } fault)
        {
            ThrowTerminatingError(ErrorRecords.From(fault));
        }
    }
}
