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
        return Find<T>(JsonElement.ParseValue(ref utf8)) ?? throw new IncompleteAnswerException(missing);
    }

    private static T? Find<T>(JsonElement root)
    {
        if (root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object)
            return ReadComplete<T>(data) ?? Find<T>(data);
        return typeof(T) == typeof(CloneTaxonomyResponse) && ReadComplete<Taxonomy>(root) is { } clone
            ? (T)(object)new CloneTaxonomyResponse { Taxonomy = clone, SourceTaxonomyId = "" }
            : default;
    }

    private static T? ReadComplete<T>(JsonElement root) =>
        root.Deserialize(WireJson.TypeOf<T>()) is { } model && model is not IAnswer { Missing: not null } ? model : default;
}
