using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>A taxonomy with its versions. The name, the description and the metadata belong to all of them.</summary>
internal sealed class StoredTaxonomy
{
    private readonly List<Taxonomy> _versions;
    private readonly long _number;
    private int _pollsLeft;

    public StoredTaxonomy(Taxonomy first, long number, int pollsUntilReady)
    {
        Head = first;
        _versions = [first];
        _number = number;
        _pollsLeft = pollsUntilReady;
    }

    public Taxonomy Head { get; private set; }

    /// <summary>The taxonomy as it is in the lists; <c>null</c> before it is in them.</summary>
    public ListedTaxonomy? Listed { get; private set; }

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

    /// <summary>Brings <see cref="Listed"/> up to date; false if it is.</summary>
    public bool TryList()
    {
        if (ReferenceEquals(Listed?.Taxonomy, Head))
            return false;
        Listed = new ListedTaxonomy(Head, _number);
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
