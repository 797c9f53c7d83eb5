using System.Net;
using System.Text.RegularExpressions;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>No call goes to the route of another operation because of the name that it is given.</summary>
public sealed class RouteNamesTests
{
    private static readonly string[] Placed = ["taxonomy", "taxonomyId", "templateId", "collection"];

    /// <summary>Every operation that has an identifier in its path, as a call of the client with that identifier.</summary>
    private static readonly Dictionary<TaxonomyOperation, Func<ITaxonomyClient, string, Task>> Addressed = new()
    {
        [TaxonomyOperations.Get] = (client, name) => client.GetAsync(name),
        [TaxonomyOperations.Update] = (client, name) => client.UpdateAsync(name, Sample.UpdateRequest),
        [TaxonomyOperations.Delete] = (client, name) => client.DeleteAsync(name),
        [TaxonomyOperations.CreateVersion] = (client, name) => client.CreateVersionAsync(name, Sample.FlatConfig),
        [TaxonomyOperations.ListVersions] = (client, name) => client.ListVersionsAsync(name),
        [TaxonomyOperations.Clone] = (client, name) => client.CloneAsync(name, Sample.CloneRequest),
        [TaxonomyOperations.Execute] = (client, name) => client.ExecuteAsync(name, new ExecuteTaxonomyRequest()),
        [TaxonomyOperations.ApplyToCollection] = (client, name) => client.ApplyToCollectionAsync(name, new ApplyTaxonomyRequest { TaxonomyId = "t" }),
        [TaxonomyOperations.GetTemplate] = (client, name) => client.Templates.GetAsync(name),
        [TaxonomyOperations.CreateTemplateFromTaxonomy] = (client, name) => client.Templates.CreateFromTaxonomyAsync(name, new CreateTemplateRequest { TemplateName = "Products" }),
        [TaxonomyOperations.InstantiateTemplate] = (client, name) => client.Templates.InstantiateAsync(name, Sample.InstantiateRequest),
        [TaxonomyOperations.GetTransitions] = (client, name) => client.Analytics.GetTransitionsAsync(name, Sample.TransitionRequest),
        [TaxonomyOperations.GetPaths] = (client, name) => client.Analytics.GetPathsAsync(name, Sample.PathRequest),
        [TaxonomyOperations.GetAvailableSteps] = (client, name) => client.Analytics.GetAvailableStepsAsync(name, "col_1"),
        [TaxonomyOperations.GetAssignments] = (client, name) => client.Analytics.GetAssignmentsAsync(name),
        [TaxonomyOperations.GetConfidence] = (client, name) => client.Analytics.GetConfidenceAsync(name),
        [TaxonomyOperations.GetLabels] = (client, name) => client.Analytics.GetLabelsAsync(name),
        [TaxonomyOperations.GetEnrichments] = (client, name) => client.Analytics.GetEnrichmentsAsync(name),
    };

    public static TheoryData<string> Operations => [.. TaxonomyOperations.All.Where(operation => operation.Route.Contains('{', StringComparison.Ordinal)).Select(operation => operation.Name)];

    /// <summary>Every literal segment of every route, in other cases too, and pairs of them.</summary>
    private static string[] Names
    {
        get
        {
            var literals = TaxonomyOperations.All.SelectMany(operation => operation.Route.Split('/')).Where(segment => segment.Length > 0 && segment[0] != '{').Distinct().ToArray();
            return [.. literals, .. literals.Select(name => name.ToUpperInvariant()), .. literals.Select(name => $"x/{name}"), .. literals.SelectMany(one => literals.Select(two => $"{one}/{two}")), "product_tags", "clones", "a/b"];
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Call_is_refused_exactly_where_its_path_is_the_route_of_another_operation(string operation)
    {
        var own = Sample.Operation(operation);
        Addressed.Should().ContainKey(own, "every operation with an identifier is tried");
        foreach (var name in Names)
        {
            using var handler = StubHandler.Of((HttpStatusCode.Forbidden, "{}"));
            using var client = Sample.Client(handler);
            var path = Regex.Replace(own.Route, @"\{\w+\}", name);
            var others = TaxonomyOperations.All.Where(other => other != own && other.Method == own.Method
                && Regex.IsMatch(path, $"^{Regex.Replace(other.Route, @"\{\w+\}", "[^/]+")}$", RegexOptions.IgnoreCase)).ToArray();
            var failure = await CatchAsync(() => Addressed[own](client, name));
            if (others.Length == 0)
            {
                failure.Should().BeOfType<TaxonomyPermissionException>($"{operation} can address '{name}'");
                continue;
            }

            handler.Requests.Should().BeEmpty($"{path} is a route of {others[0].Name}");
            var refusal = failure.Should().BeOfType<ArgumentException>($"{path} is a route of {others[0].Name}").Which;
            refusal.ParamName.Should().BeOneOf(Placed);
            refusal.Message.Should().Contain($"'{name}'").And.Contain(own.Name).And.Contain(others[0].Name).And.Contain("use the ID");
        }
    }

    [Fact]
    public void Refused_names_are_those_that_the_documentation_lists()
    {
        var refused = Addressed.Keys.SelectMany(operation => Names.Where(name => !name.Contains('/', StringComparison.Ordinal) && !name.Any(char.IsUpper) && IsRefused(operation, name)).Select(name => $"{operation.Name} {name}"));
        refused.Should().BeEquivalentTo(
            "CloneTaxonomy execute", "CreateTaxonomyVersion execute", "ExecuteTaxonomy clone", "ExecuteTaxonomy versions",
            "CreateTemplateFromTaxonomy instantiate", "InstantiateTemplate from-taxonomy");

        static bool IsRefused(TaxonomyOperation operation, string name)
        {
            using var handler = StubHandler.Of((HttpStatusCode.Forbidden, "{}"));
            using var client = Sample.Client(handler);
            try
            {
                _ = Addressed[operation](client, name);
                return false;
            }
            catch (ArgumentException)
            {
                return true;
            }
        }
    }

    [Fact]
    public async Task Calls_of_several_requests_are_refused_before_the_first()
    {
        using var handler = StubHandler.Of((HttpStatusCode.Forbidden, "{}"));
        using var client = Sample.Client(handler);
        FluentActions.Invoking(() => { _ = client.CloneAsync("execute", "copy", config => config); }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => { _ = client.GetOrCloneAsync("Execute", Sample.CloneRequest); }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => { _ = client.TryGetAsync("x/versions"); }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => { _ = client.WaitUntilReadyAsync("x/versions"); }).Should().Throw<ArgumentException>();
        await Task.CompletedTask;
        handler.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("clone")]
    [InlineData("execute")]
    [InlineData("list")]
    public async Task Taxonomy_of_such_a_name_is_created_settled_read_changed_and_used_by_its_id(string name)
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        using var client = Sample.ClientOf(emulator, new SkippingClock());
        emulator.Faults.Add(TaxonomyFault.DropAfterProcessing());
        emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing() with { Operation = TaxonomyOperations.Get });
        var made = (await client.Awaiting(c => c.CreateAsync(Sample.CreateRequest with { TaxonomyName = name })).Should().NotThrowAsync()).Which;
        (await client.GetAsync(name)).TaxonomyId.Should().Be(made.TaxonomyId);
        (await client.UpdateAsync(name, Sample.UpdateRequest)).Description.Should().Be("new");
        await client.ExecuteAsync(made.TaxonomyId, new ExecuteTaxonomyRequest());
        (await client.CloneAsync(made.TaxonomyId, Sample.CloneRequest)).SourceTaxonomyId.Should().Be(made.TaxonomyId);
        await client.DeleteAsync(name);
        emulator.Store.Find(name).Should().BeNull();
    }

    private static async Task<Exception?> CatchAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }
}
