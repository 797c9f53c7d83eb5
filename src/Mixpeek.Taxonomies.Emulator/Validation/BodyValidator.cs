using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>
/// Checks members of a JSON object against the contract, and words the faults as the service's own validation does.
/// It stands on the contract alone, so that it can find a fault that the client makes.
/// </summary>
/// <param name="stop">Ends a check that takes long.</param>
internal sealed class BodyValidator(CancellationToken stop = default)
{
    /// <summary>How many faults are told of a request; one fault for each item of a long list helps nobody.</summary>
    public const int MaxFaults = 100;

    private readonly List<BodyFault> _faults = [];

    public IReadOnlyList<BodyFault> Faults => _faults;

    /// <summary>Cancelled when the check has to end.</summary>
    public CancellationToken Stop => stop;

    public void Fault(BodyLocation at, string type, string message)
    {
        if (_faults.Count < MaxFaults)
            _faults.Add(new BodyFault(type, at, message));
    }

    /// <summary>Notes what the contract allows and the emulator does not support.</summary>
    /// <param name="at">Where it is.</param>
    /// <param name="what">What is not supported, and what is instead, as the rest of a sentence without its full stop.</param>
    public void Unsupported(BodyLocation at, string what) => Fault(at, BodyFault.Unsupported, $"The emulator does not support {what}");

    /// <summary>Finds a member; one that is required and missing is a fault.</summary>
    public bool TryFind(JsonObject parent, string name, BodyLocation at, bool isRequired, out JsonNode? value)
    {
        var isThere = parent.TryGetPropertyValue(name, out value);
        if (!isThere && isRequired)
            Fault(at.At(name), "missing", "Field required");
        return isThere;
    }

    public void Text(
        JsonObject parent, string name, BodyLocation at, bool isRequired = false, bool isNullable = true, int minLength = 0, int maxLength = int.MaxValue)
    {
        if (!TryFind(parent, name, at, isRequired, out var value) || IsAllowedNull(value, isNullable && !isRequired))
            return;
        if (KindOf(value) != JsonValueKind.String)
        {
            Fault(at.At(name), "string_type", "Input should be a valid string");
            return;
        }

        // The service counts characters, not the halves of a surrogate pair.
        var length = value!.GetValue<string>().EnumerateRunes().Count();
        if (length < minLength)
            Fault(at.At(name), "string_too_short", $"String should have at least {Characters(minLength)}");
        else if (length > maxLength)
            Fault(at.At(name), "string_too_long", $"String should have at most {Characters(maxLength)}");
    }

    /// <summary>Checks a text against a prefix and the characters that an ID may have after it.</summary>
    public void Id(JsonObject parent, string name, BodyLocation at, string prefix, bool isRequired = false)
    {
        Text(parent, name, at, isRequired);
        if (!parent.TryGetPropertyValue(name, out var value) || KindOf(value) != JsonValueKind.String)
            return;
        var id = value!.GetValue<string>();
        var isId = id.StartsWith(prefix, StringComparison.Ordinal) && id.Length > prefix.Length
            && id.AsSpan(prefix.Length).IndexOfAnyExcept(IdCharacters) < 0;
        if (!isId)
            Fault(at.At(name), "string_pattern_mismatch", $"String should match pattern '^{prefix}[a-zA-Z0-9_]+$'");
    }

    /// <summary>Checks a member whose values the contract lists as a type of their own.</summary>
    public void OneOf(JsonObject parent, string name, BodyLocation at, string[] values, bool isRequired = false, bool isNullable = false) =>
        OneOf(parent, name, at, values, isRequired, isNullable, "enum");

    /// <summary>Checks a member whose values the contract lists in place.</summary>
    public void Literal(JsonObject parent, string name, BodyLocation at, params string[] values) =>
        OneOf(parent, name, at, values, isRequired: false, isNullable: true, "literal_error");

    public void Flag(JsonObject parent, string name, BodyLocation at, bool isNullable = false)
    {
        if (parent.TryGetPropertyValue(name, out var value) && !IsAllowedNull(value, isNullable)
            && KindOf(value) is not (JsonValueKind.True or JsonValueKind.False))
            Fault(at.At(name), "bool_type", "Input should be a valid boolean");
    }

    /// <summary>Checks an integer, which may be written as <c>2.0</c>; it is put in its place as <c>2</c>.</summary>
    public void Integer(JsonObject parent, string name, BodyLocation at, bool isNullable, int min = int.MinValue, int max = int.MaxValue)
    {
        if (!parent.TryGetPropertyValue(name, out var value) || IsAllowedNull(value, isNullable))
            return;
        if (KindOf(value) != JsonValueKind.Number)
        {
            Fault(at.At(name), "int_type", "Input should be a valid integer");
            return;
        }

        var number = value!.GetValue<double>();
        if (Math.Floor(number) != number)
            Fault(at.At(name), "int_from_float", "Input should be a valid integer, got a number with a fractional part");
        else
            parent[name] = Integer(number, at.At(name), min, max);
    }

    /// <summary>Checks the size of an integer against its bounds; where it has none, 32 bits are supported.</summary>
    public int Integer(double number, BodyLocation at, int min, int max)
    {
        if ((number > int.MaxValue && max == int.MaxValue) || (number < int.MinValue && min == int.MinValue))
            Unsupported(at, "integers of more than 32 bits");
        else if (number < min)
            Fault(at, "greater_than_equal", $"Input should be greater than or equal to {min}");
        else if (number > max)
            Fault(at, "less_than_equal", $"Input should be less than or equal to {max}");
        return (int)Math.Clamp(number, int.MinValue, int.MaxValue);
    }

    public void Number(JsonObject parent, string name, BodyLocation at)
    {
        if (!parent.TryGetPropertyValue(name, out var value))
            return;
        if (KindOf(value) != JsonValueKind.Number)
            Fault(at.At(name), "float_type", "Input should be a valid number");
        else if (!double.IsFinite(value!.GetValue<double>()))
            Fault(at.At(name), "finite_number", "Input should be a finite number");
    }

    /// <summary>Checks a member that has to be an object of any members, and what else is said of them.</summary>
    public void Map(
        JsonObject parent, string name, BodyLocation at, Action<BodyValidator, JsonObject, BodyLocation>? check = null, bool isRequired = false)
    {
        if (!TryFind(parent, name, at, isRequired, out var value) || IsAllowedNull(value, !isRequired))
            return;
        MapItem(this, value, at.At(name));
        if (value is JsonObject map)
            check?.Invoke(this, map, at.At(name));
    }

    public void TextMap(JsonObject parent, string name, BodyLocation at, bool isRequired = false) =>
        Map(parent, name, at, isRequired: isRequired, check: static (validator, map, at) =>
        {
            foreach (var (key, item) in map)
                TextItem(validator, item, at.At(key));
        });

    public void Object(
        JsonObject parent, string name, BodyLocation at, Action<BodyValidator, JsonObject, BodyLocation> check, bool isRequired = false)
    {
        if (TryFind(parent, name, at, isRequired, out var value) && !IsAllowedNull(value, !isRequired))
            Check(value, at.At(name), check);
    }

    public void List(
        JsonObject parent,
        string name,
        BodyLocation at,
        Action<BodyValidator, JsonNode?, BodyLocation> checkItem,
        bool isRequired = false,
        bool isNullable = true,
        int maxItems = int.MaxValue)
    {
        if (!TryFind(parent, name, at, isRequired, out var value) || IsAllowedNull(value, isNullable && !isRequired))
            return;
        if (value is not JsonArray list)
        {
            Fault(at.At(name), "list_type", "Input should be a valid list");
            return;
        }

        if (list.Count > maxItems)
            Fault(at.At(name), "too_long", $"List should have at most {maxItems} items after validation, not {list.Count}");
        for (var index = 0; index < list.Count; index++)
            checkItem(this, list[index], at.At(name).At(index));
    }

    /// <summary>Checks an item of a list, or the value of a member, that has to be an object.</summary>
    public void Check(JsonNode? value, BodyLocation at, Action<BodyValidator, JsonObject, BodyLocation> check)
    {
        if (value is JsonObject found)
            check(this, found, at);
        else
            Fault(at, "model_attributes_type", "Input should be a valid dictionary or object to extract fields from");
    }

    /// <summary>Checks an item of a list that has to be a text.</summary>
    public static void TextItem(BodyValidator validator, JsonNode? item, BodyLocation at)
    {
        if (KindOf(item) != JsonValueKind.String)
            validator.Fault(at, "string_type", "Input should be a valid string");
    }

    /// <summary>Checks an item of a list that has to be an object of any members.</summary>
    public static void MapItem(BodyValidator validator, JsonNode? item, BodyLocation at)
    {
        if (item is not JsonObject)
            validator.Fault(at, "dict_type", "Input should be a valid dictionary");
    }

    private void OneOf(JsonObject parent, string name, BodyLocation at, string[] values, bool isRequired, bool isNullable, string type)
    {
        if (!TryFind(parent, name, at, isRequired, out var value) || IsAllowedNull(value, isNullable))
            return;
        if (KindOf(value) != JsonValueKind.String || !values.Contains(value!.GetValue<string>()))
            Fault(at.At(name), type, $"Input should be {Choice(values)}");
    }

    private static string Choice(string[] values)
    {
        var quoted = values.Select(value => $"'{value}'").ToArray();
        return quoted is [var only] ? only : $"{string.Join(", ", quoted[..^1])} or {quoted[^1]}";
    }

    private static string Characters(int count) => $"{count} character{(count == 1 ? "" : "s")}";

    private static bool IsAllowedNull(JsonNode? value, bool isNullable) => isNullable && value is null;

    private static JsonValueKind KindOf(JsonNode? value) => value?.GetValueKind() ?? JsonValueKind.Null;

    private static readonly System.Buffers.SearchValues<char> IdCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
}
