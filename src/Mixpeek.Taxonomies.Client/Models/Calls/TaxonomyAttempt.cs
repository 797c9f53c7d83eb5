using System.Net;

namespace Mixpeek.Taxonomies.Client;

/// <summary>One attempt of a call: what was answered, or why nothing was.</summary>
public sealed record TaxonomyAttempt
{
    /// <summary>The attempt's number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The status of the answer; null where none arrived.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>What went wrong, in a few words; null for a success.</summary>
    public string? Failure { get; init; }

    /// <summary>The ID that the service gave the request; null where it gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long the attempt took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>How long the client waited before the next attempt; null where this was the last.</summary>
    public TimeSpan? Delay { get; init; }
}
