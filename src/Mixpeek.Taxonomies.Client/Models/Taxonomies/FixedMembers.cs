namespace Mixpeek.Taxonomies.Client;

/// <summary>The members of a taxonomy that no update changes.</summary>
internal static class FixedMembers
{
    /// <summary>Refuses a member that is to change. One that is left out, or has the value that stands for that, stays as it is.</summary>
    /// <exception cref="ArgumentException">A member differs.</exception>
    public static void Refuse(Taxonomy before, Taxonomy after, ArgumentPath at)
    {
        if (after.TaxonomyId.Length > 0 && after.TaxonomyId != before.TaxonomyId)
            throw at.Member(nameof(after.TaxonomyId)).Invalid($"is '{HeaderText.Printable(after.TaxonomyId)}', but the taxonomy is '{HeaderText.Printable(before.TaxonomyId)}'");
        var assigned = after switch
        {
            { Version: not 1 } when after.Version != before.Version => nameof(after.Version),
            { Ready: false } when before.Ready => nameof(after.Ready),
            { CreatedAt: not null } when after.CreatedAt != before.CreatedAt => nameof(after.CreatedAt),
            { RetrieverId: not null } when after.RetrieverId != before.RetrieverId => nameof(after.RetrieverId),
            { InputMappings: not null } when !Sorted(after.InputMappings).SequenceEqual(Sorted(before.InputMappings ?? [])) => nameof(after.InputMappings),
            _ => null,
        };
        if (assigned is not null)
            throw at.Member(assigned).Invalid("differs, and an update can't change it");
        var (old, young) = DesignTree.Comparable(before, after);
        if (ConfigOf(young) is { } config && !DesignPart.AreEqual(ConfigOf(old), config))
            throw at.Member(nameof(after.Config)).Invalid("differs, and a config never changes: clone the taxonomy with the new one");
        var others = before.AdditionalProperties ?? [];
        foreach (var (name, value) in after.AdditionalProperties ?? [])
        {
            if (!others.TryGetPropertyValue(name, out var other) || !JsonNodes.AreEqual(value, other))
                throw at.Member(nameof(after.AdditionalProperties)).Invalid($"has another '{HeaderText.Printable(name)}', and what an update makes of that is not known");
        }
    }

    private static DesignPart? ConfigOf(Taxonomy taxonomy) => DesignTree.Of(taxonomy).Parts!.GetValueOrDefault(DesignTree.Config);

    private static IEnumerable<InputMapping> Sorted(IReadOnlyList<InputMapping> mappings) => mappings.OrderBy(static mapping => mapping.InputKey, StringComparer.Ordinal);
}
