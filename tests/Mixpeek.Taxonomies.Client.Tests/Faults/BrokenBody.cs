using System.Net;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A body that tells whether it was disposed of, and that may stall or break off within itself.</summary>
internal sealed class BrokenBody(byte[] bytes, FaultKind? fault, SkippingClock clock) : HttpContent
{
    public bool IsDisposed { get; private set; }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new BodyStream(bytes, fault, clock));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        throw new NotSupportedException("The client streams what it reads.");

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }

    private sealed class BodyStream(byte[] bytes, FaultKind? fault, SkippingClock clock) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (fault is null || Position < 10)
                return await base.ReadAsync(fault is null ? buffer : buffer[..10], cancellationToken);
            if (fault == FaultKind.StalledBody)
                await clock.StallAsync(cancellationToken);
            throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
        }
    }
}
