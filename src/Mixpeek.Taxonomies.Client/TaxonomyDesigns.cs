namespace Mixpeek.Taxonomies.Client;

/// <summary>Decides whether a taxonomy that is there is the one that was asked for.</summary>
internal static class TaxonomyDesigns
{
    /// <exception cref="TaxonomyMismatchException">It is another.</exception>
    public static Taxonomy Take(Taxonomy found, CreateTaxonomyRequest request)
    {
        var asked = found with { Config = request.Config, Description = request.Description };
        return Take(found, asked, NameClaims.Of(request).IsAsAsked(found, null));
    }

    /// <exception cref="TaxonomyMismatchException">It is another.</exception>
    public static Taxonomy Take(Taxonomy found, string taxonomy, CloneTaxonomyRequest request, Taxonomy? source)
    {
        var asked = found with
        {
            Config = request.Config.Value ?? source?.Config ?? found.Config,
            Description = request.Description.HasValue ? request.Description.Value : source?.Description,
        };
        return Take(found, asked, NameClaims.Of(taxonomy, request).IsAsAsked(found, source));
    }

    private static Taxonomy Take(Taxonomy found, Taxonomy asked, bool isAsAsked)
    {
        var diff = ServiceMade.Missing(found, asked);
        return isAsAsked || diff.IsEmpty ? found : throw new TaxonomyMismatchException(found, diff);
    }
}
