using System.Runtime.InteropServices;

namespace MicroStatus.Shell;

/// <summary>Ctrl+C and SIGTERM: the first stops what is running, a second one while that is still stopping ends the process.</summary>
internal sealed class StopSignal : IDisposable
{
    /// <summary>Exit code of a run that was stopped.</summary>
    public const int ExitCode = 1;

    private readonly Lock _gate = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private CancellationTokenSource _source = new();

    /// <summary>Begins to listen.</summary>
    public StopSignal()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT })
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, Receive));
        }
    }

    /// <summary>SIGTERM has come: not only what is running is to end, but the program.</summary>
    public bool EndsProgram { get; private set; }

    /// <summary>Cancelled by the signal.</summary>
    public CancellationToken Token
    {
        get
        {
            lock (_gate)
            {
                return _source.Token;
            }
        }
    }

    /// <summary>Forgets a signal that has been heeded, so that the next pipeline or prompt begins anew.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            if (_source.IsCancellationRequested && !EndsProgram)
            {
                _source.Dispose();
                _source = new CancellationTokenSource();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _source.Dispose();
    }

    private void Receive(PosixSignalContext context)
    {
        context.Cancel = true;
        CancellationTokenSource source;
        lock (_gate)
        {
            if (_source.IsCancellationRequested)
            {
                Environment.Exit(ExitCode);
            }

            EndsProgram |= context.Signal != PosixSignal.SIGINT;
            source = _source;
        }

        source.Cancel();
    }
}
