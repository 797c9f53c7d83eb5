using System.Text.Json;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>
/// Checks members of a JSON object against the contract, and words the faults as the service's own validation does.
/// It stands on the contract alone, so that it can find a fault that the client makes.
/// </summary>
internal sealed class BodyValidator
{
    private readonly List<BodyFault> _faults = [];

    public IReadOnlyList<BodyFault> Faults => _faults;

    public void Fault(BodyLocation at, string type, string message) => _faults.Add(new BodyFault(type, at.Parts, message));

    /// <summary>Finds a member; one that is required and missing is a fault.</summary>
    public bool TryFind(JsonElement parent, string name, BodyLocation at, bool isRequired, out JsonElement value)
    {
        var isThere = parent.TryGetProperty(name, out value);
        if (!isThere && isRequired)
            Fault(at.At(name), "missing", "Field required");
        return isThere;
    }

    public void Text(
        JsonElement parent, string name, BodyLocation at, bool isRequired = false, bool isNullable = true, int minLength = 0, int maxLength = int.MaxValue)
    {
        if (!TryFind(parent, name, at, isRequired, out var value) || IsAllowedNull(value, isNullable && !isRequired))
            return;
        if (value.ValueKind != JsonValueKind.String)
            Fault(at.At(name), "string_type", "Input should be a valid string");
        else if (value.GetString()!.Length < minLength)
            Fault(at.At(name), "string_too_short", $"String should have at least {minLength} character{(minLength == 1 ? "" : "s")}");
        else if (value.GetString()!.Length > maxLength)
            Fault(at.At(name), "string_too_long", $"String should have at most {maxLength} characters");
    }

    /// <summary>Checks a text against a prefix and the characters that an ID may have after it.</summary>
    public void Id(JsonElement parent, string name, BodyLocation at, string prefix, bool isRequired = false)
    {
        Text(parent, name, at, isRequired);
        if (!parent.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            return;
        var id = value.GetString()!;
        var isId = id.StartsWith(prefix, StringComparison.Ordinal) && id.Length > prefix.Length
            && id.AsSpan(prefix.Length).IndexOfAnyExcept(IdCharacters) < 0;
        if (!isId)
            Fault(at.At(name), "string_pattern_mismatch", $"String should match pattern '^{prefix}[a-zA-Z0-9_]+$'");
    }

    public void OneOf(JsonElement parent, string name, BodyLocation at, string[] values, bool isRequired = false, bool isNullable = false)
    {
        if (!TryFind(parent, name, at, isRequired, out var value) || IsAllowedNull(value, isNullable))
            return;
        if (value.ValueKind != JsonValueKind.String || !values.Contains(value.GetString()))
            Fault(at.At(name), "enum", $"Input should be {string.Join(" or ", values.Select(known => $"'{known}'"))}");
    }

    public void Flag(JsonElement parent, string name, BodyLocation at)
    {
        if (parent.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Fault(at.At(name), "bool_type", "Input should be a valid boolean");
    }

    public void Integer(JsonElement parent, string name, BodyLocation at, bool isNullable, int min = int.MinValue, int max = int.MaxValue)
    {
        if (!parent.TryGetProperty(name, out var value) || IsAllowedNull(value, isNullable))
            return;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var number))
            Fault(at.At(name), "int_type", "Input should be a valid integer");
        else
            Range(number, at.At(name), min, max);
    }

    public void Number(JsonElement parent, string name, BodyLocation at)
    {
        if (parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Number)
            Fault(at.At(name), "float_type", "Input should be a valid number");
    }

    public void Range(int number, BodyLocation at, int min, int max)
    {
        if (number < min)
            Fault(at, "greater_than_equal", $"Input should be greater than or equal to {min}");
        else if (number > max)
            Fault(at, "less_than_equal", $"Input should be less than or equal to {max}");
    }

    public void Map(JsonElement parent, string name, BodyLocation at)
    {
        if (parent.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
            Fault(at.At(name), "dict_type", "Input should be a valid dictionary");
    }

    public void TextMap(JsonElement parent, string name, BodyLocation at)
    {
        if (!TryFind(parent, name, at, isRequired: true, out var map))
            return;
        if (map.ValueKind != JsonValueKind.Object)
        {
            Fault(at.At(name), "dict_type", "Input should be a valid dictionary");
            return;
        }

        foreach (var member in map.EnumerateObject())
            TextItem(this, member.Value, at.At(name).At(member.Name));
    }

    public void Object(
        JsonElement parent, string name, BodyLocation at, Action<BodyValidator, JsonElement, BodyLocation> check, bool isRequired = false)
    {
        if (TryFind(parent, name, at, isRequired, out var value) && !IsAllowedNull(value, !isRequired))
            Check(value, at.At(name), check);
    }

    public void List(
        JsonElement parent,
        string name,
        BodyLocation at,
        Action<BodyValidator, JsonElement, BodyLocation> checkItem,
        bool isRequired = false,
        bool isNullable = true,
        int maxItems = int.MaxValue)
    {
        if (!TryFind(parent, name, at, isRequired, out var value) || IsAllowedNull(value, isNullable && !isRequired))
            return;
        if (value.ValueKind != JsonValueKind.Array)
        {
            Fault(at.At(name), "list_type", "Input should be a valid list");
            return;
        }

        if (value.GetArrayLength() > maxItems)
            Fault(at.At(name), "too_long", $"List should have at most {maxItems} items after validation, not {value.GetArrayLength()}");
        var index = 0;
        foreach (var item in value.EnumerateArray())
            checkItem(this, item, at.At(name).At(index++));
    }

    /// <summary>Checks an item of a list, or the value of a member, that has to be an object.</summary>
    public void Check(JsonElement value, BodyLocation at, Action<BodyValidator, JsonElement, BodyLocation> check)
    {
        if (value.ValueKind == JsonValueKind.Object)
            check(this, value, at);
        else
            Fault(at, "model_type", "Input should be a valid dictionary or object to extract fields from");
    }

    /// <summary>Checks an item of a list that has to be a text.</summary>
    public static void TextItem(BodyValidator validator, JsonElement item, BodyLocation at)
    {
        if (item.ValueKind != JsonValueKind.String)
            validator.Fault(at, "string_type", "Input should be a valid string");
    }

    private static bool IsAllowedNull(JsonElement value, bool isNullable) => isNullable && value.ValueKind == JsonValueKind.Null;

    private static readonly System.Buffers.SearchValues<char> IdCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
}
