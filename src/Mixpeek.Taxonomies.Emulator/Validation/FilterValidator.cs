using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>
/// Checks a filter: lists under <c>AND</c>, <c>OR</c> and <c>NOT</c> of filters and conditions, and other members as
/// fields that have to equal a value. An item that names a <c>field</c> or an <c>operator</c> is meant as a condition.
/// </summary>
internal static class FilterValidator
{
    private static readonly string[] Operators =
        ["eq", "ne", "gt", "lt", "gte", "lte", "in", "nin", "contains", "starts_with", "ends_with", "regex", "exists", "is_null", "text"];

    public static void Check(BodyValidator validator, JsonObject filter, BodyLocation at)
    {
        foreach (var name in new[] { "AND", "OR", "NOT" })
            validator.List(filter, name, at, CheckItem);
        validator.Flag(filter, "case_sensitive", at, isNullable: true);
    }

    /// <summary>Whether an item of a list is meant as a condition.</summary>
    public static bool IsCondition(JsonObject item) => item.ContainsKey("field") || item.ContainsKey("operator");

    private static void CheckItem(BodyValidator validator, JsonNode? item, BodyLocation at) => validator.Check(item, at, static (validator, filter, at) =>
    {
        if (IsCondition(filter))
            CheckCondition(validator, filter, at);
        else
            Check(validator, filter, at);
    });

    private static void CheckCondition(BodyValidator validator, JsonObject condition, BodyLocation at)
    {
        validator.Stop.ThrowIfCancellationRequested();
        validator.Text(condition, "field", at, isRequired: true);
        validator.OneOf(condition, "operator", at, Operators);
        if (!validator.TryFind(condition, "value", at, isRequired: true, out var value) || IsDynamic(value))
            return;
        switch (condition["operator"] is JsonValue name && name.TryGetValue<string>(out var text) ? text : "eq")
        {
            case "in" or "nin":
                validator.List(condition, "value", at, static (_, _, _) => { }, isRequired: true);
                break;
            case "regex":
                validator.Text(condition, "value", at, isRequired: true, maxLength: FilterPattern.MaxLength);
                if (value is JsonValue pattern && pattern.TryGetValue<string>(out var source) && FilterPattern.TryCreate(source, isCaseSensitive: true) is null)
                    validator.Fault(at.At("value"), "value_error", "Value error, is no regular expression that is matched in linear time");
                break;
        }
    }

    /// <summary>Whether a value is that of another field.</summary>
    public static bool IsDynamic(JsonNode? value) =>
        value is JsonObject dynamic
        && dynamic["type"] is JsonValue type && type.TryGetValue<string>(out var name) && name == "dynamic"
        && dynamic["field"] is JsonValue field && field.TryGetValue<string>(out _);
}
