using System.Collections;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>What an emulator has been asked, in order. Reading it while requests arrive is safe.</summary>
public sealed class EmulatorRequestLog : IReadOnlyList<EmulatorRequest>
{
    private readonly object _lock = new();
    private readonly List<EmulatorRequest> _requests = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];

    /// <summary>How many requests have arrived.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _requests.Count;
        }
    }

    /// <summary>Returns one request.</summary>
    /// <param name="index">Its place, from 0.</param>
    public EmulatorRequest this[int index]
    {
        get
        {
            lock (_lock)
                return _requests[index];
        }
    }

    /// <summary>Waits until so many requests have arrived; they may not have been answered yet.</summary>
    /// <param name="count">The number of requests since the start or the last <see cref="Clear"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForAsync(int count, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_requests.Count >= count)
                return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            return reached.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Forgets the requests so far.</summary>
    public void Clear()
    {
        lock (_lock)
            _requests.Clear();
    }

    /// <summary>Enumerates the requests that have arrived by now.</summary>
    public IEnumerator<EmulatorRequest> GetEnumerator()
    {
        lock (_lock)
            return ((IEnumerable<EmulatorRequest>)_requests.ToArray()).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(EmulatorRequest request)
    {
        lock (_lock)
        {
            _requests.Add(request);
            foreach (var (_, reached) in _waiters.Where(waiter => waiter.Count <= _requests.Count))
                reached.TrySetResult();
            _waiters.RemoveAll(waiter => waiter.Count <= _requests.Count);
        }
    }
}
