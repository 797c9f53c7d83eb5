using System.Globalization;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>A place in a request, from the outside in.</summary>
internal sealed class BodyLocation
{
    private BodyLocation(IReadOnlyList<string> parts) => Parts = parts;

    public static BodyLocation Body { get; } = new(["body"]);

    public static BodyLocation Query { get; } = new(["query"]);

    public IReadOnlyList<string> Parts { get; }

    public BodyLocation At(string name) => new([.. Parts, name]);

    public BodyLocation At(int index) => At(index.ToString(CultureInfo.InvariantCulture));
}
