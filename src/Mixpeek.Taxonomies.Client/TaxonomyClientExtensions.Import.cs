namespace Mixpeek.Taxonomies.Client;

public static partial class TaxonomyClientExtensions
{
    /// <summary>
    /// Makes a taxonomy as a file has it: creates it, and gives it its metadata. One that is there as the file has it
    /// is taken, and so is one without metadata, which an import may have left when it was killed.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="taxonomy">What <see cref="TaxonomyFile.ReadAsync(string, CancellationToken)"/> returned, with the IDs of the client's namespace: see <see cref="TaxonomyIdMap"/>. Its ID, version, date and readiness do not count.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="TaxonomyMismatchException">The name is taken by a taxonomy with another config, description or metadata; it stays as it is.</exception>
    /// <exception cref="TaxonomyOutcomeUnknownException">A step may have taken effect: it was asked for, and whether it did could not be settled.</exception>
    public static Task<Taxonomy> ImportAsync(this ITaxonomyClient client, Taxonomy taxonomy, CancellationToken cancellationToken = default)
    {
        client = client.Checked();
        ArgumentNullException.ThrowIfNull(taxonomy);
        var request = new CreateTaxonomyRequest { TaxonomyName = taxonomy.TaxonomyName, Description = taxonomy.Description, Config = taxonomy.Config };
        request.Validate(new ArgumentPath(nameof(taxonomy)));
        Identifier.Check(taxonomy.TaxonomyName, new ArgumentPath(nameof(taxonomy)).Member(nameof(taxonomy.TaxonomyName)));
        return CreateAsync(client, request, taxonomy, cancellationToken);
    }

    private static async Task<Taxonomy> CreateAsync(ITaxonomyClient client, CreateTaxonomyRequest request, Taxonomy desired, CancellationToken cancellationToken)
    {
        var made = await client.GetOrCreateAsync(request, cancellationToken).ConfigureAwait(false);
        var wanted = desired with { TaxonomyName = made.TaxonomyName, Description = made.Description, Config = made.Config };
        var diff = TaxonomyDiff.Compare(made, wanted);
        if (diff.IsEmpty || !HasMetadata(desired))
            return made;
        return HasMetadata(made)
            ? throw new TaxonomyMismatchException(made, diff)
            : await client.UpdateAsync(made.TaxonomyId, UpdateTaxonomyRequest.OfDesigns(made, wanted)!, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether a taxonomy has metadata other than what the library itself keeps there.</summary>
    private static bool HasMetadata(Taxonomy taxonomy) => taxonomy.Metadata.Any(static member => !LibraryMetadata.IsKey(member.Key));
}
