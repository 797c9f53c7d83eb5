using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Which taxonomies or documents are meant: conditions on fields, joined with <c>&amp;</c>, <c>|</c> and <c>!</c>.
/// <code>TaxonomyFilter.Where("taxonomy_name", FilterOperator.StartsWith, "prod") &amp; !TaxonomyFilter.Where("ready", false)</code>
/// </summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed class TaxonomyFilter : IEquatable<TaxonomyFilter>
{
    private const string All = "AND";
    private const string Any = "OR";
    private const string None = "NOT";

    private readonly JsonObject? _json;
    private readonly bool _isCondition;
    private readonly string? _operator;
    private readonly TaxonomyFilter[] _operands = [];
    private readonly int _depth;

    private TaxonomyFilter(JsonObject json, bool isCondition) => (_json, _isCondition) = (json, isCondition);

    /// <summary>Joins filters. They are kept as they are, so that a join costs the same however long they are.</summary>
    private TaxonomyFilter(string name, params TaxonomyFilter[] operands)
    {
        (_operator, _operands) = (name, operands);
        _depth = operands.Max(operand => operand.IsListOf(name) ? operand._depth : operand._depth + 1);
        if (_depth > JsonText.MaxDepth)
            throw new ArgumentException($"A filter must be nested at most {JsonText.MaxDepth} deep.", nameof(operands));
    }

    /// <summary>The filter as it is sent, as JSON text: the same as <see cref="ToString"/>.</summary>
    public string Json => Content.ToString();

    internal JsonText Content => JsonText.Of(ToJson())!;

    /// <summary>Compares a field with a value.</summary>
    /// <param name="field">The field, with dots.</param>
    /// <param name="comparison">How they are compared.</param>
    /// <param name="value">The value; a list for <see cref="FilterOperator.In"/> and <see cref="FilterOperator.NotIn"/>. It is copied.</param>
    /// <exception cref="ArgumentException">The field is blank, the operator is not initialised, or the value can't be written as JSON or is nested more than 64 deep.</exception>
    public static TaxonomyFilter Where(string field, FilterOperator comparison, JsonNode? value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(field);
        if (comparison == default)
            throw new ArgumentException("The operator is not initialised.", nameof(comparison));
        var condition = new JsonObject { ["field"] = field, ["operator"] = comparison.Value, ["value"] = CopyOf(value, nameof(value)) };
        return new TaxonomyFilter(condition, isCondition: true);
    }

    /// <summary>Asks for a field to equal a value.</summary>
    /// <param name="field">The field, with dots.</param>
    /// <param name="value">The value.</param>
    public static TaxonomyFilter Where(string field, JsonNode? value) => Where(field, FilterOperator.Equal, value);

    /// <summary>Compares a field with another field.</summary>
    /// <param name="field">The field, with dots.</param>
    /// <param name="comparison">How they are compared.</param>
    /// <param name="otherField">The other field, with dots.</param>
    public static TaxonomyFilter WhereField(string field, FilterOperator comparison, string otherField)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(otherField);
        return Where(field, comparison, new JsonObject { ["type"] = "dynamic", ["field"] = otherField });
    }

    /// <summary>Takes a filter as it stands on the wire, such as one with shorthand members.</summary>
    /// <param name="filter">The filter; it is copied.</param>
    /// <exception cref="ArgumentException">The filter can't be written as JSON, or is nested more than 64 deep.</exception>
    public static TaxonomyFilter Raw(JsonObject filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new TaxonomyFilter(CopyOf(filter, nameof(filter))!.AsObject(), isCondition: false);
    }

    /// <summary>Whether both say the same.</summary>
    /// <param name="left">One filter.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(TaxonomyFilter? left, TaxonomyFilter? right) => left?.Equals(right) ?? right is null;

    /// <summary>Whether they differ.</summary>
    /// <param name="left">One filter.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(TaxonomyFilter? left, TaxonomyFilter? right) => !(left == right);

    /// <summary>Asks for both.</summary>
    /// <param name="left">One filter.</param>
    /// <param name="right">The other.</param>
    public static TaxonomyFilter operator &(TaxonomyFilter left, TaxonomyFilter right) => Join(All, left, right);

    /// <summary>Asks for either.</summary>
    /// <param name="left">One filter.</param>
    /// <param name="right">The other.</param>
    public static TaxonomyFilter operator |(TaxonomyFilter left, TaxonomyFilter right) => Join(Any, left, right);

    /// <summary>Asks for what a filter does not match.</summary>
    /// <param name="filter">The filter.</param>
    public static TaxonomyFilter operator !(TaxonomyFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new TaxonomyFilter(None, filter);
    }

    /// <summary>Says whether the comparisons of texts in this filter mind case.</summary>
    /// <param name="isCaseSensitive">True to mind case.</param>
    public TaxonomyFilter CaseSensitive(bool isCaseSensitive = true)
    {
        var json = ToJson();
        json["case_sensitive"] = isCaseSensitive;
        return new TaxonomyFilter(json, isCondition: false);
    }

    /// <summary>Returns the filter as it stands on the wire. One condition alone is wrapped in <c>AND</c>, because the service would take its members for fields.</summary>
    public JsonObject ToJson() => _isCondition
        ? new JsonObject { [All] = new JsonArray(ToNode()) }
        : ToNode();

    /// <summary>Whether both are the same on the wire.</summary>
    /// <param name="other">The other filter.</param>
    public bool Equals(TaxonomyFilter? other) => Content.Equals(other?.Content);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TaxonomyFilter);

    /// <inheritdoc/>
    public override int GetHashCode() => Content.GetHashCode();

    /// <summary>Returns the filter as JSON text.</summary>
    public override string ToString() => Json;

    internal static TaxonomyFilter Of(JsonText json) => new(json.ToObject(), isCondition: false);

    private static TaxonomyFilter Join(string name, TaxonomyFilter left, TaxonomyFilter right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new TaxonomyFilter(name, left, right);
    }

    private static JsonNode? CopyOf(JsonNode? value, string parameter) => JsonText.Of(value) is not { } text ? null
        : text.Fault is { } fault ? throw new ArgumentPath(parameter).Invalid(fault)
        : text.ToNode();

    private JsonObject ToNode() => _operator is { } name
        ? new JsonObject { [name] = new JsonArray([.. Items(name)]) }
        : (JsonObject)_json!.DeepClone();

    /// <summary>The items of the list that an operator takes. A chain of joins of the same kind is one list.</summary>
    private IEnumerable<JsonNode?> Items(string name)
    {
        var open = new Stack<TaxonomyFilter>(Enumerable.Reverse(_operands));
        while (open.TryPop(out var filter))
        {
            if (!filter.IsListOf(name))
            {
                yield return filter.ToNode();
                continue;
            }

            foreach (var item in filter._json?[name]!.AsArray() ?? [])
                yield return item?.DeepClone();
            foreach (var operand in Enumerable.Reverse(filter._operands))
                open.Push(operand);
        }
    }

    private bool IsListOf(string name) =>
        name != None && (_operator == name || (_json is { Count: 1 } && _json[name] is JsonArray));
}
