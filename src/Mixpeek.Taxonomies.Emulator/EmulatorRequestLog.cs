using System.Collections;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>
/// What an emulator has been asked, in order, without the bodies of requests that lack the key. It is bounded by
/// <see cref="TaxonomyEmulatorOptions.MaxRecordedRequests"/> and <see cref="TaxonomyEmulatorOptions.MaxRecordedBytes"/>:
/// what is over is forgotten, the oldest first. Reading it while requests arrive is safe.
/// </summary>
public sealed class EmulatorRequestLog : IReadOnlyList<EmulatorRequest>
{
    private readonly object _lock = new();
    private readonly Dictionary<int, EmulatorRequest> _requests = [];
    private readonly int _maxRequests;
    private readonly long _maxBytes;
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];

    private long _bytes;
    private int _forgotten;

    internal EmulatorRequestLog(int maxRequests, long maxBytes)
    {
        _maxRequests = maxRequests;
        _maxBytes = maxBytes;
    }

    /// <summary>How many requests are recorded.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _requests.Count;
        }
    }

    /// <summary>How many requests were forgotten, since the start or the last <see cref="Clear"/>, because the log was full.</summary>
    public int Forgotten
    {
        get
        {
            lock (_lock)
                return _forgotten;
        }
    }

    /// <summary>Returns one request.</summary>
    /// <param name="index">Its place among the recorded, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no request at this place.</exception>
    public EmulatorRequest this[int index]
    {
        get
        {
            lock (_lock)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(index);
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _requests.Count);
                return _requests[_forgotten + index];
            }
        }
    }

    /// <summary>Waits until so many requests have arrived; they may not have been answered yet.</summary>
    /// <param name="count">The number of requests since the start or the last <see cref="Clear"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForAsync(int count, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_requests.Count + _forgotten >= count)
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
        {
            _requests.Clear();
            (_bytes, _forgotten) = (0, 0);
        }
    }

    /// <summary>Enumerates the requests that have arrived by now.</summary>
    public IEnumerator<EmulatorRequest> GetEnumerator()
    {
        lock (_lock)
            return Enumerable.Range(_forgotten, _requests.Count).Select(number => _requests[number]).ToList().GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(EmulatorRequest request)
    {
        lock (_lock)
        {
            _requests.Add(_forgotten + _requests.Count, request);
            _bytes += SizeOf(request);
            for (; _requests.Count > _maxRequests || _bytes > _maxBytes; _forgotten++)
            {
                _requests.Remove(_forgotten, out var oldest);
                _bytes -= SizeOf(oldest!);
            }

            var arrived = _requests.Count + _forgotten;
            foreach (var (_, reached) in _waiters.Where(waiter => waiter.Count <= arrived))
                reached.TrySetResult();
            _waiters.RemoveAll(waiter => waiter.Count <= arrived);
        }
    }

    /// <summary>About what a request takes in memory.</summary>
    private static long SizeOf(EmulatorRequest request)
    {
        const int ofObjects = 400;
        const int ofHeader = 100;
        long characters = request.Path.Length + request.Query.Length + request.Body.Length;
        foreach (var (name, value) in request.Headers)
            characters += name.Length + value.Length;
        return ofObjects + (ofHeader * request.Headers.Count) + (2 * characters);
    }
}
