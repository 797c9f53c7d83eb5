using System.Net;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>One thing that goes wrong with a request.</summary>
public sealed record TaxonomyFault
{
    private TaxonomyFault(FaultKind kind) => Kind = kind;

    /// <summary>The operation that the fault is for; null for any.</summary>
    public TaxonomyOperation? Operation { get; init; }

    /// <summary>How many requests it meets. Defaults to 1.</summary>
    public int Times { get; init; } = 1;

    internal FaultKind Kind { get; }

    /// <summary>What the fault is called in a log.</summary>
    internal string Name => Kind switch
    {
        FaultKind.Answer => Body is null ? $"{(int)Status}" : "garbage",
        FaultKind.Drop => "drop",
        FaultKind.Stall => "stall",
        FaultKind.Delay => "delay",
        FaultKind.Truncate => "truncate",
        _ => "stall-body",
    } + (IsProcessed && Kind is (FaultKind.Answer or FaultKind.Drop or FaultKind.Stall) ? "-after-processing" : "");

    internal HttpStatusCode Status { get; private init; } = HttpStatusCode.OK;

    internal string? Body { get; private init; }

    internal string ContentType { get; private init; } = "application/json";

    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; private init; } = [];

    internal int KeptBytes { get; private init; }

    internal TimeSpan Wait { get; private init; }

    internal bool IsProcessed { get; private init; }

    /// <summary>Answers with a status and does nothing else, unless <see cref="AfterProcessing"/> says otherwise.</summary>
    /// <param name="status">The status.</param>
    /// <param name="body">The body; null for an error in the API's own shape.</param>
    public static TaxonomyFault Answer(HttpStatusCode status, string? body = null) =>
        new(FaultKind.Answer) { Status = status, Body = body };

    /// <summary>Does nothing, and answers a success with a body that is no JSON, as a proxy may.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">What the body says it is.</param>
    public static TaxonomyFault Garbage(string body = "<html><body>Bad gateway</body></html>", string contentType = "text/html") =>
        new(FaultKind.Answer) { Body = body, ContentType = contentType };

    /// <summary>Closes the connection; the request is not processed.</summary>
    public static TaxonomyFault DropBeforeProcessing() => new(FaultKind.Drop);

    /// <summary>Processes the request, and closes the connection in place of an answer.</summary>
    public static TaxonomyFault DropAfterProcessing() => DropBeforeProcessing().AfterProcessing();

    /// <summary>Never answers, and does not process the request.</summary>
    public static TaxonomyFault Stall() => new(FaultKind.Stall);

    /// <summary>Processes the request, and answers as it would have, after a time of the emulator's clock.</summary>
    /// <param name="wait">The time.</param>
    public static TaxonomyFault Delay(TimeSpan wait)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero);
        return new TaxonomyFault(FaultKind.Delay) { Wait = wait, IsProcessed = true };
    }

    /// <summary>Processes the request, announces the whole answer, and closes the connection within its body.</summary>
    /// <param name="keptBytes">How much of the body is sent.</param>
    public static TaxonomyFault TruncateBody(int keptBytes = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(keptBytes);
        return new TaxonomyFault(FaultKind.Truncate) { KeptBytes = keptBytes, IsProcessed = true };
    }

    /// <summary>Processes the request, and stops within the answer's body without closing the connection.</summary>
    /// <param name="keptBytes">How much of the body is sent.</param>
    public static TaxonomyFault StallBody(int keptBytes = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(keptBytes);
        return new TaxonomyFault(FaultKind.StallBody) { KeptBytes = keptBytes, IsProcessed = true };
    }

    /// <summary>Lets the request take its effect all the same, as when an answer is lost on its way back.</summary>
    public TaxonomyFault AfterProcessing() => this with { IsProcessed = true };

    /// <summary>Adds a header to the answer.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">The header's value.</param>
    public TaxonomyFault WithHeader(string name, string value) =>
        this with { Headers = [.. Headers, new KeyValuePair<string, string>(name, value)] };
}
