using System.Diagnostics;
using System.Net;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>How an emulator is set up.</summary>
public sealed record TaxonomyEmulatorOptions
{
    internal static readonly TimeSpan MaxDelay = TimeSpan.FromHours(1);

    /// <summary>
    /// The address to listen on: <see cref="IPAddress.Any"/> for all of this machine's, as a container needs. On any other than
    /// loopback, whoever reaches this machine can use the emulator with its key, which is sent unencrypted; clients have to set
    /// <c>AllowInsecureHttp</c>.
    /// </summary>
    /// <value>Defaults to <see cref="IPAddress.Loopback"/>.</value>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 takes any free one.</summary>
    /// <value>Defaults to 0.</value>
    public int Port { get; init; }

    /// <summary>The one key that is accepted; null makes one up.</summary>
    /// <value>Defaults to null.</value>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiKey { get; init; }

    /// <summary>The namespace that is there from the start; null makes one up.</summary>
    /// <value>Defaults to null.</value>
    public string? Namespace { get; init; }

    /// <summary>Requests that are accepted in a minute; further ones are answered with 429.</summary>
    /// <value>Defaults to 100,000.</value>
    public int RequestsPerMinute { get; init; } = 100_000;

    /// <summary>How often a taxonomy whose hierarchy is inferred is read as not ready, before it is.</summary>
    /// <value>Defaults to 2.</value>
    public int PollsUntilReady { get; init; } = 2;

    /// <summary>How answers of status 422 are written.</summary>
    /// <value>Defaults to <see cref="ValidationErrorShape.Detail"/>, the shape of the OpenAPI document.</value>
    public ValidationErrorShape ValidationErrors { get; init; }

    /// <summary>The largest body of a request, in bytes; a larger one is answered with 413.</summary>
    /// <value>Defaults to 4 MiB.</value>
    public int MaxRequestBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How many requests <see cref="TaxonomyEmulator.Requests"/> keeps; the oldest are forgotten first.</summary>
    /// <value>Defaults to 10,000.</value>
    public int MaxRecordedRequests { get; init; } = 10_000;

    /// <summary>How much memory the recorded requests may take, in bytes; the oldest are forgotten first.</summary>
    /// <value>Defaults to 64 MiB.</value>
    public long MaxRecordedBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How long every answer of the API is held back, by the <see cref="TimeProvider"/>, up to an hour.</summary>
    /// <value>Defaults to <see cref="TimeSpan.Zero"/>.</value>
    public TimeSpan Delay { get; init; }

    /// <summary>The clock of creation times, of delays and of the rate limit.</summary>
    /// <value>Defaults to <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Called after each request, by several threads at once.</summary>
    internal Action<AnsweredRequest>? Answered { get; init; }

    /// <summary>How long a request may be worked on; one that takes longer is answered with 408.</summary>
    internal TimeSpan MaxWork { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Returns where the emulator listens; no key.</summary>
    public override string ToString() => $"{Address}:{Port}";

    internal void Validate()
    {
        Require(Address is not null, nameof(Address), "must not be null");
        Require(Port is >= 0 and <= IPEndPoint.MaxPort, nameof(Port), $"must be from 0 to {IPEndPoint.MaxPort}");
        Require(ApiKey is null || IsHeaderText(ApiKey), nameof(ApiKey), "must be printable ASCII, not empty, and without spaces around it");
        Require(Namespace is null || IsHeaderText(Namespace), nameof(Namespace), "must be printable ASCII, not empty, and without spaces around it");
        Require(RequestsPerMinute > 0, nameof(RequestsPerMinute), "must be positive");
        Require(PollsUntilReady >= 0, nameof(PollsUntilReady), "must not be negative");
        Require(Enum.IsDefined(ValidationErrors), nameof(ValidationErrors), "is none of the shapes");
        Require(MaxRequestBytes > 0, nameof(MaxRequestBytes), "must be positive");
        Require(MaxRecordedRequests > 0, nameof(MaxRecordedRequests), "must be positive");
        Require(MaxRecordedBytes > 0, nameof(MaxRecordedBytes), "must be positive");
        Require(Delay >= TimeSpan.Zero && Delay <= MaxDelay, nameof(Delay), "must be from zero to one hour");
        Require(TimeProvider is not null, nameof(TimeProvider), "must not be null");
    }

    private static bool IsHeaderText(string text) => text.Length > 0 && text.Trim() == text && text.All(character => character is >= ' ' and < '\x7f');

    private static void Require(bool isValid, string option, string demand)
    {
        if (!isValid)
            throw new ArgumentException($"{option} {demand}.");
    }
}
