using System.CommandLine;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli.Verbs;

internal static class ExecuteVerb
{
    /// <summary>The most documents that the service takes in a request.</summary>
    private const int BatchSize = 5;

    public static Verb Create(VerbRunner runner)
    {
        var taxonomy = new Argument<string>("taxonomy") { Description = "The taxonomy, by ID or name" };
        var documents = new Option<string>("--documents") { Description = "A file with the documents: a JSON array, or JSON Lines", HelpName = "FILE", Required = true };
        var verb = new Verb("execute", "Tries a taxonomy on sample documents, and shows what each one gets. Nothing is stored", "execute product_tags --documents samples.json");
        return runner.Make(verb, [taxonomy, documents], async (session, parsed, cancellationToken) =>
        {
            var samples = await DocumentFile.ReadAsync(parsed.GetValue(documents)!, cancellationToken);
            var results = new List<JsonObject>();
            long? processed = 0;
            long? errors = 0;
            foreach (var batch in samples.Chunk(BatchSize))
            {
                var response = await session.Client.ExecuteAsync(parsed.GetValue(taxonomy)!, new ExecuteTaxonomyRequest { SourceDocuments = batch }, cancellationToken);
                results.AddRange(response.Results ?? []);
                processed += response.Stats.ProcessedDocs;
                errors += response.Stats.Errors;
            }

            session.Write(
                () => Json.Object(
                    ("stats", Json.Object(("processed_docs", Json.Of(processed)), ("errors", Json.Of(errors)))),
                    ("results", Json.Array(results.Select(Json.Of)))),
                screen => Show(screen, samples, results));
            session.SayToPeople(processed is null ? $"{samples.Count} documents sent." : $"{processed} of {samples.Count} documents processed{(errors > 0 ? $", {errors} with errors" : "")}.");
            return errors > 0 ? ExitCode.Failed : ExitCode.Done;
        });
    }

    private static void Show(Screen screen, IReadOnlyList<JsonObject> samples, List<JsonObject> results)
    {
        for (var i = 0; i < results.Count; i++)
        {
            screen.Line($"document {i + 1}");
            var added = Added(i < samples.Count ? samples[i] : [], results[i], "").ToArray();
            foreach (var (path, value) in added)
                screen.Line($"  {path}: {Json.Of(value)}");
            if (added.Length == 0)
                screen.Line("  nothing");
        }
    }

    /// <summary>What a document has that it did not have before.</summary>
    private static IEnumerable<(string Path, JsonNode? Value)> Added(JsonObject before, JsonObject after, string prefix)
    {
        foreach (var (name, value) in after)
        {
            if (before.TryGetPropertyValue(name, out var old) && Json.Of(old) == Json.Of(value))
                continue;
            if (old is JsonObject oldMap && value is JsonObject map)
            {
                foreach (var inner in Added(oldMap, map, $"{prefix}{name}."))
                    yield return inner;
                continue;
            }

            yield return ($"{prefix}{name}", value);
        }
    }
}
