using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>A taxonomy with its versions. The name, the description and the metadata belong to all of them.</summary>
internal sealed class StoredTaxonomy
{
    private readonly List<Taxonomy> _versions;
    private Taxonomy? _listed;
    private int _pollsLeft;

    public StoredTaxonomy(Taxonomy first, long number, int pollsUntilReady)
    {
        Head = first;
        _versions = [first];
        Number = number;
        _pollsLeft = pollsUntilReady;
    }

    public Taxonomy Head { get; private set; }

    /// <summary>Its place in the order in which taxonomies were added.</summary>
    public long Number { get; }

    /// <summary>All versions, the newest first.</summary>
    public IEnumerable<Taxonomy> Versions => _versions.Select(Current).Reverse();

    /// <summary>Versions are numbered one after the other, from that of the first on.</summary>
    public Taxonomy? Version(int number)
    {
        var index = (long)number - _versions[0].Version;
        return index >= 0 && index < _versions.Count ? Current(_versions[(int)index]) : null;
    }

    public void Rename(Taxonomy changed) => Head = KnownMembers.OfName(changed);

    public Taxonomy AddVersion(TaxonomyConfig config, DateTimeOffset now, int pollsUntilReady)
    {
        Head = Head with { Version = Head.Version + 1, Config = config, CreatedAt = now, Ready = !HierarchyInference.IsNeeded(config) };
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

    /// <summary>Notes that the taxonomy is listed as it is now; false if it was before.</summary>
    public bool TryList()
    {
        if (ReferenceEquals(_listed, Head))
            return false;
        _listed = Head;
        return true;
    }

    private Taxonomy Current(Taxonomy version) => version with
    {
        TaxonomyName = Head.TaxonomyName,
        Description = Head.Description,
        Metadata = Head.Metadata,
        AdditionalProperties = Head.AdditionalProperties,
    };
}
