using Refit;

namespace Mixpeek.Taxonomies.Client.Benchmarks;

/// <summary>The endpoints as a user of Refit declares them.</summary>
public interface IPlainApi
{
    [Post("/v1/taxonomies/{taxonomy}/clone")]
    Task<PlainCloneResponse> CloneAsync(string taxonomy, [Body] PlainCloneRequest request);

    [Patch("/v1/taxonomies/{taxonomy}")]
    Task<PlainTaxonomy> UpdateAsync(string taxonomy, [Body] PlainUpdateRequest request);

    [Get("/v1/taxonomies/{taxonomy}")]
    Task<PlainTaxonomy> GetAsync(string taxonomy);

    [Post("/v1/taxonomies/list")]
    Task<PlainPage> ListAsync([Body] PlainListRequest request, [Query] int limit);
}
