using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>Times have six digits of a second in every answer, as those of the service have.</summary>
public sealed class TimeTests
{
    private static readonly string[] Members = ["created_at", "updated_at", "start", "end", "time_bucket", "first_seen", "last_seen"];

    [Theory]
    [InlineData("2026-11-30T09:08:07Z", "2026-11-30T09:08:07.000000Z")]
    [InlineData("2026-11-30T09:08:07.5Z", "2026-11-30T09:08:07.500000Z")]
    [InlineData("2026-11-30T09:08:07.1234569Z", "2026-11-30T09:08:07.123456Z")]
    [InlineData("2026-11-30T09:08:07.123456", "2026-11-30T09:08:07.123456Z")]
    public async Task Creation_time_has_six_digits_of_a_second(string now, string written)
    {
        var clock = new FakeTimeProvider(EmulatorTime.TryParse(now)!.Value);
        await using var session = await EmulatorSession.StartAsync(new TaxonomyEmulatorOptions { TimeProvider = clock });
        (await session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("t"))).Text("created_at").Should().Be(written);
        (await session.SendAsync("GET", "/v1/taxonomies/t")).Text("created_at").Should().Be(written);
        EmulatorTime.ToText(session.Emulator.Store.Find("t")!.CreatedAt!.Value).Should().Be(written);
        session.Emulator.Store.Find("t")!.CreatedAt!.Value.Nanosecond.Should().Be(0, "the store has what the answer has");
    }

    [Fact]
    public async Task Every_time_of_every_answer_has_six_digits_of_a_second()
    {
        await using var session = await EmulatorSession.StartAsync();
        session.Emulator.Store.Assignments.Add(new TaxonomyAssignment { TaxonomyId = "tax_1", CollectionId = "c", SequenceId = "s", Label = "l", At = DateTimeOffset.UtcNow });
        session.Emulator.Store.Add("t", new HierarchicalTaxonomyConfig(), id: "tax_1", metadata: new JsonObject { ["created_at"] = "2026-01-01T00:00:00Z" });
        var template = (await session.SendAsync("POST", "/v1/templates/taxonomies/from-taxonomy/tax_1", """{"template_name":"n"}""")).Text("template_id");
        (string Method, string Path, string? Body, string[] Times)[] requests =
        [
            ("POST", "/v1/taxonomies", Bodies.Create("new"), ["created_at"]),
            ("GET", "/v1/taxonomies/t", null, ["created_at"]),
            ("PATCH", "/v1/taxonomies/t", """{"description":"d"}""", ["created_at"]),
            ("POST", "/v1/taxonomies/list", null, ["results.0.created_at", "results.1.created_at"]),
            ("POST", "/v1/taxonomies/t/clone", """{"taxonomy_name":"copy"}""", ["taxonomy.created_at"]),
            ("POST", "/v1/taxonomies/tax_1/versions", Bodies.Flat, ["created_at"]),
            ("GET", "/v1/taxonomies/tax_1/versions", null, ["results.0.created_at", "results.1.created_at"]),
            ("POST", "/v1/templates/taxonomies", null, ["results.0.created_at", "results.0.updated_at"]),
            ("GET", $"/v1/templates/taxonomies/{template}", null, ["created_at", "updated_at"]),
            ("POST", "/v1/templates/taxonomies/from-taxonomy/tax_1", """{"template_name":"other"}""", ["created_at"]),
            ("POST", $"/v1/templates/taxonomies/{template}/instantiate", """{"taxonomy_name":"made","collection_config":{}}""", ["created_at"]),
            ("GET", "/v1/taxonomies/tax_1/analytics/available-steps?collection_id=c", null, ["steps.0.first_seen", "steps.0.last_seen"]),
            ("GET", "/v1/analytics/taxonomies/tax_1/assignments", null, ["time_range.start", "time_range.end", "metrics.0.time_bucket"]),
            ("GET", "/v1/analytics/taxonomies/tax_1/enrichments?group_by=hour&start_date=2026-01-01T00:00:00.1234567", null, ["time_range.start", "time_range.end", "metrics.0.time_bucket"]),
        ];
        foreach (var (method, path, body, times) in requests)
        {
            var reply = await session.SendAsync(method, path, body);
            var found = TimesOf(reply.Body, "").ToDictionary();
            found.Keys.Should().BeEquivalentTo(times, path);
            foreach (var (member, time) in found)
                Regex.IsMatch(time, @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$").Should().BeTrue("{0} of {1} is {2}", member, path, time);
        }

        (await session.SendAsync("GET", "/v1/taxonomies/t")).At("metadata.created_at").Should().Be("2026-01-01T00:00:00Z", "metadata are the caller's own");
    }

    /// <summary>The times of an answer by their paths, but for those in metadata.</summary>
    private static IEnumerable<KeyValuePair<string, string>> TimesOf(JsonNode? node, string path) => node switch
    {
        JsonObject members => members.Where(member => member.Key != "metadata").SelectMany(member => TimesOf(member.Value, $"{path}.{member.Key}")),
        JsonArray items => items.SelectMany((item, index) => TimesOf(item, $"{path}.{index}")),
        JsonValue value when Members.Contains(path.Split('.')[^1]) => [KeyValuePair.Create(path[1..], value.GetValue<string>())],
        _ => [],
    };
}
