using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>Work in several threads that stops together: when one fails, the others are told, and its error is the one that is heard of.</summary>
internal sealed class JointWork : IDisposable
{
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _stop;
    private readonly ConcurrentQueue<Exception> _faults = new();
    private readonly List<Thread> _threads = [];

    /// <summary>Begins without work.</summary>
    /// <param name="cancellationToken">Stops all of it.</param>
    public JointWork(CancellationToken cancellationToken)
    {
        _caller = cancellationToken;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>Set when all is to stop.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Does something in this thread; its failure is heard of in <see cref="Join"/>.</summary>
    /// <param name="work">The work.</param>
    public void Run(Action work)
    {
        try
        {
            work();
        }
        catch (Exception e)
        {
            _faults.Enqueue(e);
            _stop.Cancel();
        }
    }

    /// <summary>Does something in a thread of its own.</summary>
    /// <param name="work">The work.</param>
    public void Start(Action work)
    {
        var thread = new Thread(() => Run(work)) { IsBackground = true, Name = "montage" };
        _threads.Add(thread);
        thread.Start();
    }

    /// <summary>Waits for all of it.</summary>
    /// <exception cref="OperationCanceledException">The caller has stopped it.</exception>
    /// <exception cref="Exception">What failed first.</exception>
    public void Join()
    {
        _threads.ForEach(thread => thread.Join());
        _caller.ThrowIfCancellationRequested();
        if ((_faults.FirstOrDefault(fault => fault is not OperationCanceledException) ?? _faults.FirstOrDefault()) is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _threads.ForEach(thread => thread.Join());
        _stop.Dispose();
    }
}
