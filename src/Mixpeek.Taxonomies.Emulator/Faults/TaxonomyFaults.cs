using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>The faults that an emulator has yet to show, in order. Each request takes the first that is for its operation.</summary>
public sealed class TaxonomyFaults
{
    private readonly object _lock = new();
    private readonly List<(TaxonomyFault Fault, int Left)> _faults = [];
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<TaxonomyFault?>? _atRandom;

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

    /// <summary>
    /// Lets each request that no fault of <see cref="Add"/> is for meet one of these, with the same probability each,
    /// in a share of all cases. <see cref="TaxonomyFault.Operation"/> and <see cref="TaxonomyFault.Times"/> do not count.
    /// </summary>
    /// <param name="rate">The share, from 0 to 1.</param>
    /// <param name="random">The source of chance; one with a seed draws the same faults in the same order.</param>
    /// <param name="faults">The faults to draw from.</param>
    public void AddAtRandom(double rate, Random random, params TaxonomyFault[] faults)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(faults);
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, 1);
        ArgumentOutOfRangeException.ThrowIfZero(faults.Length, nameof(faults));
        lock (_lock)
            _atRandom = () => random.NextDouble() < rate ? faults[random.Next(faults.Length)] : null;
    }

    /// <summary>Forgets the faults that are left, those at random too.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _faults.Clear();
            _atRandom = null;
        }
    }

    internal TaxonomyFault? Take(TaxonomyOperation operation)
    {
        lock (_lock)
        {
            var index = _faults.FindIndex(entry => entry.Fault.Operation is null || entry.Fault.Operation == operation);
            if (index < 0)
                return _atRandom?.Invoke();
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
