namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// What one view of the client does differently: see <see cref="ITaxonomyClient.WithOptions"/>. A member left null
/// keeps what the client has.
/// </summary>
public sealed record TaxonomyCallOptions
{
    /// <summary>The name under which a request carries its options.</summary>
    internal const string PropertyName = "Mixpeek.Taxonomies.CallOptions";

    private static readonly HttpRequestOptionsKey<TaxonomyCallOptions?> Key = new(PropertyName);

    /// <summary>The namespace, by ID or name; null for the client's.</summary>
    public string? Namespace { get; init; }

    /// <summary>The bound on a whole call, with all its attempts; null for <see cref="TaxonomyClientOptions.TotalTimeout"/>.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How often a call is repeated at most; 0 for never; null for <see cref="TaxonomyClientOptions.MaxRetries"/>.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>
    /// Headers to add to each request, by name; null for none. They can't replace the <c>Authorization</c>,
    /// <c>X-Namespace</c> and content headers.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init => field = Stored.Of(value); }

    /// <summary>
    /// Is told of each call when it ends, with every attempt, whether it succeeded or not; null for nobody. What it
    /// throws is logged and does not reach the caller. A view of a view tells both.
    /// </summary>
    public Action<TaxonomyCall>? OnCompleted { get; init; }

    /// <summary>Whether the caller expects that the taxonomy may not exist, so that a 404 is not recorded as an error.</summary>
    internal bool ExpectsAbsence { get; init; }

    /// <summary>The call that these options are for, once it has begun.</summary>
    internal CallRecord? Record { get; init; }

    internal static TaxonomyCallOptions? Of(HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out var options) ? options : null;

    internal void SetOn(HttpRequestMessage request) => request.Options.Set(Key, this);

    /// <summary>These options where they are set, and else those of the view that they are made from.</summary>
    internal TaxonomyCallOptions Over(TaxonomyCallOptions? outer) => outer is null ? this : new TaxonomyCallOptions
    {
        Namespace = Namespace ?? outer.Namespace,
        Timeout = Timeout ?? outer.Timeout,
        MaxRetries = MaxRetries ?? outer.MaxRetries,
        Headers = Headers ?? outer.Headers,
        OnCompleted = OnCompleted + outer.OnCompleted,
        ExpectsAbsence = ExpectsAbsence || outer.ExpectsAbsence,
    };

    internal void Validate(ArgumentPath at)
    {
        if (Namespace is not null && !HeaderText.IsValid(Namespace))
            throw at.Member(nameof(Namespace)).Invalid(HeaderText.Fault);
        if (Timeout is { } timeout && !CallBounds.IsTimeout(timeout))
            throw at.Member(nameof(Timeout)).Invalid(CallBounds.TimeoutFault);
        if (MaxRetries is { } retries && !CallBounds.IsRetryCount(retries))
            throw at.Member(nameof(MaxRetries)).Invalid(CallBounds.RetryCountFault);
        if (Headers is null)
            return;
        foreach (var (name, value) in Headers)
        {
            if (!HeaderText.IsFreeHeaderName(name))
                throw at.Member(nameof(Headers)).Invalid($"must not hold the header '{HeaderText.Printable(name)}'");
            if (value is null || !HeaderText.IsValid(value))
                throw at.Member($"{nameof(Headers)}[{name}]").Invalid(HeaderText.Fault);
        }
    }
}
