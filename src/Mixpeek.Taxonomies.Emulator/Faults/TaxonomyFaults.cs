using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>The faults that an emulator has yet to show, in order. Each request takes the first that is for its operation.</summary>
public sealed class TaxonomyFaults
{
    private readonly object _lock = new();
    private readonly List<(TaxonomyFault Fault, int Left)> _faults = [];
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How many requests will still meet a fault.</summary>
    public int Pending
    {
        get
        {
            lock (_lock)
                return _faults.Sum(entry => entry.Left);
        }
    }

    /// <summary>Adds faults after those that are there.</summary>
    /// <param name="faults">The faults, in order.</param>
    public void Add(params TaxonomyFault[] faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        lock (_lock)
            _faults.AddRange(faults.Select(fault => (fault, fault.Times)));
    }

    /// <summary>Forgets the faults that are left.</summary>
    public void Clear()
    {
        lock (_lock)
            _faults.Clear();
    }

    internal TaxonomyFault? Take(TaxonomyOperation operation)
    {
        lock (_lock)
        {
            var index = _faults.FindIndex(entry => entry.Fault.Operation is null || entry.Fault.Operation == operation);
            if (index < 0)
                return null;
            var (fault, left) = _faults[index];
            if (left > 1)
                _faults[index] = (fault, left - 1);
            else
                _faults.RemoveAt(index);
            return fault;
        }
    }

    /// <summary>Waits until the caller gives up or the emulator stops.</summary>
    internal async Task StallAsync(CancellationToken caller)
    {
        var gaveUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = caller.Register(gaveUp.SetResult);
        await Task.WhenAny(gaveUp.Task, _released.Task).ConfigureAwait(false);
    }

    internal void ReleaseStalls() => _released.TrySetResult();
}
