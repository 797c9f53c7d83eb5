using System.Threading.RateLimiting;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A limiter's permit, or its refusal. When the request has ended it is given back, whatever the limiter makes of that.</summary>
/// <param name="inner">What the limiter gave.</param>
/// <param name="onEnd">Is told that the request has ended.</param>
/// <param name="onFault">Is told that the limiter would not take the permit back.</param>
internal sealed class Admission(RateLimitLease? inner, Action onEnd, Action<Exception> onFault) : RateLimitLease
{
    /// <summary>The leave to send a request that nobody limits.</summary>
    public static Admission Free { get; } = new(null, static () => { }, static _ => { });

    public override bool IsAcquired => inner?.IsAcquired ?? true;

    public override IEnumerable<string> MetadataNames => inner?.MetadataNames ?? [];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = null;
        return inner?.TryGetMetadata(metadataName, out metadata) ?? false;
    }

    protected override void Dispose(bool disposing)
    {
        onEnd();
        try
        {
            inner?.Dispose();
        }
        catch (Exception fault)
        {
            onFault(fault);
        }

        base.Dispose(disposing);
    }
}
