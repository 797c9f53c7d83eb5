using System.CommandLine;
using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli.Verbs;

internal static class DiffVerb
{
    public static Verb Create(VerbRunner runner)
    {
        var before = new Argument<string>("before") { Description = $"What it is compared from: {TaxonomySource.Description}" };
        var after = new Argument<string>("after") { Description = "What it is compared with: the same" };
        var verb = new Verb(
            "diff",
            "Shows what differs between two taxonomies, by meaning. The exit code is 4 if something does. Two files need no key",
            "diff product_tags product_tags_v2",
            "diff product_tags tags.json",
            "diff old.json new.json");
        return runner.Make(verb, [before, after], async (session, parsed, cancellationToken) =>
        {
            var diff = TaxonomyDiff.Compare(
                await TaxonomySource.ReadAsync(session, parsed.GetValue(before)!, cancellationToken),
                await TaxonomySource.ReadAsync(session, parsed.GetValue(after)!, cancellationToken));
            session.Write(() => Json.Of(diff.ToJson()), screen => screen.Changes(diff.ToText()));
            return diff.IsEmpty ? ExitCode.Done : ExitCode.Different;
        });
    }
}
