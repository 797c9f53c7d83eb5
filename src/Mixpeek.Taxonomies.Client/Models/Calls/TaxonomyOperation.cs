namespace Mixpeek.Taxonomies.Client;

/// <summary>One operation of the API: its name, its method, its route and its safety.</summary>
public sealed record TaxonomyOperation
{
    internal TaxonomyOperation(string name, HttpMethod method, string route, OperationSafety safety, string? resultName)
    {
        Name = name;
        Method = method;
        Route = route;
        Safety = safety;
        ResultName = resultName;
    }

    /// <summary>The operation's name, such as <c>CloneTaxonomy</c>.</summary>
    public string Name { get; }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The route with the contract's placeholders, such as <c>/v1/taxonomies/{taxonomy_identifier}/clone</c>.</summary>
    public string Route { get; }

    /// <summary>What may be done when an attempt's effect is unknown.</summary>
    public OperationSafety Safety { get; }

    /// <summary>Whether a success that may have a body may also have none.</summary>
    internal bool MayBeEmpty { get; init; }

    /// <summary>What the body of a success is; null where there need be none.</summary>
    internal string? ResultName { get; }

    /// <summary>Whether a success has a body that must be read.</summary>
    internal bool HasResult => ResultName is not null;

    /// <summary>Returns the name, the method and the route.</summary>
    public override string ToString() => $"{Name}: {Method} {Route}";
}
