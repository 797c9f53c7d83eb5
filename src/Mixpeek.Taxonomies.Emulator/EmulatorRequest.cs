using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>One request as the emulator received it.</summary>
public sealed record EmulatorRequest
{
    /// <summary>The operation; null where the route is none of the API's.</summary>
    public TaxonomyOperation? Operation { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path as it was sent, still escaped, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>The query as it was sent, with its question mark; empty for none.</summary>
    public required string Query { get; init; }

    /// <summary>The headers, by name without regard to case.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body as text; empty for none.</summary>
    public required string Body { get; init; }

    /// <summary>Reads the body as JSON; null where there is none.</summary>
    /// <exception cref="System.Text.Json.JsonException">The body is no JSON.</exception>
    public JsonNode? ReadJson() => Body.Length == 0 ? null : JsonNode.Parse(Body);

    /// <summary>Returns the method and the path; no header and no body.</summary>
    public override string ToString() => $"{Method} {Path}{Query}";
}
