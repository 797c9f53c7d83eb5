using System.Globalization;
using System.Text;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Draws a hierarchy. Each drawing is as long as the hierarchy has nodes, and no longer where it is deep.</summary>
internal static class HierarchyText
{
    private const int MaxIndent = 16;

    public static string Tree(TaxonomyHierarchy hierarchy, bool withInheritance)
    {
        if (hierarchy.Nodes.Count == 0)
            return "(no nodes)\n";
        var text = new StringBuilder();
        var isLast = new bool[MaxIndent + 1];
        foreach (var node in hierarchy.FromTheTop())
        {
            var level = Math.Min(node.Depth, MaxIndent);
            isLast[level] = node.Parent is { Children: [.., var last] } && last == node;
            for (var above = 1; above < level; above++)
                text.Append(isLast[above] ? "   " : "│  ");
            if (level > 0)
                text.Append(isLast[level] ? "└─ " : "├─ ");
            if (node.Depth > MaxIndent)
                text.Append(CultureInfo.InvariantCulture, $"[{node.Depth}] ");
            text.Append(Name(node));
            if (withInheritance)
                text.Append(Inheritance(node));
            text.Append('\n');
        }

        return text.ToString();
    }

    public static string Mermaid(TaxonomyHierarchy hierarchy)
    {
        var text = new StringBuilder("flowchart TD\n");
        foreach (var node in hierarchy.Nodes)
            text.Append(CultureInfo.InvariantCulture, $"    n{node.Index}[\"{MermaidText(node)}\"]\n");
        foreach (var node in hierarchy.Nodes.Where(static node => node.Parent is not null))
            text.Append(CultureInfo.InvariantCulture, $"    n{node.Parent!.Index} --> n{node.Index}\n");
        return text.ToString();
    }

    public static string Dot(TaxonomyHierarchy hierarchy)
    {
        var text = new StringBuilder("digraph taxonomy {\n    node [shape=box];\n");
        foreach (var node in hierarchy.Nodes)
            text.Append(CultureInfo.InvariantCulture, $"    n{node.Index} [label=\"{DotText(node)}\"];\n");
        foreach (var node in hierarchy.Nodes.Where(static node => node.Parent is not null))
            text.Append(CultureInfo.InvariantCulture, $"    n{node.Parent!.Index} -> n{node.Index};\n");
        return text.Append("}\n").ToString();
    }

    private static string Name(HierarchyNode node) =>
        HeaderText.Printable(string.IsNullOrWhiteSpace(node.Node.Label) ? node.CollectionId : $"{node.CollectionId} ({node.Node.Label})");

    private static string Inheritance(HierarchyNode node)
    {
        var inputs = string.Join(", ", node.InputMappings.Select(static mapping => mapping.InputKey));
        var fields = node.Node.EnrichmentFields is { } own ? string.Join(", ", own.Select(static field => field.FieldPath)) : "all";
        return HeaderText.Printable($": retriever {Value(node.RetrieverId, node.InheritsRetriever)}; inputs {Value(inputs, node.InheritsInputMappings)}; fields {Value(fields, false)}");
    }

    private static string Value(string? value, bool isInherited) =>
        string.IsNullOrEmpty(value) ? "none" : isInherited ? $"{value} (inherited)" : value;

    private static string MermaidText(HierarchyNode node) =>
        Name(node).Replace("#", "#35;", StringComparison.Ordinal).Replace("\"", "#quot;", StringComparison.Ordinal)
            .Replace("<", "#lt;", StringComparison.Ordinal).Replace("`", "#96;", StringComparison.Ordinal);

    private static string DotText(HierarchyNode node) =>
        Name(node).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
