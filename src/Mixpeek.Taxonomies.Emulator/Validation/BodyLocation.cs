namespace Mixpeek.Taxonomies.Emulator;

/// <summary>A place in a request, from the outside in: names of members, and indices of items as numbers.</summary>
internal sealed class BodyLocation
{
    private readonly BodyLocation? _outer;
    private readonly object _part;

    private BodyLocation(BodyLocation? outer, object part)
    {
        _outer = outer;
        _part = part;
    }

    public static BodyLocation Body { get; } = new(null, "body");

    public static BodyLocation Query { get; } = new(null, "query");

    public static BodyLocation Seed { get; } = new(null, "seed");

    public static BodyLocation Config { get; } = new(null, "config");

    /// <summary>The way to the place; each part is a <see cref="string"/> or an <see cref="int"/>.</summary>
    public IReadOnlyList<object> Parts
    {
        get
        {
            var parts = new List<object>();
            for (var place = this; place is not null; place = place._outer)
                parts.Add(place._part);
            parts.Reverse();
            return parts;
        }
    }

    public BodyLocation At(string name) => new(this, name);

    public BodyLocation At(int index) => new(this, index);

    public override string ToString() => string.Join('.', Parts);
}
