using System.Text;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>One difference between two taxonomies.</summary>
public sealed record TaxonomyChange
{
    private const int MaxTextLength = 120;

    private readonly JsonText? _before;
    private readonly JsonText? _after;

    /// <summary>What happens to the part.</summary>
    public required TaxonomyChangeKind Kind { get; init; }

    /// <summary>What the change is about.</summary>
    public required TaxonomyPart Part { get; init; }

    /// <inheritdoc cref="ExtensibleModel.EqualityContract"/>
    private Type EqualityContract => typeof(TaxonomyChange);

    /// <summary>
    /// Where the part is, from the outside in, by names on the wire. An item of a list stands under its collection, its
    /// input or its target, and <c>#2</c> and so on after those that share one: <c>config</c>, <c>hierarchical_nodes</c>,
    /// <c>col_1</c>, <c>retriever_id</c>.
    /// </summary>
    public required IReadOnlyList<string> Location { get; init => field = Stored.Of(value)!; }

    /// <summary>The value before, as JSON; null if there was none. Created again each time it is read.</summary>
    public JsonNode? Before
    {
        get => _before?.ToNode();
        init => _before = JsonText.Of(value);
    }

    /// <summary>The value after, as JSON; null if there is none. Created again each time it is read.</summary>
    public JsonNode? After
    {
        get => _after?.ToNode();
        init => _after = JsonText.Of(value);
    }

    /// <summary>Whether only a clone can have the change: a config is immutable. What is left, an update makes.</summary>
    public bool NeedsClone => Location is ["config", ..];

    /// <summary>Whether the part is not there afterwards; metadata may have a value that is null.</summary>
    internal bool LeavesNothing => Kind == TaxonomyChangeKind.Removed || (_after is null && Part is (TaxonomyPart.Node or TaxonomyPart.EnrichmentField));

    /// <summary>Returns the change in one line, with long values cut short.</summary>
    public override string ToString()
    {
        var change = Kind switch
        {
            TaxonomyChangeKind.Added => $"+ {PathText}: {Text(_after)}",
            TaxonomyChangeKind.Removed => $"- {PathText}: {Text(_before)}",
            TaxonomyChangeKind.Moved => $"~ {PathText}: moved from {_before?.ToString() ?? "the top"} to {_after?.ToString() ?? "the top"}",
            _ when IsOfType => $"~ {PathText}: {Before} -> {After}",
            _ => $"~ {PathText}: {Text(_before)} -> {Text(_after)}",
        };
        return HeaderText.Printable(change);
    }

    /// <summary>Returns the change as an object with the members <c>kind</c>, <c>part</c>, <c>location</c>, <c>before</c>, <c>after</c> and <c>needs_clone</c>.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["kind"] = NameOf(Kind.ToString()),
            ["part"] = NameOf(Part.ToString()),
            ["location"] = new JsonArray([.. Location.Select(static name => (JsonNode)name)]),
        };
        if (Kind != TaxonomyChangeKind.Added)
            json["before"] = Before;
        if (Kind != TaxonomyChangeKind.Removed)
            json["after"] = After;
        json["needs_clone"] = NeedsClone;
        return json;
    }

    private bool IsOfType => Location is ["config", "taxonomy_type"] && Before is JsonValue && After is JsonValue;

    private string PathText
    {
        get
        {
            var text = new StringBuilder(Location[0]);
            var count = Kind == TaxonomyChangeKind.Moved ? Location.Count - 1 : Location.Count;
            for (var i = 1; i < count; i++)
            {
                if (DesignKeys.IsList(Location[i - 1]))
                    text.Append('[').Append(Location[i]).Append(']');
                else
                    text.Append('.').Append(Location[i]);
            }

            return text.ToString();
        }
    }

    private string Text(JsonText? value) => value?.ToString() switch
    {
        null when Part == TaxonomyPart.EnrichmentField => "all fields",
        null => "null",
        { Length: > MaxTextLength } text => $"{text[..MaxTextLength]}...",
        var text => text,
    };

    private static string NameOf(string value) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value);
}
