using System.CommandLine;
using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli.Verbs;

internal static class ShowVerb
{
    public static Verb Create(VerbRunner runner)
    {
        var taxonomy = new Argument<string>("taxonomy") { Description = "The taxonomy, by ID or name" };
        var verb = new Verb("show", "Shows a taxonomy, and the tree of a hierarchical one with what each node inherits", "show org_hierarchy", "show tax_products0001 --json");
        return runner.Make(verb, [taxonomy], async (session, parsed, cancellationToken) =>
        {
            var found = await session.Client.GetAsync(parsed.GetValue(taxonomy)!, cancellationToken: cancellationToken);
            session.Write(found, screen => Show(screen, found));
            return ExitCode.Done;
        });
    }

    public static void Show(Screen screen, Taxonomy taxonomy)
    {
        screen.Facts(
            ("name", taxonomy.TaxonomyName),
            ("id", taxonomy.TaxonomyId),
            ("description", taxonomy.Description),
            ("type", $"{taxonomy.Config.TaxonomyType}, version {taxonomy.Version}{(taxonomy.Ready ? "" : ", not ready")}"),
            ("created", taxonomy.CreatedAt?.ToString("u")),
            ("metadata", taxonomy.Metadata is { Count: > 0 } metadata ? Json.Of(metadata) : null));
        if (taxonomy.Config is FlatTaxonomyConfig flat)
            Show(screen, flat);
        if (taxonomy.Config is HierarchicalTaxonomyConfig hierarchical)
            Show(screen, TaxonomyHierarchy.From(hierarchical));
    }

    private static void Show(Screen screen, TaxonomyHierarchy hierarchy)
    {
        foreach (var root in hierarchy.Roots)
        {
            screen.Line();
            screen.Tree(root, LabelOf, node => node.Children);
        }

        foreach (var fault in hierarchy.Faults)
            screen.Line($"fault: {fault}");
    }

    private static IEnumerable<string> LabelOf(HierarchyNode node)
    {
        var guide = node.Children.Count > 0 ? "│ " : "  ";
        yield return node.Node.Label is { } label ? $"{node.CollectionId} ({label})" : node.CollectionId;
        yield return $"{guide}retriever {node.RetrieverId ?? "none"}{(node.InheritsRetriever ? " (inherited)" : "")}";
        yield return $"{guide}inputs {string.Join(", ", node.InputMappings.Select(mapping => mapping.InputKey))}{(node.InheritsInputMappings ? " (inherited)" : "")}";
        yield return $"{guide}fields {(node.Node.EnrichmentFields is { } own ? string.Join(", ", own.Select(field => field.FieldPath)) : "all")}";
    }

    private static void Show(Screen screen, FlatTaxonomyConfig config)
    {
        screen.Line();
        screen.Facts(
            ("retriever", config.RetrieverId),
            ("collection", config.SourceCollection.CollectionId),
            ("inputs", string.Join(", ", config.InputMappings.Select(mapping => $"{mapping.InputKey} from {mapping.Path ?? mapping.SourceType?.ToString()}"))),
            ("enriches", config.SourceCollection.EnrichmentFields is { } fields ? string.Join(", ", fields.Select(field => $"{field.FieldPath} ({field.MergeMode})")) : "everything"));
    }
}
