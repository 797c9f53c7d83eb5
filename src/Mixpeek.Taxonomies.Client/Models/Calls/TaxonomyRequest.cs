using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A request of the caller's own, for an endpoint that this version of the library has no method for: see <see cref="ITaxonomyClient.SendAsync"/>.</summary>
public sealed record TaxonomyRequest
{
    private readonly JsonText? _body;

    /// <summary>Makes a request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path from the service's root, with its query, such as <c>/v1/taxonomies/tax_1/usage?days=7</c>; what is put into it must be escaped.</param>
    public TaxonomyRequest(HttpMethod method, string path)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(path);
        Method = method;
        Path = path;
        Safety = method == HttpMethod.Get || method == HttpMethod.Head ? OperationSafety.Read : OperationSafety.Creates;
    }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The path from the service's root, with its query.</summary>
    public string Path { get; }

    /// <summary>The body, in JSON; null for none.</summary>
    public JsonNode? Body
    {
        get => _body?.ToNode();
        init => _body = JsonText.Of(value);
    }

    /// <summary>
    /// What may be done when an attempt's effect is unknown. <see cref="OperationSafety.Read"/> for GET and HEAD, and else
    /// <see cref="OperationSafety.Creates"/>, which is never repeated; <see cref="OperationSafety.CreatesByName"/> is not possible,
    /// since there is no name to look up.
    /// </summary>
    public OperationSafety Safety { get; init; }

    /// <summary>What errors, logs and traces call the operation. <c>SendRequest</c> unless it is set.</summary>
    public string OperationName { get; init; } = "SendRequest";

    /// <inheritdoc cref="ExtensibleModel.EqualityContract"/>
    private Type EqualityContract => typeof(TaxonomyRequest);

    internal ReadOnlyMemory<byte>? Utf8 => _body?.Utf8;

    internal void Validate(ArgumentPath at)
    {
        var path = at.Member(nameof(Path));
        if (!Path.StartsWith('/') || Path.StartsWith("//", StringComparison.Ordinal) || Path.AsSpan().ContainsAny("\\#") || Path.Any(char.IsControl))
            throw path.Invalid("must be a path from the root, such as /v1/taxonomies");
        if (Array.Exists(Path.Split('?')[0].Split('/'), static segment => Uri.UnescapeDataString(segment) is "." or ".."))
            throw path.Invalid("must not have '.' or '..' in it");
        at.Member(nameof(OperationName)).NotBlank(OperationName);
        if (Safety == OperationSafety.CreatesByName)
            throw at.Member(nameof(Safety)).Invalid($"must not be {nameof(OperationSafety.CreatesByName)}, which needs a name to look up");
        at.Valid(nameof(Body), _body);
    }
}
