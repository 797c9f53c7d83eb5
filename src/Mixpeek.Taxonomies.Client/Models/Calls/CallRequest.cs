namespace Mixpeek.Taxonomies.Client;

/// <summary>A request of a call, and what it is for.</summary>
internal sealed record CallRequest(HttpRequestMessage Request, TaxonomyOperation Operation);
