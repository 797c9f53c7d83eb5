using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Members that the library does not know, in models that the generator reads and in those with converters by hand.</summary>
public sealed class ExtensibleModelTests
{
    [Fact]
    public void Unknown_members_are_kept_changed_and_dropped_alike()
    {
        const string json = """{"future":{"a":[1,null]}}""";
        Check<JoinStats>(json, (model, rest) => model with { AdditionalProperties = rest });
        Check<TaxonomyListStats>(json, (model, rest) => model with { AdditionalProperties = rest });

        static void Check<T>(string json, Func<T, JsonObject?, T> with)
            where T : ExtensibleModel
        {
            var model = TaxonomyJson.Deserialize<T>(json);
            model.AdditionalProperties!["future"]!["a"]!.AsArray().Should().HaveCount(2);
            TaxonomyJson.Serialize(model).Should().Contain("\"future\":{\"a\":[1,null]}");
            TaxonomyJson.Serialize(with(model, new JsonObject { ["other"] = 1 })).Should().Contain("\"other\":1").And.NotContain("future");
            var dropped = with(model, null);
            dropped.AdditionalProperties.Should().BeNull();
            TaxonomyJson.Serialize(dropped).Should().NotContain("future");
        }
    }

    [Fact]
    public void Null_in_a_response_reads_as_the_default()
    {
        var step = TaxonomyJson.Deserialize<StepInfo>("""{"step_key":null,"event_count":null}""");
        step.StepKey.Should().BeEmpty();
        step.EventCount.Should().BeNull();
        TaxonomyJson.Deserialize<StepTransitionResponse>("""{"top_predictors":null,"metadata":null,"conversion_rate":null}""")
            .TopPredictors.Should().BeEmpty();
        TaxonomyJson.Deserialize<LabelDistributionResponse>("""{"labels":[null,{"label":"a"}]}""").Labels.Should().ContainSingle();
        TaxonomyJson.Deserialize<AssignmentMetric>("""{"time_bucket":"2025-10-13T13:58:06.664000"}""").TimeBucket
            .Should().Be(new DateTimeOffset(2025, 10, 13, 13, 58, 6, 664, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("""{"task_id":"t","status":7,"estimated_documents":"many"}""")]
    [InlineData("""{"task_id":null,"future":1}""")]
    public void Answer_to_what_changed_something_is_never_lost(string json)
    {
        var task = TaxonomyJson.Deserialize<ApplyTaxonomyResponse>(json);
        JsonAssert.Lost(JsonNode.Parse(json), JsonNode.Parse(TaxonomyJson.Serialize(task))).Should().BeEmpty();
    }
}
