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
        foreach (var (name, value) in filter)
        {
            if (OperatorOf(name, value) is { } found)
                validator.Unsupported(at.At(name), $"'{found}' in a filter: it takes lists under AND, OR and NOT of conditions with a field, an operator and a value");
        }
    }

    /// <summary>Returns the operator that a field or its value is meant as, such as <c>$gte</c>; <c>null</c> if it is none.</summary>
    public static string? OperatorOf(string field, JsonNode? value) => field.StartsWith('$')
        ? field
        : (value as JsonObject)?.Select(static member => member.Key).FirstOrDefault(static name => name.StartsWith('$'));

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
                validator.Text(condition, "value", at, isRequired: true);
                if (value is JsonValue pattern && pattern.TryGetValue<string>(out var source))
                    CheckPattern(validator, source, at.At("value"));
                break;
        }
    }

    private static void CheckPattern(BodyValidator validator, string pattern, BodyLocation at)
    {
        if (pattern.Length > FilterPattern.MaxLength)
            validator.Unsupported(at, $"regular expressions of more than {FilterPattern.MaxLength} characters");
        else if (!FilterPattern.IsValid(pattern))
            validator.Fault(at, "value_error", "Value error, is no regular expression");
        else if (FilterPattern.TryCreate(pattern, isCaseSensitive: true) is null)
            validator.Unsupported(at, "regular expressions that look around or back: they do not take linear time");
    }

    /// <summary>Whether a value is that of another field.</summary>
    public static bool IsDynamic(JsonNode? value) =>
        value is JsonObject dynamic
        && dynamic["type"] is JsonValue type && type.TryGetValue<string>(out var name) && name == "dynamic"
        && dynamic["field"] is JsonValue field && field.TryGetValue<string>(out _);
}
