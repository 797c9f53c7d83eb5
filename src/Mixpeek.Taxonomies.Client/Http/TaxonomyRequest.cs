namespace Mixpeek.Taxonomies.Client;

/// <summary>One call's request, ready to be sent as often as needed.</summary>
internal sealed record TaxonomyRequest
{
    public required TaxonomyOperation Operation { get; init; }

    /// <summary>What stands in the route's placeholder; null where it has none.</summary>
    public string? Identifier { get; init; }

    /// <summary>The query with its question mark; empty for none.</summary>
    public string Query { get; init; } = "";

    /// <summary>The body in UTF-8; null for none.</summary>
    public byte[]? Body { get; init; }

    public HttpRequestMessage ToMessage(Uri baseAddress, TaxonomyCallOptions? callOptions)
    {
        var address = string.Concat(baseAddress.AbsoluteUri.TrimEnd('/'), Operation.Template.Fill(Identifier), Query);
        var message = new HttpRequestMessage(Operation.Method, new Uri(address))
        {
            // Even an empty body keeps the connection from sending the request again by itself, which it may do with one
            // that has none: its second answer would hide what the first attempt did.
            Content = Body is null && Operation.Safety == OperationSafety.Read ? null : new BodyContent(Body ?? []),
        };
        if (callOptions?.Namespace is { } ns)
            message.Options.Set(TaxonomyHeadersHandler.NamespaceKey, ns);
        foreach (var (name, value) in callOptions?.Headers ?? EmptyHeaders)
            message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    private static readonly Dictionary<string, string> EmptyHeaders = [];
}
