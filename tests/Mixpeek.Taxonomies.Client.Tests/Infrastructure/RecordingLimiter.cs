using System.Threading.RateLimiting;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Gives permits at once, after as many refusals as it is told to, and counts the leases that come back.</summary>
internal sealed class RecordingLimiter(params TimeSpan?[] refusals) : RateLimiter
{
    private int _granted;
    private int _refused;
    private int _returned;

    /// <summary>How many permits there are before the first refusal.</summary>
    public int Permits { get; init; }

    /// <summary>Is told of each request for a permit before it is answered.</summary>
    public Action? OnAsked { get; init; }

    public int Asked => _granted + _refused;

    public int Returned => _returned;

    public override TimeSpan? IdleDuration => null;

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount) => throw new NotSupportedException("The client waits for its permits.");

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        OnAsked?.Invoke();
        if (_granted >= Permits && _refused < refusals.Length)
            return ValueTask.FromResult<RateLimitLease>(new Lease(this, isAcquired: false, refusals[Interlocked.Increment(ref _refused) - 1]));
        Interlocked.Increment(ref _granted);
        return ValueTask.FromResult<RateLimitLease>(new Lease(this, isAcquired: true, null));
    }

    private sealed class Lease(RecordingLimiter limiter, bool isAcquired, TimeSpan? retryAfter) : RateLimitLease
    {
        public override bool IsAcquired => isAcquired;

        public override IEnumerable<string> MetadataNames => retryAfter is null ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = retryAfter;
            return retryAfter is not null && metadataName == MetadataName.RetryAfter.Name;
        }

        protected override void Dispose(bool disposing)
        {
            Interlocked.Increment(ref limiter._returned);
            base.Dispose(disposing);
        }
    }
}
