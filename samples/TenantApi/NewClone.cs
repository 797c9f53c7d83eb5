using System.ComponentModel.DataAnnotations;
using Mixpeek.Taxonomies.Client;

namespace TenantApi;

/// <summary>The body that asks for a clone.</summary>
/// <param name="Name">The clone's name.</param>
/// <param name="Retriever">The clone's retriever; null for the source's.</param>
public sealed record NewClone([Required] string Name, [MinLength(1)] string? Retriever = null)
{
    public TaxonomyConfig Change(TaxonomyConfig config) => Retriever is null ? config : config.WithRetriever(Retriever);
}
