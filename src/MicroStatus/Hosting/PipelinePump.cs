using System.Collections.Concurrent;
using System.Management.Automation;

#pragma warning disable VSTHRD002 // Neither thread here has a message loop: to wait for the other one is their job.

namespace MicroStatus.Hosting;

/// <summary>Runs work on a thread of its own while the pipeline thread carries out what the work asks of the engine.</summary>
/// <remarks>
/// The engine accepts output, progress and questions on the pipeline thread only. What such a request throws there belongs to the engine (a
/// stop, the end of <c>Select-Object -First</c>, <c>-ErrorAction Stop</c>, <c>exit</c> further down the pipeline) and leaves
/// <see cref="Run"/> unchanged. What the work itself throws is returned.
/// </remarks>
/// <param name="grace">How long work that a person stopped is waited for before it is left to end by itself.</param>
internal sealed class PipelinePump(TimeSpan grace) : IDisposable
{
    // Enough to keep both threads busy, little enough that a slow consumer holds the worker back.
    private const int QueueLength = 256;

    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenSource _stop = new();
    private BlockingCollection<Action>? _queue;
    private Thread? _pipelineThread;
    private bool _leftBehind;

    /// <summary>Cancelled by Ctrl+C, or when downstream wants no more.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>Runs work and serves it until it is over.</summary>
    /// <param name="work">The work.</param>
    /// <returns>What the work failed with, or null.</returns>
    /// <exception cref="PipelineStoppedException">A person stopped the pipeline.</exception>
    public Exception? Run(Func<CancellationToken, Task> work)
    {
        ThrowIfStopped();
        var queue = new BlockingCollection<Action>(QueueLength);
        _pipelineThread = Thread.CurrentThread;
        _queue = queue;
        var worker = Task.Run(() => CarryOutAsync(work, queue), CancellationToken.None);
        try
        {
            Serve(queue);
        }
        catch
        {
            // Whatever ends the pipeline must not overtake the worker, which may hold files, connections and child processes.
            _end.Cancel();
            Settle(worker);
            throw;
        }
        finally
        {
            _queue = null;
        }

        var fault = Settle(worker);
        ThrowIfStopped();
        queue.Dispose();
        return fault;
    }

    /// <summary>From the worker: have something done on the pipeline thread, without waiting for it.</summary>
    /// <param name="action">What to do.</param>
    /// <exception cref="OperationCanceledException">The pipeline is ending.</exception>
    public void Post(Action action)
    {
        if (IsPipelineThread)
        {
            action();
            return;
        }

        _end.Token.ThrowIfCancellationRequested();
        var queue = _queue ?? throw new InvalidOperationException("The cmdlet's work is over.");
        queue.Add(action, _end.Token);
    }

    /// <summary>From the worker: have something asked on the pipeline thread, and wait for the answer. A question that fails ends the pipeline.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="question">What to ask.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="OperationCanceledException">The pipeline is ending.</exception>
    public Task<T> AskAsync<T>(Func<T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() => answer.SetResult(question()));
        return answer.Task.WaitAsync(_end.Token);
    }

    /// <summary>From the worker: look something up in the session, on the pipeline thread. A look-up that fails, fails here.</summary>
    /// <typeparam name="T">The type of what is looked up.</typeparam>
    /// <param name="lookUp">The look-up; short, and without output.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="OperationCanceledException">The pipeline is ending.</exception>
    public T LookUp<T>(Func<T> lookUp)
    {
        if (IsPipelineThread)
        {
            return lookUp();
        }

        var found = new Task<T>(lookUp);
        Post(() => found.RunSynchronously(TaskScheduler.Default));
        _ = Task.WaitAny([found], _end.Token); // what the look-up throws comes as it is
        return found.GetAwaiter().GetResult();
    }

    /// <summary>A person stops the work.</summary>
    public void Stop()
    {
        try
        {
            _stop.Cancel();
            _end.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The cmdlet came to its own end at this very moment.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Work left behind still asks its token; undisposed, the sources hold memory only.
        if (!_leftBehind)
        {
            _end.Dispose();
            _stop.Dispose();
        }
    }

    // Before the first run there is no worker, so whoever calls is the pipeline thread.
    private bool IsPipelineThread => _pipelineThread is null || _pipelineThread == Thread.CurrentThread;

    private async Task<Exception?> CarryOutAsync(Func<CancellationToken, Task> work, BlockingCollection<Action> queue)
    {
        try
        {
            await work(_end.Token);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
        finally
        {
            queue.CompleteAdding();
        }
    }

    private void Serve(BlockingCollection<Action> queue)
    {
        try
        {
            while (queue.TryTake(out var action, Timeout.Infinite, _stop.Token))
            {
                action();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private Exception? Settle(Task<Exception?> worker)
    {
        try
        {
            worker.Wait(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            // A call that nothing interrupts, such as one to a file system that hangs, must not hold the prompt.
            if (!worker.Wait(grace, CancellationToken.None))
            {
                _leftBehind = true;
                return null;
            }
        }

        return worker.GetAwaiter().GetResult();
    }

    private void ThrowIfStopped()
    {
        if (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
