using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli.Verbs;

internal static class UpdateVerb
{
    public static Verb Create(VerbRunner runner)
    {
        var taxonomy = new Argument<string>("taxonomy") { Description = "The taxonomy, by ID or name" };
        var name = new Option<string?>("--name") { Description = "The new name", HelpName = "NAME" };
        var description = new Option<string?>("--description") { Description = "The new description; it may be empty", HelpName = "TEXT" };
        var set = new Option<string[]>("--set") { Description = "A member of the metadata; the value may be JSON", HelpName = "KEY=VALUE", AllowMultipleArgumentsPerToken = true };
        var unset = new Option<string[]>("--unset") { Description = "A member of the metadata to take out", HelpName = "KEY", AllowMultipleArgumentsPerToken = true };
        var verb = new Verb(
            "update",
            "Changes a name, a description or metadata",
            "update product_tags --description \"Tags of products\"",
            "update product_tags --set stage=trial score=0.9 --unset owner");
        return runner.Make(verb, [taxonomy, name, description, set, unset], async (session, parsed, cancellationToken) =>
        {
            var request = new UpdateTaxonomyRequest();
            if (parsed.GetValue(name) is { } newName)
                request = request with { TaxonomyName = newName };
            if (parsed.GetValue(description) is { } text)
                request = request with { Description = text };
            var address = parsed.GetValue(taxonomy)!;
            var (members, keys) = (Members(parsed.GetValue(set) ?? []), parsed.GetValue(unset) ?? []);
            if (members.Count == 0 && keys.Length == 0 && request == new UpdateTaxonomyRequest())
                throw new ArgumentException("update takes --name, --description, --set or --unset; without them, there is nothing to request.");
            var current = members.Count > 0 || keys.Length > 0 ? await session.Client.GetAsync(address, cancellationToken: cancellationToken) : null;
            if (current?.Metadata is { } metadata && IsChanged(session, metadata, members, keys))
                request = request with { Metadata = metadata };
            var updated = current is not null && request == new UpdateTaxonomyRequest() ? current : await session.Client.UpdateAsync(address, request, cancellationToken);
            session.Write(updated, screen => ShowVerb.Show(screen, updated));
            return ExitCode.Done;
        }, FaultOf);

        string? FaultOf(ParseResult parsed)
        {
            var keys = (parsed.GetValue(set) ?? []).Select(member => member.Split('=', 2)[0]).Concat(parsed.GetValue(unset) ?? []);
            return keys.GroupBy(key => key, StringComparer.Ordinal).FirstOrDefault(same => same.Skip(1).Any()) is { } twice
                ? $"'{twice.Key}' is set or unset more than once."
                : null;
        }
    }

    /// <summary>Changes the metadata as it is, because the service replaces the whole map; <c>false</c> if there is nothing to change.</summary>
    private static bool IsChanged(Session session, JsonObject metadata, Dictionary<string, JsonNode?> members, string[] keys)
    {
        var isChanged = members.Count > 0;
        foreach (var key in keys)
        {
            if (metadata.Remove(key))
                isChanged = true;
            else
                session.Say($"The metadata has no '{key}' to unset.");
        }

        foreach (var (key, value) in members)
            metadata[key] = value;
        return isChanged;
    }

    private static Dictionary<string, JsonNode?> Members(string[] set)
    {
        var members = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var member in set)
        {
            if (member.Split('=', 2) is not [{ Length: > 0 } key, var value])
                throw new ArgumentException($"--set takes key=value, not '{member}'.");
            members[key] = Parse(value);
        }

        return members;
    }

    private static JsonNode? Parse(string value)
    {
        try
        {
            return JsonNode.Parse(value);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            return value;
        }
    }
}
