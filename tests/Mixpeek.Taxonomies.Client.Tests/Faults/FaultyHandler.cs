namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>One attempt of a call meets a fault; those before it are turned away. Every step is written down.</summary>
internal sealed class FaultyHandler(HttpMessageHandler emulator, WireFault fault, int strikesAt, SkippingClock clock) : FaultyWire(emulator, fault, clock)
{
    private (HttpMethod Method, string Path)? _own;
    private int _owns;

    /// <summary>The steps of the call so far; waits are added by whoever hears of them.</summary>
    public List<string> Steps { get; } = [];

    /// <summary>The bodies of the call's own requests as far as they were sent.</summary>
    public List<string> Bodies { get; } = [];

    /// <summary>How many of the call's own requests the service carried out.</summary>
    public int Processed { get; private set; }

    /// <summary>Whether the call is a rename, which reads the taxonomy first.</summary>
    public bool Renames { get; init; }

    public bool HasStruck => _owns >= strikesAt;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Sends(request);
        var path = request.RequestUri!.AbsolutePath;
        var isBeforeRename = Renames && _own is null && request.Method == HttpMethod.Get;
        if (!isBeforeRename)
            _own ??= (request.Method, path);
        var isSource = path.EndsWith("/product_tags", StringComparison.Ordinal) && _own?.Path == $"{path}/clone";
        var isBack = request.Method == HttpMethod.Get && (path == _own?.Path || path.EndsWith($"/{Sample.TaxonomyId}", StringComparison.Ordinal));
        Steps.Add(IsOwn(request) ? "own" : isSource ? "source" : isBeforeRename ? "id" : isBack ? "back" : "name");
        if (!IsOwn(request))
            return PassAsync(request, cancellationToken);
        _owns++;
        if (_owns == strikesAt)
            return StrikeAsync(request, cancellationToken);
        return _owns < strikesAt ? TurnAwayAsync(request) : PassAsync(request, cancellationToken);
    }

    protected override void Arrives(HttpRequestMessage request, string body)
    {
        if (IsOwn(request))
            Bodies.Add(body);
    }

    protected override void IsCarriedOut(HttpRequestMessage request)
    {
        if (IsOwn(request))
            Processed++;
    }

    private bool IsOwn(HttpRequestMessage request) => _own == (request.Method, request.RequestUri!.AbsolutePath);
}
