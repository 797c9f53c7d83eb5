using System.Net;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>The body of an attempt, which knows how often it was sent.</summary>
public sealed class RequestBodyTests
{
    [Fact]
    public async Task Body_that_was_sent_is_replaced_and_disposed_of()
    {
        var sent = new RequestBody("{}"u8.ToArray());
        using var request = new HttpRequestMessage { Content = sent };
        await sent.CopyToAsync(Stream.Null);
        RequestBody.Renew(request, Call, TaxonomyOperations.Clone);
        request.Content.Should().BeOfType<RequestBody>().And.NotBeSameAs(sent);
        (await request.Content!.ReadAsStringAsync()).Should().Be("{}");
        await sent.Awaiting(body => body.ReadAsStringAsync()).Should().ThrowAsync<ObjectDisposedException>();
    }

    [Fact]
    public void Body_that_was_not_sent_stays()
    {
        using var body = new RequestBody("{}"u8.ToArray());
        using var request = new HttpRequestMessage { Content = body };
        RequestBody.Renew(request, Call, TaxonomyOperations.Clone);
        request.Content.Should().BeSameAs(body);
    }

    [Fact]
    public async Task Body_that_was_sent_and_disposed_of_may_have_been_sent_once_more()
    {
        var body = new RequestBody("{}"u8.ToArray());
        ISendCount sends = body;
        body.CopyTo(Stream.Null, null, CancellationToken.None);
        sends.Count.Should().Be(1);
        await body.CopyToAsync(Stream.Null);
        sends.Count.Should().Be(2);
        body.Dispose();
        sends.Count.Should().Be(3);
    }

    private static CallRecord Call => new(TaxonomyOperations.Clone, Sample.Options(), null, CancellationToken.None);
}
