using System.Collections.Concurrent;

namespace MicroStatus.Hosting;

/// <summary>Runs work on a thread of its own while the pipeline thread carries out what the work asks of the engine.</summary>
/// <remarks>The engine accepts output, progress and questions on the pipeline thread only; a worker of its own is what lets Ctrl+C through at once.</remarks>
internal sealed class PipelinePump : IDisposable
{
    // Enough to keep both threads busy, little enough that a slow consumer holds the worker back.
    private const int QueueLength = 256;

    private readonly CancellationTokenSource _stop = new();
    private BlockingCollection<Action>? _queue;

    /// <summary>Cancelled by Ctrl+C, or when downstream wants no more.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Runs work and serves it until it is over.</summary>
    /// <param name="work">The work.</param>
    public void Run(Func<CancellationToken, Task> work)
    {
        using var queue = new BlockingCollection<Action>(QueueLength);
        _queue = queue;
        var worker = Task.Run(
            async () =>
            {
                try
                {
                    await work(_stop.Token);
                }
                finally
                {
                    queue.CompleteAdding();
                }
            },
            CancellationToken.None);
        try
        {
            foreach (var action in queue.GetConsumingEnumerable(CancellationToken.None))
            {
                action();
            }
        }
        catch
        {
            // The write threw: downstream has ended or the user stopped. The worker must end before anyone hears of it.
            _stop.Cancel();
            Drain(queue);
            Join(worker, swallow: true);
            throw;
        }

        Join(worker, swallow: false);
        _queue = null;
    }

    /// <summary>From the worker: have something done on the pipeline thread, without waiting for it.</summary>
    /// <param name="action">What to do.</param>
    public void Post(Action action)
    {
        _stop.Token.ThrowIfCancellationRequested();
        Queue.Add(action, CancellationToken.None);
    }

    /// <summary>From the worker: have something asked on the pipeline thread, and wait for the answer.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="question">What to ask.</param>
    /// <returns>The answer.</returns>
    public async Task<T> AskAsync<T>(Func<T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                answer.SetResult(question());
            }
            catch (Exception e)
            {
                answer.SetException(e);
                throw;
            }
        });
        return await answer.Task.WaitAsync(_stop.Token);
    }

    /// <summary>Ends the work soon.</summary>
    public void Stop() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private BlockingCollection<Action> Queue =>
        _queue ?? throw new InvalidOperationException("Nothing is running on this pump.");

    private static void Drain(BlockingCollection<Action> queue)
    {
        foreach (var _ in queue.GetConsumingEnumerable(CancellationToken.None))
        {
            // Thrown away: nobody listens any more.
        }
    }

    private static void Join(Task worker, bool swallow)
    {
        try
        {
#pragma warning disable VSTHRD002 // The pipeline thread has no message loop; waiting for the worker is its job here.
            worker.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
        }
        catch when (swallow)
        {
            // The first failure, already on its way, is the one to tell.
        }
    }
}
