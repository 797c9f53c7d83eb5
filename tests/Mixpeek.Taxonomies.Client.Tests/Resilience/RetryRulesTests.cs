using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Mixpeek.Taxonomies.Client.Tests;

public sealed class RetryRulesTests
{
    private const OperationSafety Read = OperationSafety.Read;
    private const OperationSafety Idempotent = OperationSafety.Idempotent;
    private const OperationSafety ByName = OperationSafety.CreatesByName;
    private const OperationSafety Creates = OperationSafety.Creates;

    public static TheoryData<Exception> ExceptionsOfAnyKind =>
    [
        new HttpRequestException("reset"), new IOException("reset"), new SocketException(), new TimeoutException(), new OperationCanceledException(),
        new InvalidOperationException(), new ObjectDisposedException("stream"), new NotSupportedException(),
        new HttpRequestException(HttpRequestError.ConnectionError, "a handler inside tried twice, and the second time found nobody"),
    ];

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
        var attempt = Answered(status);
        new[] { Read, Idempotent, ByName, Creates }
            .Select(safety => RetryRules.MayRepeat(safety, attempt))
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
    [InlineData(201, "Unknown")]
    public void Status_says_whether_the_attempt_may_have_had_its_effect(int status, string effect) =>
        Answered(status).Effect.ToString().Should().Be(effect);

    [Theory]
    [MemberData(nameof(ExceptionsOfAnyKind), DisableDiscoveryEnumeration = true)]
    public void Exception_goes_by_whether_the_body_began_to_leave_whatever_its_type(Exception fault)
    {
        Broken(fault, sends: 0).Effect.Should().Be(AttemptEffect.None);
        Broken(fault, sends: 1).Effect.Should().Be(AttemptEffect.Unknown);
        (Broken(fault, sends: 1) with { StatusCode = HttpStatusCode.Created }).Effect.Should().Be(AttemptEffect.Unknown, "the body broke off");
        RetryRules.MayRepeat(ByName, Broken(fault, sends: 1)).Should().BeFalse();
        RetryRules.MayRepeat(Creates, Broken(fault, sends: 1)).Should().BeFalse();
    }

    [Fact]
    public void Connection_that_breaks_is_worth_another_request_and_a_handler_that_fails_is_not()
    {
        foreach (var fault in new Exception[] { new HttpRequestException("reset"), new IOException("reset"), new SocketException(), new TimeoutException(), new OperationCanceledException() })
            RetryRules.MayRepeat(Read, Broken(fault, sends: 1)).Should().BeTrue(fault.GetType().Name);
        foreach (var fault in new Exception[] { new InvalidOperationException(), new ObjectDisposedException("stream") })
            RetryRules.MayRepeat(Read, Broken(fault, sends: 1)).Should().BeFalse(fault.GetType().Name);
    }

    [Fact]
    public void Success_that_cannot_be_read_may_have_had_its_effect_and_is_not_asked_for_again()
    {
        var attempt = Answered(200) with { Fault = new TaxonomySerializationException("garbage") };
        attempt.Effect.Should().Be(AttemptEffect.Unknown);
        RetryRules.IsTransient(attempt).Should().BeFalse();
    }

    [Fact]
    public void Certificate_that_is_refused_is_not_asked_for_again() =>
        RetryRules.IsTransient(Broken(new HttpRequestException(HttpRequestError.SecureConnectionError, "tls", new AuthenticationException("expired")), sends: 0))
            .Should().BeFalse();

    private static TaxonomyAttempt Answered(int status) =>
        new() { Number = 1, Operation = TaxonomyOperations.Create, StatusCode = (HttpStatusCode)status, Sends = 1 };

    private static TaxonomyAttempt Broken(Exception fault, int sends) =>
        new() { Number = 1, Operation = TaxonomyOperations.Create, Fault = fault, Sends = sends };
}
