using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>JSON that is made to be larger in memory than on the wire stays within the bounds that docs/reliability.md states.</summary>
public sealed partial class MemoryTests
{
    private const int Length = 1024 * 1024;

    /// <summary>Data of no fixed shape: the model, what stands before the items, an item, and what stands after them.</summary>
    public static TheoryData<Type, string, string, string> Shapeless => new()
    {
        { typeof(Taxonomy), "{\"metadata\":{\"a\":[", "1", "]}}" },
        { typeof(Taxonomy), "{\"metadata\":{\"a\":[", "{}", "]}}" },
        { typeof(Taxonomy), "{\"metadata\":{\"a\":[", "{\"\":0}", "]}}" },
        { typeof(Taxonomy), "{\"metadata\":{\"a\":[", "\"\\u0061\\n\"", "]}}" },
        { typeof(Taxonomy), "{\"metadata\":{", "\"\":1", "}}" },
        { typeof(Taxonomy), "{\"future\":[", "{}", "]}" },
        { typeof(Taxonomy), "{", "\"\":1", "}" },
        { typeof(Taxonomy), "{", "\"ready\":1", "}" },
        { typeof(Taxonomy), "{\"config\":{\"a\":[", "{}", "]}}" },
        { typeof(Taxonomy), "{\"input_mappings\":[{\"override\":[", "1", "]}]}" },
        { typeof(Taxonomy), "{\"input_mappings\":[", "0", "]}" },
        { typeof(TaxonomyPage), "{\"pagination\":{\"a\":[", "[]", "]}}" },
        { typeof(ExecuteTaxonomyResponse), "{\"results\":[", "{}", "]}" },
        { typeof(ExecuteTaxonomyResponse), "{\"results\":[", "{},1", "]}" },
        { typeof(ExecuteTaxonomyResponse), "{\"results\":[{\"a\":[", "1", "]}]}" },
        { typeof(TaxonomyTemplate), "{\"configuration\":{\"a\":[", "{}", "]}}" },
    };

    /// <summary>Lists of the smallest models.</summary>
    public static TheoryData<Type, string, string, string> Smallest => new()
    {
        { typeof(TaxonomyPage), "{\"results\":[", "{}", "]}" },
        { typeof(TaxonomyPage), "{\"results\":[", "{\"\":0}", "]}" },
        { typeof(TaxonomyPage), "{\"results\":[", "{\"config\":0}", "]}" },
        { typeof(TaxonomyPage), "{\"results\":[", "{\"config\":{}}", "]}" },
        { typeof(ListTemplatesResponse), "{\"results\":[", "{}", "]}" },
        { typeof(ListTemplatesResponse), "{\"results\":[", "{\"\":0}", "]}" },
        { typeof(ListTemplatesResponse), "{\"results\":[", "{\"tags\":[]}", "]}" },
        { typeof(StepTransitionResponse), "{\"top_predictors\":[", "{\"\":0}", "]}" },
        { typeof(Taxonomy), "{\"config\":{\"taxonomy_type\":\"hierarchical\",\"hierarchical_nodes\":[", "{\"\":0}", "]}}" },
        { typeof(SourceCollection), "{\"enrichment_fields\":[", "\"a\"", "]}" },
    };

    [Theory]
    [MemberData(nameof(Shapeless))]
    public void Data_of_no_fixed_shape_stays_within_its_bound(Type model, string start, string item, string end) =>
        Measure(model, start, item, end).Should().BeLessThan(Bounds.Shapeless);

    [Theory]
    [MemberData(nameof(Smallest))]
    public void Lists_of_the_smallest_models_stay_within_their_bound(Type model, string start, string item, string end) =>
        Measure(model, start, item, end).Should().BeLessThan(Bounds.Smallest);

    private static (double Shapeless, double Smallest) Bounds
    {
        get
        {
            var stated = StatedBounds().Match(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "reliability.md")));
            return (double.Parse(stated.Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(stated.Groups[2].Value, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>How many bytes the reading of a document allocates for each of its own.</summary>
    private static double Measure(Type model, string start, string item, string end)
    {
        var utf8 = Encoding.UTF8.GetBytes($"{start}{string.Join(',', Enumerable.Repeat(item, Length / (item.Length + 1)))}{end}");
        var type = TaxonomyJson.Options.GetTypeInfo(model);
        _ = JsonSerializer.Deserialize(utf8, type);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = JsonSerializer.Deserialize(utf8, type);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / utf8.Length;
    }

    [GeneratedRegex(@"at most (\d+) times its bytes where it has no shape .*? at most (\d+) times")]
    private static partial Regex StatedBounds();
}
