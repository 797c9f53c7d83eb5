using System.Net;
using System.Security.Authentication;

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
        var verdict = RetryRules.Judge(failure, mayHaveLeft: true);
        new[] { Read, Idempotent, ByName, Creates }
            .Select(safety => RetryRules.MayRepeat(safety, verdict))
            .Should().Equal(read, idempotent, byName, creates);
    }

    [Theory]
    [InlineData(429, "None")]
    [InlineData(503, "Doubtful")]
    [InlineData(408, "Unknown")]
    [InlineData(500, "Unknown")]
    [InlineData(502, "Unknown")]
    [InlineData(504, "Unknown")]
    [InlineData(520, "Unknown")]
    [InlineData(501, "None")]
    [InlineData(505, "None")]
    [InlineData(404, "None")]
    [InlineData(409, "None")]
    public void Status_says_whether_the_attempt_may_have_had_its_effect(int status, string effect)
    {
        var failure = TaxonomyApiException.From(new TaxonomyApiError { StatusCode = (HttpStatusCode)status });
        RetryRules.Judge(failure, mayHaveLeft: true).Effect.ToString().Should().Be(effect);
    }

    [Fact]
    public void Broken_connection_and_timeout_go_by_whether_the_request_can_have_been_read()
    {
        foreach (var failure in new Exception[] { new TaxonomyConnectionException("reset"), new TaxonomyTimeoutException("late", TimeSpan.Zero) })
        {
            RetryRules.Judge(failure, mayHaveLeft: false).Should().Be(new Verdict(IsTransient: true, AttemptEffect.None));
            RetryRules.Judge(failure, mayHaveLeft: true).Should().Be(new Verdict(IsTransient: true, AttemptEffect.Unknown));
        }
    }

    [Fact]
    public void Success_that_cannot_be_read_may_have_had_its_effect() =>
        RetryRules.Judge(new TaxonomySerializationException("garbage"), mayHaveLeft: true)
            .Should().Be(new Verdict(IsTransient: false, AttemptEffect.Unknown));

    [Fact]
    public void Certificate_that_is_refused_is_not_asked_for_again()
    {
        var refused = new HttpRequestException(HttpRequestError.SecureConnectionError, "tls", new AuthenticationException("expired"));
        RetryRules.Judge(new TaxonomyConnectionException("tls", refused), mayHaveLeft: false).IsTransient.Should().BeFalse();
    }

    [Fact]
    public void Other_exceptions_are_not_repeated() =>
        RetryRules.Judge(new InvalidOperationException(), mayHaveLeft: true).Should().Be(default(Verdict));
}
