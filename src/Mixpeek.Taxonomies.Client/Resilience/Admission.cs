using System.Threading.RateLimiting;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The leave to send a request; the permit is given back when the request has ended.</summary>
internal sealed record Admission(RateLimitLease? Lease, TimeSpan Held) : IDisposable
{
    public void Dispose() => Lease?.Dispose();
}
