using System.CommandLine;
using Mixpeek.Taxonomies.Client;
using Spectre.Console;

namespace TaxonomyCli.Verbs;

internal static class CloneVerb
{
    public static Command Create(VerbRunner runner)
    {
        var source = new Argument<string>("source") { Description = "The taxonomy to clone, by ID or name" };
        var name = new Argument<string>("name") { Description = "The name of the clone" };
        var retriever = new Option<string?>("--set-retriever") { Description = "The retriever of the clone; that of the source where it is left out" };
        var description = new Option<string?>("--description") { Description = "The description of the clone; that of the source where it is left out" };
        return runner.Make("clone", "Makes a new taxonomy from another", [source, name, retriever, description], async (session, parsed, cancellationToken) =>
        {
            var request = new CloneTaxonomyRequest { TaxonomyName = parsed.GetValue(name)! };
            if (parsed.GetValue(description) is { } text)
                request = request with { Description = text };
            if (parsed.GetValue(retriever) is { } id)
            {
                var original = await session.Client.GetAsync(parsed.GetValue(source)!, cancellationToken: cancellationToken);
                request = request with { Config = original.Config.WithRetriever(id) };
            }

            var response = await session.Client.CloneAsync(parsed.GetValue(source)!, request, cancellationToken);
            session.Write(response, console =>
            {
                console.WriteLine($"Cloned {response.SourceTaxonomyId}.");
                if (response.Outcome == CreationOutcome.Recovered)
                    console.WriteLine("The answer was lost; the clone was found by its name.");
                console.WriteLine();
                ShowVerb.Show(console, response.Taxonomy);
            });
            return ExitCode.Done;
        });
    }
}
