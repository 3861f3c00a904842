using System.Globalization;
using MicroStatus.Checks;
using MicroStatus.Configuration;
using Serilog;
using Serilog.Core;

namespace MicroStatus.Backend.Checks;

/// <summary>The log file of this host (lab.md §13), opened at the first line.</summary>
public sealed class HostLog : ICheckLog
{
    private const long FileLimit = 64L * 1024 * 1024;

    private readonly Lazy<Logger?> _logger;

    /// <summary>Prepares the log; nothing is opened yet.</summary>
    /// <param name="settings">Folder and retention.</param>
    public HostLog(LoggingSettings settings)
    {
        _logger = new Lazy<Logger?>(() => Open(settings));
    }

    /// <inheritdoc/>
    public string? Fault { get; private set; }

    /// <inheritdoc/>
    public void Information(string text) => _logger.Value?.Information("{Text:l}", OneLine(text));

    /// <inheritdoc/>
    public void Warning(string text) => _logger.Value?.Warning("{Text:l}", OneLine(text));

    /// <inheritdoc/>
    public void Error(string text, Exception? cause) => _logger.Value?.Error(cause, "{Text:l}", OneLine(text));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_logger.IsValueCreated)
        {
            _logger.Value?.Dispose();
        }
    }

    private Logger? Open(LoggingSettings settings)
    {
        try
        {
            // One level at most is made: what lies above may be a store that is not mounted.
            var above = System.IO.Path.GetDirectoryName(settings.Folder.TrimEnd('/'));
            if (!Directory.Exists(settings.Folder) && !Directory.Exists(above))
            {
                Fault = $"'{above}' is not there.";
                return null;
            }

            return Configure(settings);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fault = e.Message;
            return null;
        }
    }

    private static Logger Configure(LoggingSettings settings) =>
        new LoggerConfiguration()
            .WriteTo.File(
                System.IO.Path.Join(settings.Folder, $"microstatus-{Environment.MachineName}.log"),
                outputTemplate: "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:l}{NewLine}{Exception}",
                formatProvider: CultureInfo.InvariantCulture,
                fileSizeLimitBytes: FileLimit,
                rollOnFileSizeLimit: true,
                retainedFileCountLimit: null,
                retainedFileTimeLimit: TimeSpan.FromDays(settings.KeepDays),
                shared: true)
            .CreateLogger();

    // A folder's name may hold a line break; a log line may not.
    private static string OneLine(string text) => text.ReplaceLineEndings("⏎");
}
