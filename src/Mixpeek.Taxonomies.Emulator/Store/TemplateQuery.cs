using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Searches, filters and sorts templates as a list request asks.</summary>
internal static class TemplateQuery
{
    public static TaxonomyTemplate[] Run(IReadOnlyList<TaxonomyTemplate> templates, ListTemplatesRequest request, CancellationToken stop)
    {
        var evaluator = new FilterEvaluator(stop);
        var matches = templates
            .Where(template => IsFound(template, request))
            .Select(static template => (template, JsonNode.Parse(TaxonomyJson.Serialize(template))!))
            .Where(document => evaluator.Matches(document.Item2, request.Filters ?? [], isCaseSensitive: false));
        if (request.Sort is { } sort)
            matches = DocumentOrder.Sort(matches, [(sort.Field, sort.Direction == SortDirection.Descending)]);
        return [.. matches.Select(static document => document.template)];
    }

    private static bool IsFound(TaxonomyTemplate template, ListTemplatesRequest request) =>
        template.IsActive == request.IsActive
        && (request.Scope is null || template.Scope == request.Scope)
        && (request.Category is null || template.Category == request.Category)
        && (request.Tags ?? []).All(template.Tags.Contains)
        && (request.Search is null || new[] { template.TemplateId, template.Name, template.Description }
            .Any(text => text.Contains(request.Search, StringComparison.OrdinalIgnoreCase)));
}
