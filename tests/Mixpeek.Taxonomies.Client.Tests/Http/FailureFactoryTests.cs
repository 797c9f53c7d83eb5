using System.Net;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>What a request that belongs to no operation ends in, and what becomes of a response that fails.</summary>
public sealed class FailureFactoryTests
{
    public static TheoryData<Exception, string> Transport => new()
    {
        { new HttpRequestException(HttpRequestError.ConnectionError), "The request got no answer from the service: the connection was refused or could not be made. Check the network, TaxonomyClientOptions.BaseAddress, and a proxy in between." },
        { new TimeoutRejectedException(TimeSpan.FromSeconds(1.5)), "The request was ended after 1.5 s by a timeout that is not the client's own. See the Timeout and the other handlers of its HttpClient." },
        { new BrokenCircuitException("open"), "The request was turned away by a handler of the application: open" },
    };

    [Theory]
    [MemberData(nameof(Transport), DisableDiscoveryEnumeration = true)]
    public void Request_of_no_operation_is_told_as_such(Exception fault, string message)
    {
        using var request = new HttpRequestMessage();
        FailureFactory.OfTransport(request, fault, CancellationToken.None).Should().BeAssignableTo<TaxonomyException>()
            .Which.Should().BeEquivalentTo(new { Message = message, InnerException = fault, Operation = (TaxonomyOperation?)null });
    }

    [Fact]
    public void Key_that_an_outer_handler_quotes_is_masked()
    {
        var options = Sample.Options();
        options.Secrets.Add(Sample.ApiKey);
        var call = new CallRecord(TaxonomyOperations.Get, options, null, CancellationToken.None);
        using var request = new HttpRequestMessage();
        call.View.SetOn(request);
        var failure = FailureFactory.OfTransport(request, new HttpRequestException($"refused Bearer {Sample.ApiKey}"), CancellationToken.None);
        failure.ToString().Should().Contain("refused Bearer ***").And.NotContain(Sample.ApiKey);
    }

    [Fact]
    public async Task Answer_to_no_operation_is_told_as_such()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("") };
        (await FailureFactory.OfResponseAsync(response))!.Message
            .Should().Be("The request was answered with 200, but its body is empty. Check TaxonomyClientOptions.BaseAddress, and a proxy in between.");
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "{}", false)]
    [InlineData(HttpStatusCode.OK, "", false)]
    [InlineData(HttpStatusCode.OK, "{}", true)]
    public async Task Response_that_fails_gives_its_buffer_back_at_once(HttpStatusCode status, string body, bool isKept)
    {
        using var response = new HttpResponseMessage(status) { Content = new StringContent(body) };
        using var unread = response.Content;
        var buffered = await BufferedBody.ReadAsync(response, TaxonomyOperations.Get, Sample.Options(), CancellationToken.None);
        (await FailureFactory.OfResponseAsync(response) is null).Should().Be(isKept);
        buffered.Utf8.IsEmpty.Should().Be(!isKept);
        var read = buffered.Invoking(content => content.ReadAsStream());
        if (isKept)
            read.Should().NotThrow();
        else
            read.Should().Throw<ObjectDisposedException>();
    }
}
