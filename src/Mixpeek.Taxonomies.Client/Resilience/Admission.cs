using System.Threading.RateLimiting;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A limiter's permit, or its refusal. When the request has ended it is given back, whatever the limiter makes of that.</summary>
internal sealed class Admission : RateLimitLease
{
    private readonly RateLimitLease? _inner;
    private readonly RequestPacer? _pacer;
    private readonly CallRecord? _call;
    private readonly TaxonomyOperation? _operation;
    private readonly int _before;

    public Admission(RateLimitLease? inner, RequestPacer pacer, CallRecord call, TaxonomyOperation operation)
    {
        (_inner, _pacer, _call, _operation) = (inner, pacer, call, operation);
        _before = call.LastAttempt?.Number ?? 0;
    }

    private Admission()
    {
    }

    /// <summary>The leave to send a request that nobody limits.</summary>
    public static Admission Free { get; } = new();

    public override bool IsAcquired => _inner?.IsAcquired ?? true;

    public override IEnumerable<string> MetadataNames => _inner?.MetadataNames ?? [];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = null;
        return _inner?.TryGetMetadata(metadataName, out metadata) ?? false;
    }

    protected override void Dispose(bool disposing)
    {
        _pacer?.Note(_call!, _operation!, _before);
        try
        {
            _inner?.Dispose();
        }
        catch (Exception fault)
        {
            _pacer?.NoteFault(fault);
        }

        base.Dispose(disposing);
    }
}
