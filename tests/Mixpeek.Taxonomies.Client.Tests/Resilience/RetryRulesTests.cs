using System.Net;
using System.Security.Authentication;
using Polly.Timeout;

namespace Mixpeek.Taxonomies.Client.Tests;

public sealed class RetryRulesTests
{
    private const OperationSafety Read = OperationSafety.Read;
    private const OperationSafety Idempotent = OperationSafety.Idempotent;
    private const OperationSafety ByName = OperationSafety.CreatesByName;
    private const OperationSafety Creates = OperationSafety.Creates;

    [Theory]
    [InlineData(429, true, true, true, true)]
    [InlineData(503, true, true, true, false)]
    [InlineData(408, true, true, false, false)]
    [InlineData(500, true, true, false, false)]
    [InlineData(502, true, true, false, false)]
    [InlineData(504, true, true, false, false)]
    [InlineData(400, false, false, false, false)]
    [InlineData(401, false, false, false, false)]
    [InlineData(403, false, false, false, false)]
    [InlineData(404, false, false, false, false)]
    [InlineData(409, false, false, false, false)]
    [InlineData(422, false, false, false, false)]
    [InlineData(501, false, false, false, false)]
    [InlineData(520, false, false, false, false)]
    [InlineData(302, false, false, false, false)]
    public void Status_is_repeated_by_safety(int status, bool read, bool idempotent, bool byName, bool creates)
    {
        var failure = TaxonomyApiException.From(new TaxonomyApiError { StatusCode = (HttpStatusCode)status });
        new[] { Read, Idempotent, ByName, Creates }
            .Select(safety => RetryRules.Judge(safety, failure, wasStarted: true).MayRepeat)
            .Should().Equal(read, idempotent, byName, creates);
    }

    [Theory]
    [InlineData(429, false, false)]
    [InlineData(503, false, true)]
    [InlineData(408, true, true)]
    [InlineData(500, true, true)]
    [InlineData(502, true, true)]
    [InlineData(504, true, true)]
    [InlineData(520, true, true)]
    [InlineData(501, false, false)]
    [InlineData(505, false, false)]
    [InlineData(404, false, false)]
    public void Status_leaves_a_creation_unknown(int status, bool byName, bool creates)
    {
        var failure = TaxonomyApiException.From(new TaxonomyApiError { StatusCode = (HttpStatusCode)status });
        RetryRules.Judge(ByName, failure, wasStarted: true).IsOutcomeUnknown.Should().Be(byName);
        RetryRules.Judge(Creates, failure, wasStarted: true).IsOutcomeUnknown.Should().Be(creates);
        RetryRules.Judge(Read, failure, wasStarted: true).IsOutcomeUnknown.Should().BeFalse();
        RetryRules.Judge(Idempotent, failure, wasStarted: true).IsOutcomeUnknown.Should().BeFalse();
    }

    [Fact]
    public void Broken_connection_and_timeout_go_by_whether_the_request_can_have_been_read()
    {
        foreach (var failure in new Exception[] { new TaxonomyConnectionException("reset"), new TimeoutRejectedException() })
        {
            foreach (var safety in Enum.GetValues<OperationSafety>())
                RetryRules.Judge(safety, failure, wasStarted: false).Should().Be(new Verdict(MayRepeat: true, IsOutcomeUnknown: false));
            RetryRules.Judge(Read, failure, wasStarted: true).Should().Be(new Verdict(MayRepeat: true, IsOutcomeUnknown: false));
            RetryRules.Judge(Idempotent, failure, wasStarted: true).Should().Be(new Verdict(MayRepeat: true, IsOutcomeUnknown: false));
            RetryRules.Judge(ByName, failure, wasStarted: true).Should().Be(new Verdict(MayRepeat: false, IsOutcomeUnknown: true));
            RetryRules.Judge(Creates, failure, wasStarted: true).Should().Be(new Verdict(MayRepeat: false, IsOutcomeUnknown: true));
        }
    }

    [Fact]
    public void Certificate_that_is_refused_is_not_asked_for_again()
    {
        var refused = new HttpRequestException(HttpRequestError.SecureConnectionError, "tls", new AuthenticationException("expired"));
        RetryRules.Judge(Read, new TaxonomyConnectionException("tls", refused), wasStarted: false).MayRepeat.Should().BeFalse();
    }

    [Fact]
    public void Other_exceptions_are_not_repeated() =>
        RetryRules.Judge(Read, new InvalidOperationException(), wasStarted: false).Should().Be(default(Verdict));
}
