using System.Text.Json;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Reads the model of an answer, and sees to it that it is one: a body without the members that make it an answer is
/// none, unless it has them within <c>data</c>, or is the taxonomy alone where a clone's answer was expected.
/// </summary>
internal static class AnswerReader
{
    /// <exception cref="JsonException">The body can't be read.</exception>
    /// <exception cref="IncompleteAnswerException">The body has not what makes it an answer.</exception>
    public static T Read<T>(Utf8JsonReader utf8)
    {
        var model = JsonBody.Parse(utf8, WireJson.TypeOf<T>());
        if ((model as IAnswer)?.Missing is not { } missing)
            return model;
        var root = JsonElement.ParseValue(ref utf8);
        return Find<T>(root) ?? throw new IncompleteAnswerException(FaultOf(root, missing)) { Part = FindPart(root) };
    }

    /// <summary>Says of a member that could not be read whether it is absent, or has another type.</summary>
    private static string FaultOf(JsonElement root, string member)
    {
        var names = member.Split('.');
        if (!root.TryGetProperty(names[0], out var value))
            return root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? FaultOf(data, member) : $"has no '{names[0]}'";
        var path = names[0];
        foreach (var name in names[1..].TakeWhile(_ => value.ValueKind == JsonValueKind.Object))
        {
            path = $"{path}.{name}";
            if (!value.TryGetProperty(name, out value))
                return $"has no '{path}'";
        }

        return $"has '{path}', but it is {KindOf(value)}";
    }

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => value.ValueEquals("") ? "an empty text" : "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a flag",
    };

    private static T? Find<T>(JsonElement root)
    {
        if (root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object)
            return ReadComplete<T>(data) ?? Find<T>(data);
        return typeof(T) == typeof(CloneTaxonomyResponse) && ReadComplete<Taxonomy>(root) is { } clone
            ? (T)(object)new CloneTaxonomyResponse { Taxonomy = clone, SourceTaxonomyId = "" }
            : default;
    }

    /// <summary>Finds a taxonomy that has an ID or the number of a new version, if nothing else.</summary>
    private static Taxonomy? FindPart(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return null;
        if (root.Deserialize(WireJson.TypeOf<Taxonomy>()) is { } part && (part.TaxonomyId.Length > 0 || part.Version > 1))
            return part;
        return (root.TryGetProperty("taxonomy", out var inner) ? FindPart(inner) : null)
            ?? (root.TryGetProperty("data", out var data) ? FindPart(data) : null);
    }

    private static T? ReadComplete<T>(JsonElement root) =>
        root.Deserialize(WireJson.TypeOf<T>()) is { } model && model is not IAnswer { Missing: not null } ? model : default;
}
