using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli.Verbs;

internal static class UpdateVerb
{
    public static Command Create(VerbRunner runner)
    {
        var taxonomy = new Argument<string>("taxonomy") { Description = "The taxonomy, by ID or name" };
        var name = new Option<string?>("--name") { Description = "The new name" };
        var description = new Option<string?>("--description") { Description = "The new description" };
        var set = new Option<string[]>("--set") { Description = "A member of the metadata, as key=value; the value may be JSON", AllowMultipleArgumentsPerToken = true };
        var unset = new Option<string[]>("--unset") { Description = "A member of the metadata to take out", AllowMultipleArgumentsPerToken = true };
        return runner.Make("update", "Changes a name, a description or metadata", [taxonomy, name, description, set, unset], async (session, parsed, cancellationToken) =>
        {
            var request = new UpdateTaxonomyRequest();
            if (parsed.GetValue(name) is { } newName)
                request = request with { TaxonomyName = newName };
            if (parsed.GetValue(description) is { } text)
                request = request with { Description = text };
            if (parsed.GetValue(set) is [_, ..] || parsed.GetValue(unset) is [_, ..])
                request = request with { Metadata = await ChangedAsync(session, parsed.GetValue(taxonomy)!, parsed.GetValue(set) ?? [], parsed.GetValue(unset) ?? [], cancellationToken) };
            var updated = await session.Client.UpdateAsync(parsed.GetValue(taxonomy)!, request, cancellationToken);
            session.Write(updated, console => ShowVerb.Show(console, updated));
            return ExitCode.Done;
        });
    }

    /// <summary>The metadata as it is, changed: the service replaces the whole map.</summary>
    private static async Task<JsonObject> ChangedAsync(
        Session session, string taxonomy, string[] set, string[] unset, CancellationToken cancellationToken)
    {
        var metadata = (await session.Client.GetAsync(taxonomy, cancellationToken: cancellationToken)).Metadata;
        foreach (var key in unset)
            metadata.Remove(key);
        foreach (var member in set)
        {
            if (member.Split('=', 2) is not [{ Length: > 0 } key, var value])
                throw new ArgumentException($"--set takes key=value, not '{member}'.");
            metadata[key] = Parse(value);
        }

        return metadata;
    }

    private static JsonNode? Parse(string value)
    {
        try
        {
            return JsonNode.Parse(value);
        }
        catch (JsonException)
        {
            return value;
        }
    }
}
