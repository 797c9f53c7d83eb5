namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A call of several requests, some of which meet a fault, one after the other from a certain one on.</summary>
internal sealed class StrickenHandler(HttpMessageHandler emulator, WireFault fault, SkippingClock clock) : FaultyWire(emulator, fault, clock)
{
    private int _requests;

    /// <summary>The first request that meets the fault, from 1.</summary>
    public required int From { get; init; }

    /// <summary>How many meet it.</summary>
    public required int Times { get; init; }

    /// <summary>Is told of each request that reaches the service before it does anything.</summary>
    public required Action<HttpMethod, string> OnArrival { get; init; }

    public bool HasStruck => _requests >= From;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Sends(request);
        _requests++;
        return _requests >= From && _requests < From + Times ? StrikeAsync(request, cancellationToken) : PassAsync(request, cancellationToken);
    }

    protected override void Arrives(HttpRequestMessage request, string body) => OnArrival(request.Method, body);

    protected override void IsCarriedOut(HttpRequestMessage request)
    {
        // What it did is read from the service.
    }
}
