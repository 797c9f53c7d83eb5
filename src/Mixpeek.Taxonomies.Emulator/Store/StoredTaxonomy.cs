using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>A taxonomy with its versions. The name, the description and the metadata belong to all of them.</summary>
internal sealed class StoredTaxonomy
{
    private readonly List<Taxonomy> _versions;
    private int _pollsLeft;

    public StoredTaxonomy(Taxonomy first, int pollsUntilReady)
    {
        Head = KnownMembers.Only(first);
        _versions = [Head];
        _pollsLeft = pollsUntilReady;
    }

    public Taxonomy Head { get; private set; }

    /// <summary>All versions, the newest first.</summary>
    public IEnumerable<Taxonomy> Versions => _versions.Select(Current).Reverse();

    public Taxonomy? Version(int number) =>
        _versions.FirstOrDefault(version => version.Version == number) is { } found ? Current(found) : null;

    public void Rename(Taxonomy changed) => Head = KnownMembers.Only(changed);

    public Taxonomy AddVersion(TaxonomyConfig config, DateTimeOffset now, int pollsUntilReady)
    {
        Head = Head with { Version = Head.Version + 1, Config = KnownMembers.Only(config), CreatedAt = now, Ready = !HierarchyInference.IsNeeded(config) };
        _versions.Add(Head);
        _pollsLeft = pollsUntilReady;
        return Head;
    }

    /// <summary>Counts a read, and ends the inference once there were enough.</summary>
    public void Poll()
    {
        if (!Head.Ready && _pollsLeft-- <= 0)
            CompleteInference();
    }

    public void CompleteInference()
    {
        if (Head.Ready)
            return;
        Head = Head with { Ready = true, Config = HierarchyInference.Complete(Head.Config) };
        _versions[^1] = Head;
    }

    private Taxonomy Current(Taxonomy version) => version with
    {
        TaxonomyName = Head.TaxonomyName,
        Description = Head.Description,
        Metadata = Head.Metadata,
        AdditionalProperties = Head.AdditionalProperties,
    };
}
