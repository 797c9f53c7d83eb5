using System.Diagnostics;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// How the client reaches the service. A change takes effect with the next call, that of a key with the next attempt;
/// no restart is needed. A change that is not valid is logged once, and what was in force before stays so.
/// </summary>
public sealed class TaxonomyClientOptions
{
    private const int LargestMaxResponseBytes = 1024 * 1024 * 1024;

    internal static readonly TimeSpan DefaultTotalTimeout = TimeSpan.FromSeconds(100);

    private static readonly Uri DefaultBaseAddress = new("https://api.mixpeek.com");

    private Uri _baseAddress = DefaultBaseAddress;
    private bool _isBaseAddressSet;
    private bool? _allowInsecureHttp;

    /// <summary>The API key. Not needed with a <see cref="CredentialProvider"/>.</summary>
    /// <value>Defaults to the environment variable <c>MIXPEEK_API_KEY</c> where it is set.</value>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [JsonIgnore]
    public string? ApiKey { get; set; }

    /// <summary>Gives the key for each attempt, in place of <see cref="ApiKey"/>.</summary>
    /// <value>Defaults to the one that is registered as a service, if any.</value>
    public ITaxonomyCredentialProvider? CredentialProvider { get; set; }

    /// <summary>The namespace, by ID or name; a call can name another: see <see cref="TaxonomyCallOptions.Namespace"/>.</summary>
    /// <value>Defaults to the environment variable <c>MIXPEEK_NAMESPACE</c> where it is set.</value>
    public string? Namespace { get; set; }

    /// <summary>The service's address, with a path where it stands behind a gateway. <c>http</c> is for loopback alone, unless <see cref="AllowInsecureHttp"/> is set.</summary>
    /// <remarks>
    /// A client of a container also takes an address of service discovery, such as <c>https+http://taxonomies</c>, if the
    /// application has a handler that resolves it, for example with <c>AddServiceDiscovery</c>.
    /// </remarks>
    /// <value>Defaults to the environment variable <c>MIXPEEK_BASE_URL</c> where it is set, and else to <c>https://api.mixpeek.com</c>.</value>
    public Uri BaseAddress
    {
        get => _isBaseAddressSet ? _baseAddress : DefaultBaseAddress;
        set
        {
            _baseAddress = value;
            _isBaseAddressSet = true;
        }
    }

    /// <summary>
    /// Whether requests may go over <c>http</c> to other hosts than loopback, such as an emulator in another container.
    /// Everybody on the way can then read the key and the requests. A warning is logged when a client first sends one.
    /// </summary>
    /// <value>Defaults to the environment variable <c>MIXPEEK_ALLOW_INSECURE_HTTP</c> where it is set, and else to false.</value>
    public bool AllowInsecureHttp
    {
        get => _allowInsecureHttp ?? false;
        set => _allowInsecureHttp = value;
    }

    /// <summary>The bound on one attempt, from 10 milliseconds to 24 hours, or infinite.</summary>
    /// <value>Defaults to 30 seconds.</value>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The bound on a call with all its attempts and waits, from 10 milliseconds to 24 hours, or infinite. Where it is
    /// infinite, what follows an attempt, the wait or the look-ups, is still bounded by 100 seconds.
    /// </summary>
    /// <value>Defaults to 100 seconds.</value>
    public TimeSpan TotalTimeout { get; set; } = DefaultTotalTimeout;

    /// <summary>How often a call is repeated at most, from 0 to 100. What may be repeated goes by <see cref="TaxonomyOperation.Safety"/>.</summary>
    /// <value>Defaults to 3.</value>
    public int MaxRetries { get; set; } = 3;

    /// <summary>
    /// Whether the new name is looked up after a creation by name whose outcome is not known: what is found and was
    /// made by the call is its result, and only where nothing is found is the request repeated. Without it such a call
    /// ends in a <see cref="TaxonomyOutcomeUnknownException"/> at once. It also is whether a change that was answered with
    /// a success that is not the result is read back.
    /// </summary>
    /// <value>Defaults to true.</value>
    public bool ReconcileByName { get; set; } = true;

    /// <summary>
    /// Is asked for one permit before each request, and holds it back until there is one; null for none. A permit that
    /// is refused is asked for again after the time that the refusal names, or a growing one, within the call's time.
    /// The client does not dispose of it.
    /// </summary>
    /// <value>Defaults to null.</value>
    public RateLimiter? RateLimiter { get; set; }

    /// <summary>The longest body of a response that is read, in bytes, after decompression; from 1 byte to 1 GiB.</summary>
    /// <value>Defaults to 64 MiB.</value>
    public int MaxResponseBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Whether a resilience handler that the application puts on every client, with <c>ConfigureHttpClientDefaults</c>,
    /// stays on this one too. What it repeats although it may have taken effect, and no name tells, is not sent: see
    /// docs/reliability.md. It is read once, when the client is made.
    /// </summary>
    /// <value>Defaults to false: those handlers are taken off.</value>
    public bool KeepDefaultResilienceHandlers { get; set; }

    /// <summary>
    /// Whether answers are compared with the request: a creation's answer needs an ID and the requested name, a read by ID
    /// needs that ID, and a page of a list must differ from the one before. Set it to false only in tests against a
    /// contract mock, such as Prism or Specmatic, which answers with examples. Never set it to false in production: an
    /// answer to another request, for example from a cache, would then be a result. A warning is logged once.
    /// </summary>
    /// <value>Defaults to true.</value>
    public bool VerifyAnswers { get; set; } = true;

    /// <summary>The clock of timeouts, waits and logs. It is read once, when the client is made.</summary>
    /// <value>Defaults to the one that is registered as a service, if any, and else to <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The keys that were sent so far, which nothing that comes back may show.</summary>
    internal SecretMask Secrets { get; set; } = new();

    /// <summary>Whether the application may have a handler that resolves an address of service discovery, as it may in a container.</summary>
    internal bool TakesServiceDiscovery { get; set; }

    /// <summary>The jitter of waits, from 0 to 1.</summary>
    internal Func<double> Randomizer { get; set; } = Random.Shared.NextDouble;

    /// <summary>
    /// Makes options from the environment variables <c>MIXPEEK_API_KEY</c>, <c>MIXPEEK_NAMESPACE</c>,
    /// <c>MIXPEEK_BASE_URL</c> and <c>MIXPEEK_ALLOW_INSECURE_HTTP</c>. What is not set keeps its default.
    /// </summary>
    /// <exception cref="FormatException"><c>MIXPEEK_BASE_URL</c> is no absolute address, or <c>MIXPEEK_ALLOW_INSECURE_HTTP</c> is neither true nor false.</exception>
    public static TaxonomyClientOptions FromEnvironment()
    {
        var options = new TaxonomyClientOptions();
        options.UseEnvironment(Environment.GetEnvironmentVariable);
        return options;
    }

    /// <summary>Takes from the environment what is not set.</summary>
    internal void UseEnvironment(Func<string, string?> read)
    {
        ApiKey ??= SetText(read("MIXPEEK_API_KEY"));
        Namespace ??= SetText(read("MIXPEEK_NAMESPACE"));
        if (!_isBaseAddressSet && SetText(read("MIXPEEK_BASE_URL")) is { } address)
            BaseAddress = Uri.TryCreate(address, UriKind.Absolute, out var uri)
                ? uri
                : throw new FormatException("MIXPEEK_BASE_URL is no absolute address.");
        if (_allowInsecureHttp is null && SetText(read("MIXPEEK_ALLOW_INSECURE_HTTP")) is { } flag)
            AllowInsecureHttp = bool.TryParse(flag, out var isAllowed)
                ? isAllowed
                : throw new FormatException("MIXPEEK_ALLOW_INSECURE_HTTP must be true or false.");
    }

    /// <summary>The text of a variable or a setting; null for one that is not set, as which an empty one counts too.</summary>
    internal static string? SetText(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    internal TaxonomyClientOptions Copy() => (TaxonomyClientOptions)MemberwiseClone();

    /// <summary>Whether nothing differs, but for what is read once.</summary>
    internal bool HasSameValues(TaxonomyClientOptions other) =>
        ApiKey == other.ApiKey
        && CredentialProvider == other.CredentialProvider
        && Namespace == other.Namespace
        && BaseAddress == other.BaseAddress
        && AllowInsecureHttp == other.AllowInsecureHttp
        && AttemptTimeout == other.AttemptTimeout
        && TotalTimeout == other.TotalTimeout
        && MaxRetries == other.MaxRetries
        && ReconcileByName == other.ReconcileByName
        && RateLimiter == other.RateLimiter
        && MaxResponseBytes == other.MaxResponseBytes
        && VerifyAnswers == other.VerifyAnswers;

    /// <summary>Says what is wrong, a line for each option; it never repeats a key.</summary>
    internal IReadOnlyList<string> FindFaults()
    {
        var faults = new List<string>();
        if (CredentialProvider is null && string.IsNullOrWhiteSpace(ApiKey))
            faults.Add($"{nameof(ApiKey)} is not set; set it, a {nameof(CredentialProvider)}, or MIXPEEK_API_KEY");
        Check(ApiKey is not { Length: > 0 } key || HeaderText.IsValid(key), nameof(ApiKey), HeaderText.Fault);
        Check(Namespace is null || HeaderText.IsValid(Namespace), nameof(Namespace), HeaderText.Fault);
        if (BaseAddressFault() is { } addressFault)
            faults.Add($"{nameof(BaseAddress)} {addressFault}");
        Check(CallBounds.IsTimeout(AttemptTimeout), nameof(AttemptTimeout), CallBounds.TimeoutFault);
        Check(CallBounds.IsTimeout(TotalTimeout), nameof(TotalTimeout), CallBounds.TimeoutFault);
        Check(CallBounds.IsRetryCount(MaxRetries), nameof(MaxRetries), CallBounds.RetryCountFault);
        Check(MaxResponseBytes is > 0 and <= LargestMaxResponseBytes, nameof(MaxResponseBytes), "must be from 1 byte to 1 GiB");
        Check(TimeProvider is not null, nameof(TimeProvider), "must not be null");
        return faults;

        void Check(bool isValid, string option, string fault)
        {
            if (!isValid)
                faults.Add($"{option} {fault}");
        }
    }

    private string? BaseAddressFault()
    {
        if (BaseAddress is null || !BaseAddress.IsAbsoluteUri)
            return "must be an absolute address";
        var isDiscovered = ServiceAddress.IsDiscovered(BaseAddress);
        if (isDiscovered && !TakesServiceDiscovery)
            return "must be an https address: one of service discovery is for a client that AddTaxonomyClient added, with a handler that resolves it";
        if (!isDiscovered && BaseAddress.Scheme != Uri.UriSchemeHttps && BaseAddress.Scheme != Uri.UriSchemeHttp)
            return "must be an https address";
        if (!isDiscovered && !ServiceAddress.IsAllowed(BaseAddress, this))
            return $"must be an https address: over http the key would be readable on the way; http is for loopback alone, unless {nameof(AllowInsecureHttp)} is set";
        return BaseAddress.UserInfo.Length + BaseAddress.Query.Length + BaseAddress.Fragment.Length > 0
            ? "must have no user, no query and no fragment"
            : null;
    }
}
