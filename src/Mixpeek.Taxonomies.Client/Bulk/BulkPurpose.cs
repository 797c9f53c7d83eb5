using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What a run is for: its journal is for no other.</summary>
/// <param name="Verb">What is done with the items.</param>
/// <param name="BaseAddress">The address of the service; null where it is unknown.</param>
/// <param name="Namespace">The namespace; null where it is unknown or not set.</param>
/// <param name="Folder">The full path of the folder that is written to; null if there is none.</param>
/// <param name="Purpose">What the caller says of it; null if not set.</param>
internal sealed record BulkPurpose(string Verb, string? BaseAddress, string? Namespace, string? Folder, string? Purpose)
{
    private (string Name, string? Value)[] Members =>
        [("verb", Verb), ("base_address", BaseAddress), ("namespace", Namespace), ("folder", Folder), ("purpose", Purpose)];

    /// <summary>The purpose of a run over a client. What is not this library's does not say where its calls go.</summary>
    public static BulkPurpose Of(ITaxonomyClient client, string verb, string? folder, TaxonomyBulkOptions? options)
    {
        var destination = (client as TaxonomyClient)?.Destination;
        return new BulkPurpose(verb, destination?.BaseAddress.AbsoluteUri, destination?.Namespace, folder is null ? null : Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), options?.JournalPurpose);
    }

    /// <summary>Refuses a journal that could also be that of another service.</summary>
    /// <exception cref="ArgumentException">The client does not say where its calls go, and neither does the caller.</exception>
    public static void Check(ITaxonomyClient client, TaxonomyBulkOptions? options)
    {
        if (client is not TaxonomyClient && options is { JournalPath: not null, JournalPurpose: null })
            throw new ArgumentPath(nameof(options)).Member(nameof(options.JournalPurpose)).Invalid("must be set with a journal, because the client is not a TaxonomyClient and does not show its address and namespace; name these");
    }

    public JsonObject ToJson() =>
        new(Members.Where(static member => member.Value is not null).Select(static member => KeyValuePair.Create(member.Name, (JsonNode?)member.Value)));

    /// <summary>Returns how a journal's purpose differs from this one; null if it is the same.</summary>
    public string? DifferenceFrom(JsonObject journal)
    {
        var names = Members.Select(static member => member.Name).Concat(journal.Select(static member => member.Key)).Distinct();
        var own = ToJson();
        return names.FirstOrDefault(name => !JsonNode.DeepEquals(own[name], journal[name])) is { } name
            ? HeaderText.Printable($"its {name} is {TextOf(journal[name])}, and that of this run is {TextOf(own[name])}")
            : null;
    }

    private static string TextOf(JsonNode? value) => value is null ? "not set" : $"'{value}'";
}
