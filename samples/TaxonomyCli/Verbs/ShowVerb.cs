using System.CommandLine;
using Mixpeek.Taxonomies.Client;
using Spectre.Console;

namespace TaxonomyCli.Verbs;

internal static class ShowVerb
{
    public static Command Create(VerbRunner runner)
    {
        var taxonomy = new Argument<string>("taxonomy") { Description = "The taxonomy, by ID or name" };
        return runner.Make("show", "Shows a taxonomy, and the tree of a hierarchical one with what each node inherits", [taxonomy], async (session, parsed, cancellationToken) =>
        {
            var found = await session.Client.GetAsync(parsed.GetValue(taxonomy)!, cancellationToken: cancellationToken);
            session.Write(found, console => Show(console, found));
            return ExitCode.Done;
        });
    }

    public static void Show(IAnsiConsole console, Taxonomy taxonomy)
    {
        Tables.Facts(
            console,
            ("name", taxonomy.TaxonomyName),
            ("id", taxonomy.TaxonomyId),
            ("description", taxonomy.Description),
            ("type", $"{taxonomy.Config.TaxonomyType}, version {taxonomy.Version}{(taxonomy.Ready ? "" : ", not ready")}"),
            ("created", taxonomy.CreatedAt?.ToString("u")),
            ("metadata", taxonomy.Metadata.Count == 0 ? null : taxonomy.Metadata.ToJsonString()));
        if (taxonomy.Config is FlatTaxonomyConfig flat)
            Show(console, flat);
        if (taxonomy.Config is HierarchicalTaxonomyConfig hierarchical)
            Show(console, TaxonomyHierarchy.From(hierarchical));
    }

    private static void Show(IAnsiConsole console, TaxonomyHierarchy hierarchy)
    {
        foreach (var root in hierarchy.Roots)
        {
            var tree = new Tree(Label(root));
            var open = new Stack<(HierarchyNode Node, IHasTreeNodes Shown)>([(root, tree)]);
            while (open.TryPop(out var next))
            {
                foreach (var child in next.Node.Children)
                    open.Push((child, next.Shown.AddNode(Label(child))));
            }

            console.WriteLine();
            console.Write(tree);
        }

        foreach (var fault in hierarchy.Faults)
            console.WriteLine($"fault: {fault}");
    }

    private static Text Label(HierarchyNode node)
    {
        var name = node.Node.Label is { } label ? $"{node.CollectionId} ({label})" : node.CollectionId;
        var fields = node.Node.EnrichmentFields is { } own ? string.Join(", ", own.Select(field => field.FieldPath)) : "all";
        var guide = node.Children.Count > 0 ? "│ " : "  ";
        return new Text($"""
            {name}
            {guide}retriever {node.RetrieverId ?? "none"}{(node.InheritsRetriever ? " (inherited)" : "")}
            {guide}inputs {string.Join(", ", node.InputMappings.Select(mapping => mapping.InputKey))}{(node.InheritsInputMappings ? " (inherited)" : "")}
            {guide}fields {fields}
            """);
    }

    private static void Show(IAnsiConsole console, FlatTaxonomyConfig config)
    {
        console.WriteLine();
        Tables.Facts(
            console,
            ("retriever", config.RetrieverId),
            ("collection", config.SourceCollection.CollectionId),
            ("inputs", string.Join(", ", config.InputMappings.Select(mapping => $"{mapping.InputKey} from {mapping.Path ?? mapping.SourceType?.ToString()}"))),
            ("enriches", config.SourceCollection.EnrichmentFields is { } fields ? string.Join(", ", fields.Select(field => $"{field.FieldPath} ({field.MergeMode})")) : "everything"));
    }
}
