using System.Net;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

public sealed class TaxonomyPlanTests : EmulatedServiceTests
{
    [Fact]
    public void Taxonomy_that_is_as_desired_needs_nothing() =>
        Prop.ForAll(GeneratedModels.Taxonomy.ToArbitrary(), taxonomy =>
            TaxonomyPlan.For(taxonomy, taxonomy with { TaxonomyId = "tax_other", Ready = !taxonomy.Ready }).Kind == TaxonomyPlanKind.Nothing)
            .Check(Generated.Cases(500));

    [Fact]
    public async Task Plan_of_nothing_sends_nothing()
    {
        var current = Emulator.Store.Add("product_tags", Sample.FlatConfig);
        var plan = TaxonomyPlan.For(current, new Taxonomy { Config = Sample.FlatConfig });
        plan.ToText().Should().Be("nothing to do: product_tags is as desired\n");
        plan.ToString().Should().Be(plan.ToText());
        (await plan.ApplyAsync(Client)).Should().Be(current);
        Emulator.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Update_makes_name_description_and_metadata_and_nothing_the_second_time()
    {
        var current = Emulator.Store.Add("product_tags", Sample.FlatConfig, metadata: new JsonObject { ["owner"] = "a", ["old"] = 1 });
        var desired = current with { TaxonomyName = "tags", Description = "new", Metadata = new JsonObject { ["owner"] = "b" } };
        var plan = TaxonomyPlan.For(current, desired);
        plan.Kind.Should().Be(TaxonomyPlanKind.Update);
        plan.ToText().Should().Be(
            """
            update product_tags
              ~ taxonomy_name: "product_tags" -> "tags"
              + description: "new"
              - metadata.old: 1
              ~ metadata.owner: "a" -> "b"

            """);
        var updated = await plan.ApplyAsync(Client);
        TaxonomyDiff.Compare(updated, desired).IsEmpty.Should().BeTrue();
        updated.TaxonomyId.Should().Be(current.TaxonomyId);
        (await plan.ApplyAsync(Client)).Should().Be(updated);
        Emulator.Requests.Select(request => request.Method).Should().Equal("GET", "PATCH", "GET");
        TaxonomyPlan.For(updated, desired).Kind.Should().Be(TaxonomyPlanKind.Nothing);
    }

    [Fact]
    public async Task Update_sends_only_what_differs_and_empties_a_description()
    {
        var current = await Client.CreateAsync(Sample.CreateRequest with { Description = "old" });
        var updated = await TaxonomyPlan.For(current, current with { Description = null }).ApplyAsync(Client);
        updated.Description.Should().BeNullOrEmpty();
        Emulator.Requests[^1].Body.ToString().Should().Be("""{"description":""}""");
        await TaxonomyPlan.For(updated, updated with { Metadata = new JsonObject { ["a"] = 1 } }).ApplyAsync(Client);
        Emulator.Requests[^1].Body.ToString().Should().Be("""{"metadata":{"a":1}}""");
    }

    [Fact]
    public async Task Clone_makes_another_config_with_its_metadata_and_nothing_the_second_time()
    {
        var current = Emulator.Store.Add("product_tags", Sample.FlatConfig);
        var desired = current with { Config = current.Config.WithRetriever("ret_2"), Description = "trial", Metadata = new JsonObject { ["stage"] = "trial" } };
        var plan = TaxonomyPlan.For(current, desired);
        plan.Kind.Should().Be(TaxonomyPlanKind.Clone);
        plan.Desired.TaxonomyName.Should().MatchRegex("^product_tags_[0-9a-f]{8}$");
        plan.ToText().Should().Be(
            $"""
            clone product_tags as {plan.Desired.TaxonomyName}
              + description: "trial"
              + metadata.stage: "trial"
              ~ config.retriever_id: "ret_clip_v1" -> "ret_2" (a config is immutable)

            """);
        var clone = await plan.ApplyAsync(Client);
        TaxonomyDiff.Compare(clone, plan.Desired).IsEmpty.Should().BeTrue();
        clone.TaxonomyId.Should().NotBe(current.TaxonomyId);
        Emulator.Store.Find("product_tags").Should().Be(current);
        var sent = Emulator.Requests.Count;
        (await plan.ApplyAsync(Client)).Should().Be(clone);
        (await TaxonomyPlan.For(current, desired).ApplyAsync(Client)).Should().Be(clone, "the same config has the same name");
        Emulator.Requests.Skip(sent).Select(request => request.Method).Should().Equal("GET", "GET");
    }

    [Fact]
    public void Name_of_a_clone_is_the_given_one_or_the_desired_one_or_is_made_of_the_config()
    {
        var current = new Taxonomy { TaxonomyName = "t", Config = Sample.HierarchicalConfig };
        var config = Sample.HierarchicalConfig with { RetrieverId = "ret_2" };
        NameOf(current with { Config = config }, "given").Should().Be("given");
        NameOf(current with { Config = config, TaxonomyName = "desired" }, "given").Should().Be("given");
        NameOf(current with { Config = config, TaxonomyName = "desired" }).Should().Be("desired");
        NameOf(current with { Config = config with { LlmSampleSize = 0 } }).Should().Be(NameOf(current with { Config = config }));
        NameOf(current with { Config = config, Description = "x" }).Should().Be(NameOf(new Taxonomy { Config = config }), "only the config counts");
        NameOf(current with { Config = config with { RetrieverId = "ret_3" } }).Should().NotBe(NameOf(current with { Config = config }));

        string NameOf(Taxonomy desired, string? cloneName = null) => TaxonomyPlan.For(current, desired, cloneName).Desired.TaxonomyName;
    }

    [Fact]
    public async Task Clone_that_broke_off_before_its_metadata_is_finished_by_the_next_run()
    {
        var current = Emulator.Store.Add("product_tags", Sample.FlatConfig);
        var plan = TaxonomyPlan.For(current, current with { Config = current.Config.WithRetriever("ret_2"), Metadata = new JsonObject { ["a"] = 1 } });
        using var once = new CancellationTokenSource();
        var client = Client.WithOptions(new TaxonomyCallOptions { OnCompleted = call => { if (call.Operation == TaxonomyOperations.Clone) once.Cancel(); } });
        await plan.Awaiting(p => p.ApplyAsync(client, once.Token)).Should().ThrowAsync<OperationCanceledException>();
        Emulator.Store.Find(plan.Desired.TaxonomyName)!.Metadata.Should().BeEmpty();
        (await plan.ApplyAsync(Client)).Metadata["a"]!.GetValue<int>().Should().Be(1);
        Emulator.Store.Taxonomies.Should().HaveCount(2);
    }

    [Fact]
    public async Task Clone_whose_name_is_taken_by_another_config_changes_nothing()
    {
        var current = Emulator.Store.Add("product_tags", Sample.FlatConfig);
        var taken = Emulator.Store.Add("taken", Sample.FlatConfig);
        var plan = TaxonomyPlan.For(current, current with { Config = current.Config.WithRetriever("ret_2") }, "taken");
        var failure = (await plan.Awaiting(p => p.ApplyAsync(Client)).Should().ThrowAsync<TaxonomyMismatchException>()).Which;
        failure.Message.Should().Be("The taxonomy 'taken' is there, but is not as asked for: ~ config.retriever_id: \"ret_clip_v1\" -> \"ret_2\". Use another name, or change what is there.");
        failure.Found.Should().Be(taken);
        Emulator.Requests.Should().OnlyContain(request => request.Method == "GET");
    }

    [Fact]
    public void Mismatch_names_the_first_of_the_changes()
    {
        var found = new Taxonomy { TaxonomyName = "a\nb", Config = Sample.FlatConfig };
        Told(TaxonomyDiff.Compare(found, found with { Description = "x" })).Should().Be("+ description: \"x\"");
        Told(TaxonomyDiff.Compare(found, found with { Description = "x", TaxonomyName = "c", Metadata = new JsonObject { ["m"] = 1 } }))
            .Should().Be("~ taxonomy_name: \"a\\nb\" -> \"c\", and 2 more");
        Told(TaxonomyDiff.Compare(found, found with { Config = Sample.HierarchicalConfig })).Should().Be("~ config.taxonomy_type: flat -> hierarchical, and 6 more");
        FluentActions.Invoking(() => new TaxonomyMismatchException(null!, TaxonomyDiff.Compare(found, found))).Should().Throw<ArgumentNullException>().WithParameterName("found");
        FluentActions.Invoking(() => new TaxonomyMismatchException(found, null!)).Should().Throw<ArgumentNullException>().WithParameterName("diff");
        new TaxonomyMismatchException(found, TaxonomyDiff.Compare(found, found)).Message.Should().Be("The taxonomy 'a?b' is there, but is not as asked for. Use another name, or change what is there.");

        string Told(TaxonomyDiff diff)
        {
            var failure = new TaxonomyMismatchException(found, diff);
            failure.Diff.Should().BeSameAs(diff);
            failure.Message.Should().StartWith("The taxonomy 'a?b' is there, but is not as asked for: ").And.EndWith(". Use another name, or change what is there.");
            return failure.Message["The taxonomy 'a?b' is there, but is not as asked for: ".Length..^". Use another name, or change what is there.".Length];
        }
    }

    [Fact]
    public async Task Update_of_a_taxonomy_that_changed_meanwhile_is_not_sent()
    {
        var current = Emulator.Store.Add("product_tags", Sample.FlatConfig);
        var plan = TaxonomyPlan.For(current, current with { Description = "mine" });
        await Client.UpdateAsync("product_tags", new UpdateTaxonomyRequest { Description = "somebody else's" });
        var failure = (await plan.Awaiting(p => p.ApplyAsync(Client)).Should().ThrowAsync<TaxonomyMismatchException>()).Which;
        failure.Diff!.Changes.Single().ToString().Should().Contain("mine");
        failure.Message.Should().Be("The taxonomy 'product_tags' has changed since the plan was made: + description: \"somebody else's\". Make a new plan.");
        Emulator.Store.Find("product_tags")!.Description.Should().Be("somebody else's");
    }

    [Fact]
    public void What_the_service_made_is_no_reason_to_clone()
    {
        var desired = Taxonomy("""{"taxonomy_type":"hierarchical","inference_strategy":"llm","inference_collections":["a"],"hierarchical_nodes":[{"collection_id":"b"}],"input_mappings":[{"input_key":"k"}]}""");
        var current = Taxonomy("""{"taxonomy_type":"hierarchical","added":1,"inference_strategy":"llm","inference_collections":["a"],"hierarchical_nodes":[{"collection_id":"a","label":"A"},{"collection_id":"b","label":"B","keywords":["k"],"added":{}}],"input_mappings":[{"input_key":"k","added":1}]}""");
        TaxonomyPlan.For(current, desired).ToText().Should().StartWith("nothing to do");
        TaxonomyPlan.For(desired, current).Kind.Should().Be(TaxonomyPlanKind.Clone, "what is desired and not there is missing");
        var given = Taxonomy("""{"taxonomy_type":"hierarchical","hierarchical_nodes":[{"collection_id":"b"}]}""");
        TaxonomyPlan.For(Taxonomy("""{"taxonomy_type":"hierarchical","hierarchical_nodes":[{"collection_id":"a"},{"collection_id":"b"}]}"""), given)
            .Diff.ToText().Should().Be("- config.hierarchical_nodes[a]: {\"collection_id\":\"a\"}\n", "nothing is inferred there");

        TaxonomyPlan.For(Taxonomy("""{"taxonomy_type":"hierarchical","hierarchical_nodes":[{"collection_id":"b","label":"B","summary":"S","keywords":["k"],"added":1}]}"""), given)
            .Diff.Changes.Select(change => change.Location[^1]).Should().Equal("keywords", "label", "summary");
        var inferred = """{"taxonomy_type":"hierarchical","inference_strategy":"llm","hierarchical_nodes":[{"collection_id":"b","label":"B","summary":"S","keywords":["k"],"retriever_id":"r"}]}""";
        TaxonomyPlan.For(Taxonomy(inferred), Taxonomy("""{"taxonomy_type":"hierarchical","inference_strategy":"llm","hierarchical_nodes":[{"collection_id":"b"}]}"""))
            .Diff.ToText().Should().Be("- config.hierarchical_nodes[b].retriever_id: \"r\"\n");
        TaxonomyPlan.For(Taxonomy("""{"taxonomy_type":"hierarchical","input_mappings":[{"input_key":"k","path":"p"},{"input_key":"l"}]}"""), Taxonomy("""{"taxonomy_type":"hierarchical","input_mappings":[{"input_key":"k"}]}"""))
            .Diff.ToText().Should().Be("~ config.input_mappings[k]: {\"input_key\":\"k\",\"path\":\"p\"} -> {\"input_key\":\"k\"}\n- config.input_mappings[l]: {\"input_key\":\"l\"}\n", "the service adds no inputs");

        static Taxonomy Taxonomy(string config) => new() { TaxonomyName = "t", Config = TaxonomyJson.Deserialize<TaxonomyConfig>(config) };
    }

    [Fact]
    public async Task Taxonomy_that_the_service_inferred_needs_no_second_clone()
    {
        var inferred = Sample.HierarchicalConfig with { HierarchicalNodes = null, InferenceStrategy = HierarchyInferenceStrategy.Cluster, InferenceCollections = ["col_a", "col_b"] };
        var current = Emulator.Store.Add("org", Sample.HierarchicalConfig);
        var plan = TaxonomyPlan.For(current, current with { Config = inferred }, "org_v2");
        var clone = await plan.ApplyAsync(Client);
        Emulator.Store.CompleteInference("org_v2");
        Emulator.Store.Find("org_v2")!.Config.Should().BeOfType<HierarchicalTaxonomyConfig>().Which.HierarchicalNodes.Should().NotBeEmpty();
        (await plan.ApplyAsync(Client)).TaxonomyId.Should().Be(clone.TaxonomyId);
        TaxonomyPlan.For(await Client.GetAsync("org_v2"), plan.Desired).Kind.Should().Be(TaxonomyPlanKind.Nothing);
    }

    [Fact]
    public void Plan_that_can_not_be_is_refused()
    {
        var current = new Taxonomy { TaxonomyName = "t", Config = Sample.FlatConfig };
        Refused(current with { Config = Sample.FlatConfig with { RetrieverId = " " } }, null, "desired.Config.RetrieverId must not be null or blank*");
        Refused(current, "t", "cloneName is the name of the taxonomy itself*");
        Refused(current, " ", "cloneName must not be null or blank*");
        FluentActions.Invoking(() => TaxonomyPlan.For(null!, current)).Should().Throw<ArgumentNullException>().WithParameterName("current");
        FluentActions.Invoking(() => TaxonomyPlan.For(current, null!)).Should().Throw<ArgumentNullException>().WithParameterName("desired");

        void Refused(Taxonomy desired, string? cloneName, string message) =>
            FluentActions.Invoking(() => TaxonomyPlan.For(current, desired, cloneName)).Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Plan_survives_lost_answers(bool clones)
    {
        var current = Emulator.Store.Add("product_tags", Sample.FlatConfig);
        var desired = current with { Description = "x", Metadata = new JsonObject { ["a"] = 1 }, Config = clones ? current.Config.WithRetriever("ret_2") : current.Config };
        using var client = Sample.ClientOf(Emulator, new SkippingClock());
        Emulator.Faults.AddAtRandom(0.5, new Random(3), TaxonomyFault.DropAfterProcessing(), TaxonomyFault.Answer(HttpStatusCode.BadGateway));
        var plan = TaxonomyPlan.For(current, desired, clones ? "v2" : null);
        Taxonomy? result = null;
        for (var run = 0; result is null && run < 50; run++)
        {
            try
            {
                result = await plan.ApplyAsync(client);
            }
            catch (TaxonomyException)
            {
                // The next run goes on where this one broke off.
            }
        }

        TaxonomyDiff.Compare(result!, plan.Desired).IsEmpty.Should().BeTrue();
        Emulator.Store.Taxonomies.Should().HaveCount(clones ? 2 : 1);
    }
}
