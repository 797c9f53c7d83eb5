using System.Globalization;
using System.Net;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>One fault that a request can meet, as data: what goes wrong, and what the request has done by then.</summary>
internal sealed record WireFault(string Name, FaultKind Kind)
{
    /// <summary>Whether the service carries the request out all the same.</summary>
    public bool IsProcessed { get; init; }

    public HttpStatusCode Status { get; init; }

    /// <summary>The headers of the answer, by the server's time.</summary>
    public Func<DateTimeOffset, (string Name, string Value)>? Header { get; init; }

    public string? Body { get; init; }

    /// <summary>The wait that a 429 asks for, in seconds; null where it is longer than a call.</summary>
    public double? Wait { get; init; } = PollyBackoff.Seconds[0];

    public bool IsUnsent => Kind is FaultKind.Refused or FaultKind.ResetBeforeSending;

    public bool IsInBody => Kind is FaultKind.StalledBody or FaultKind.TruncatedBody;

    public static IReadOnlyList<WireFault> All { get; } =
    [
        new("connection refused", FaultKind.Refused),
        new("connection reset before anything was sent", FaultKind.ResetBeforeSending),
        new("stream refused by HTTP/2", FaultKind.StreamRefused),
        .. Both("connection reset after the request was sent", FaultKind.ResetAfterSending),
        .. Both("no answer within the attempt's time", FaultKind.StalledHeaders),
        new("body stalls", FaultKind.StalledBody) { IsProcessed = true },
        new("body breaks off", FaultKind.TruncatedBody) { IsProcessed = true },
        .. Both("200 with a page of HTML", FaultKind.Html),
        .. Both("200 that says it is no success", FaultKind.NoSuccess, HttpStatusCode.OK),
        .. Both("408", FaultKind.Status, HttpStatusCode.RequestTimeout),
        new("409", FaultKind.Status) { Status = HttpStatusCode.Conflict },
        TooMany("without Retry-After", PollyBackoff.Seconds[0]),
        TooMany("Retry-After in seconds", 7, _ => ("Retry-After", "7")),
        TooMany("Retry-After as a date", 9, now => ("Retry-After", Date(now.AddSeconds(9)))),
        TooMany("Retry-After in the past", PollyBackoff.Seconds[0], now => ("Retry-After", Date(now.AddDays(-1)))),
        TooMany("Retry-After zero", PollyBackoff.Seconds[0], _ => ("Retry-After", "0")),
        TooMany("Retry-After beyond the call's time", null, _ => ("Retry-After", "86400")),
        TooMany("Retry-After unreadable", PollyBackoff.Seconds[0], _ => ("Retry-After", "soon")),
        TooMany("retry_after in the body only", 15) with { Body = """{"error":{"type":"TooManyRequestsError","message":"slow down","details":{"retry_after":15}}}""" },
        .. Both("500", FaultKind.Status, HttpStatusCode.InternalServerError),
        .. Both("502", FaultKind.Status, HttpStatusCode.BadGateway),
        .. Both("503", FaultKind.Status, HttpStatusCode.ServiceUnavailable),
        .. Both("504", FaultKind.Status, HttpStatusCode.GatewayTimeout),
    ];

    /// <summary>The error of a call whose last attempt meets the fault, where nothing of it is left open.</summary>
    public Type Error => Kind switch
    {
        FaultKind.StalledHeaders or FaultKind.StalledBody => typeof(TaxonomyTimeoutException),
        FaultKind.Html => typeof(TaxonomySerializationException),
        FaultKind.NoSuccess => typeof(TaxonomyApiException),
        FaultKind.Status => Status switch
        {
            HttpStatusCode.Conflict => typeof(TaxonomyConflictException),
            HttpStatusCode.TooManyRequests => typeof(TaxonomyRateLimitException),
            HttpStatusCode.RequestTimeout => typeof(TaxonomyApiException),
            _ => typeof(TaxonomyServerException),
        },
        _ => typeof(TaxonomyConnectionException),
    };

    public override string ToString() => Name;

    private static WireFault[] Both(string name, FaultKind kind, HttpStatusCode status = default) =>
    [
        new($"{name}, not processed", kind) { Status = status },
        new($"{name}, processed", kind) { Status = status, IsProcessed = true },
    ];

    private static WireFault TooMany(string name, double? wait, Func<DateTimeOffset, (string, string)>? header = null) =>
        new($"429, {name}", FaultKind.Status) { Status = HttpStatusCode.TooManyRequests, Wait = wait, Header = header };

    private static string Date(DateTimeOffset time) => time.ToString("r", CultureInfo.InvariantCulture);
}
