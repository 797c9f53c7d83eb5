using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Time.Testing;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>The store holds and lists what a plain list would that is searched, filtered and sorted for each request. The operations are generated.</summary>
public sealed class StoreModelTests
{
    private static readonly string[] Names = ["a", "A", "b", "tax_1", "tax_2", "c_d", "é", "", "tag", "TAG"];
    private static readonly string[] Bodies =
    [
        "{}",
        """{"search":"a"}""",
        """{"search":"A","case_sensitive":true}""",
        """{"sort":{"field":"taxonomy_name"}}""",
        """{"sort":{"field":"taxonomy_name","direction":"desc"}}""",
        """{"sort":{"field":"created_at","direction":"desc"}}""",
        """{"sort":{"field":"metadata.rank"}}""",
        """{"sort":{"field":"metadata.rank","direction":"desc"},"search":"t"}""",
        """{"filters":{"config.taxonomy_type":"flat"}}""",
        """{"filters":{"OR":[{"field":"metadata.rank","operator":"gt","value":2},{"taxonomy_name":"A"}]},"sort":{"field":"version"}}""",
    ];

    private static readonly TaxonomyConfig[] Configs =
    [
        new HierarchicalTaxonomyConfig(),
        new HierarchicalTaxonomyConfig { RetrieverId = "r" },
        TaxonomyConfig.From("col_1", "ret_1", InputMapping.Vector("v", "v")),
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 30)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Store_holds_and_lists_what_a_plain_list_would(int seed)
    {
        var random = new Random(seed);
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { TimeProvider = clock });
        var model = new List<string>();
        for (var step = 0; step < 120; step++)
        {
            if (random.Next(3) > 0)
                clock.Advance(TimeSpan.FromSeconds(random.Next(-1, 2) < 0 ? 0 : 1));
            Change(emulator, model, random);
            emulator.Store.Taxonomies.Select(taxonomy => taxonomy.TaxonomyId).Should().Equal(model, "step {0}", step);
            var name = Pick(Names, random);
            var found = emulator.Store.Taxonomies.FirstOrDefault(taxonomy => taxonomy.TaxonomyId == name)
                ?? emulator.Store.Taxonomies.FirstOrDefault(taxonomy => taxonomy.TaxonomyName == name);
            emulator.Store.Find(name).Should().Be(found, "step {0}", step);
            CheckList(emulator, Pick(Bodies, random), random);
        }
    }

    /// <summary>Changes the store at random, and the model, which has the IDs in the order of their addition.</summary>
    private static void Change(TaxonomyEmulator emulator, List<string> model, Random random)
    {
        var store = emulator.Store;
        var (name, other, config) = (Pick(Names, random), Pick(Names, random), Pick(Configs, random));
        var isTaken = store.Taxonomies.Any(taxonomy => taxonomy.TaxonomyName == other);
        var target = store.Taxonomies.FirstOrDefault(taxonomy => taxonomy.TaxonomyId == name) ?? store.Taxonomies.FirstOrDefault(taxonomy => taxonomy.TaxonomyName == name);
        switch (random.Next(6))
        {
            case 0 or 1:
                var created = store.TryCreate(emulator.Namespace, new Taxonomy { TaxonomyName = other, Config = config });
                (created is null).Should().Be(isTaken);
                if (created is not null)
                    model.Add(created.TaxonomyId);
                break;
            case 2:
                var id = $"tax_{random.Next(3)}";
                var draft = new Taxonomy { TaxonomyName = other, TaxonomyId = id, Config = config, CreatedAt = DateTimeOffset.UnixEpoch.AddDays(random.Next(30_000)) };
                store.TryKeep(draft).Should().Be(!isTaken && !model.Contains(id));
                if (!isTaken && !model.Contains(id))
                    model.Add(id);
                break;
            case 3:
                store.Delete(emulator.Namespace, name).Should().Be(target is not null);
                model.Remove(target?.TaxonomyId ?? "");
                break;
            case 4:
                var outcome = store.Update(emulator.Namespace, name, taxonomy => taxonomy with { TaxonomyName = other, Metadata = new JsonObject { ["rank"] = random.Next(5) } }, out _);
                outcome.Should().Be(target is null ? StoreOutcome.NotFound : isTaken && target.TaxonomyName != other ? StoreOutcome.NameTaken : StoreOutcome.Done);
                break;
            case 5 when target is not null:
                store.AddVersion(emulator.Namespace, target.TaxonomyId, config);
                break;
        }
    }

    private static void CheckList(TaxonomyEmulator emulator, string body, Random random)
    {
        var request = TaxonomyJson.Deserialize<ListTaxonomiesRequest>(body);
        var expected = Expected(emulator.Store.Taxonomies, request).ToArray();
        var (offset, limit) = (random.Next(6), random.Next(1, 6));
        var query = new QueryCollection(QueryHelpers.ParseQuery($"?limit={limit}&offset={offset}&include_total=true"));
        var call = new EmulatorCall(emulator.Store, emulator.Namespace, "", query, Encoding.UTF8.GetBytes(body), DateTimeOffset.UnixEpoch, CancellationToken.None);
        var page = JsonNode.Parse(EmulatorEndpoints.All[TaxonomyOperations.List](call).Body)!;
        page["results"]!.AsArray().Select(taxonomy => taxonomy!["taxonomy_id"]!.GetValue<string>())
            .Should().Equal(expected.Skip(offset).Take(limit).Select(taxonomy => taxonomy.TaxonomyId), body);
        page["total_count"]!.GetValue<int>().Should().Be(expected.Length);
        page["stats"]!["total_taxonomies"]!.GetValue<int>().Should().Be(expected.Length);
        page["stats"]!["flat_taxonomies"]!.GetValue<int>().Should().Be(expected.Count(taxonomy => taxonomy.Config is FlatTaxonomyConfig));
        page["stats"]!["hierarchical_taxonomies"]!.GetValue<int>().Should().Be(expected.Count(taxonomy => taxonomy.Config is HierarchicalTaxonomyConfig));
        page["stats"]!["taxonomies_with_retrievers"]!.GetValue<int>()
            .Should().Be(expected.Count(taxonomy => taxonomy.Config is FlatTaxonomyConfig or HierarchicalTaxonomyConfig { RetrieverId: not null }));
        (page["pagination"]!["next_cursor"] is not null).Should().Be(offset + limit < expected.Length);
    }

    /// <summary>What is listed, without an index: the newest first, or sorted with the oldest of equals first.</summary>
    private static IEnumerable<Taxonomy> Expected(IReadOnlyList<Taxonomy> taxonomies, ListTaxonomiesRequest request)
    {
        var comparison = request.CaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        var filter = request.Filters?.ToJson() ?? [];
        var found = taxonomies.Reverse().OrderByDescending(taxonomy => taxonomy.CreatedAt)
            .Where(taxonomy => request.Search is null || taxonomy.TaxonomyId.Contains(request.Search, comparison) || taxonomy.TaxonomyName.Contains(request.Search, comparison))
            .Where(taxonomy => new FilterEvaluator(CancellationToken.None).Matches(Document(taxonomy), filter, request.CaseSensitive));
        if (request.Sort is not { } sort)
            return found;
        var documents = found.Reverse().Select(taxonomy => (taxonomy, Document(taxonomy)));
        return DocumentOrder.Sort(documents, [(sort.Field, sort.Direction == SortDirection.Descending)]).Select(document => document.Item);
    }

    private static JsonNode Document(Taxonomy taxonomy) => JsonNode.Parse(TaxonomyJson.Serialize(taxonomy))!;

    private static T Pick<T>(T[] values, Random random) => values[random.Next(values.Length)];
}
