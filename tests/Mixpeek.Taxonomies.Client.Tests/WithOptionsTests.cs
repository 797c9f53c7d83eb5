using System.Net;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A view's options can be set in place; what is not set stays as the client has it.</summary>
public sealed class WithOptionsTests
{
    [Fact]
    public async Task Options_are_set_in_place_and_the_others_kept()
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, Sample.TaxonomyJson));
        using var client = Sample.Client(stub);
        var calls = new List<string>();
        var outer = client.WithOptions(o => o with { Namespace = "tenant-b", OnCompleted = _ => calls.Add("outer") });
        var inner = outer.WithOptions(o => o with { Headers = new Dictionary<string, string> { ["X-Trace"] = "1" }, OnCompleted = _ => calls.Add("inner") });
        await inner.GetAsync("product_tags");
        stub.Requests.Single().Headers.Should().Contain("X-Namespace: tenant-b").And.Contain("X-Trace: 1");
        calls.Should().Equal("inner", "outer");
    }

    [Fact]
    public async Task Options_begin_empty()
    {
        using var stub = StubHandler.Of((HttpStatusCode.ServiceUnavailable, "{}"));
        using var client = Sample.Client(stub);
        var seen = new List<TaxonomyCallOptions>();
        var view = client.WithOptions(o => o with { MaxRetries = 1 }).WithOptions(o =>
        {
            seen.Add(o);
            return o;
        });
        seen.Should().Equal(new TaxonomyCallOptions());
        await view.Awaiting(v => v.GetAsync("product_tags")).Should().ThrowAsync<TaxonomyServerException>();
        stub.Requests.Should().HaveCount(2, "the view before it set the retries");
    }

    [Fact]
    public void What_is_not_valid_is_refused_at_once()
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, "{}"));
        using var client = Sample.Client(stub);
        client.Invoking(c => c.WithOptions(o => o with { Timeout = TimeSpan.Zero })).Should().Throw<ArgumentException>().WithMessage("change.Timeout*").WithParameterName("change");
        client.Invoking(c => c.WithOptions(_ => null!)).Should().Throw<ArgumentException>().WithParameterName("change");
        client.Invoking(c => c.WithOptions(null!)).Should().Throw<ArgumentNullException>().WithParameterName("options");
        client.Invoking(c => c.WithOptions((Func<TaxonomyCallOptions, TaxonomyCallOptions>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("change");
        FluentActions.Invoking(() => ((ITaxonomyClient)null!).WithOptions(o => o)).Should().Throw<ArgumentNullException>().WithParameterName("client");
    }
}
