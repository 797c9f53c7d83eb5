using System.Globalization;
using System.Net;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>What is read from the headers of an answer.</summary>
public sealed class ResponseHeadersTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("7", 7.0)]
    [InlineData(" 1.5 ", 1.5)]
    [InlineData("0", 0.0)]
    [InlineData("315360000", 315_360_000.0)]
    [InlineData("315360001", 315_360_000.0)]
    [InlineData("1e3", null)]
    [InlineData("1,000", null)]
    [InlineData("-1", null)]
    [InlineData("soon", null)]
    [InlineData("Thu, 15 Jan 2026 12:00:09 GMT", 9.0)]
    [InlineData("Thu, 15 Jan 2026 11:00:00 GMT", 0.0)]
    [InlineData("2026-01-15T12:00:09Z", null)]
    [InlineData(null, null)]
    public void Retry_after_is_seconds_or_a_date(string? text, double? seconds)
    {
        using var response = Answer(("Retry-After", text));
        ResponseHeaders.RetryAfter(response.Headers, Now)?.TotalSeconds.Should().Be(seconds);
        (ResponseHeaders.RetryAfter(response.Headers, Now) is null).Should().Be(seconds is null);
    }

    [Fact]
    public void Retry_after_as_a_date_counts_from_the_answers_own()
    {
        using var response = Answer(("Retry-After", "Thu, 15 Jan 2026 12:00:09 GMT"), ("Date", "Thu, 15 Jan 2026 12:00:02 GMT"));
        ResponseHeaders.RetryAfter(response.Headers, Now).Should().Be(TimeSpan.FromSeconds(7));
    }

    [Theory]
    [InlineData(-1, 0.0)]
    [InlineData(0.5, 0.5)]
    [InlineData(1e300, 315_360_000.0)]
    [InlineData(double.NaN, null)]
    [InlineData(double.PositiveInfinity, null)]
    public void Wait_is_from_nothing_to_ten_years(double seconds, double? expected) =>
        ResponseHeaders.Wait(seconds).Should().Be(expected is { } wait ? TimeSpan.FromSeconds(wait) : null);

    [Theory]
    [InlineData("x-request-id", "Request-Id")]
    [InlineData("request-id", "X-REQUEST-ID")]
    public void Request_id_is_the_services_own_before_any_other(string first, string second)
    {
        using var both = Answer((first, first), (second, second));
        ResponseHeaders.Of(both.Headers).RequestId.Should().BeEquivalentTo("x-request-id");
        using var one = Answer((second, " r1 "));
        ResponseHeaders.Of(one.Headers).RequestId.Should().Be("r1");
    }

    [Theory]
    [InlineData("X-RateLimit-Limit", true)]
    [InlineData("x-ratelimit-any", true)]
    [InlineData("X-RateLimits", false)]
    [InlineData("X-Other", false)]
    public void Rate_limit_is_noticed_by_the_names_of_its_headers(string name, bool has)
    {
        using var response = Answer((name, "1"), ("Date", "noon"));
        ResponseHeaders.Of(response.Headers).Should().Be(new ResponseHeaders(null, "noon", has));
    }

    [Theory]
    [InlineData("X-RateLimit-Limit", "100000")]
    [InlineData("X-RateLimit-Remaining", "0")]
    [InlineData("X-RateLimit-Reset", "1768478400")]
    [InlineData("X-RateLimit-Window", "60")]
    public void Rate_limit_may_have_one_number_alone(string name, string number)
    {
        using var response = Answer((name, number));
        ResponseHeaders.RateLimit(response.Headers).Should().Be(name switch
        {
            "X-RateLimit-Limit" => new TaxonomyRateLimit { Limit = 100_000 },
            "X-RateLimit-Remaining" => new TaxonomyRateLimit { Remaining = 0 },
            "X-RateLimit-Reset" => new TaxonomyRateLimit { ResetsAt = Now },
            _ => new TaxonomyRateLimit { Window = TimeSpan.FromMinutes(1) },
        });
    }

    [Theory]
    [InlineData("0", "1970-01-01T00:00:00Z")]
    [InlineData("253402300799", "9999-12-31T23:59:59Z")]
    [InlineData("253402300800", null)]
    public void Reset_is_a_time_as_far_as_there_are_any(string reset, string? time)
    {
        using var response = Answer(("X-RateLimit-Reset", reset));
        ResponseHeaders.RateLimit(response.Headers)!.ResetsAt.Should().Be(time is null ? null : DateTimeOffset.Parse(time, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("many")]
    [InlineData("")]
    [InlineData(null)]
    public void Rate_limit_without_a_number_is_none(string? text)
    {
        using var response = Answer(("X-RateLimit-Remaining", text));
        ResponseHeaders.RateLimit(response.Headers).Should().BeNull();
    }

    [Theory]
    [InlineData(299, null)]
    [InlineData(300, "https://api.mixpeek.com/v2 (the same host)")]
    [InlineData(399, "https://api.mixpeek.com/v2 (the same host)")]
    [InlineData(400, null)]
    public void Target_is_that_of_a_redirect(int status, string? target)
    {
        using var response = Answer(("Location", "https://API.mixpeek.com/v2"));
        response.StatusCode = (HttpStatusCode)status;
        ResponseHeaders.RedirectTarget(response).Should().BeNull("the request is not known");
        response.RequestMessage = new HttpRequestMessage(HttpMethod.Get, "https://api.mixpeek.com/v1");
        ResponseHeaders.RedirectTarget(response).Should().Be(target);
    }

    [Fact]
    public void All_headers_are_those_of_the_answer_and_of_its_body_without_the_key()
    {
        var options = Sample.Options();
        options.Secrets.Add(Sample.ApiKey);
        using var response = Answer(("X-Echo", $"Bearer {Sample.ApiKey}"), ("X-Many", "a"), ("X-Many", "b"));
        response.Content = new StringContent("", null, "text/plain");
        ResponseHeaders.All(response.Headers, response.Content.Headers, options.Secrets).Should().BeEquivalentTo(
            new Dictionary<string, string> { ["X-Echo"] = "Bearer ***", ["X-Many"] = "a, b", ["Content-Type"] = "text/plain; charset=utf-8" });
    }

    private static HttpResponseMessage Answer(params (string Name, string? Value)[] headers)
    {
        var response = new HttpResponseMessage();
        foreach (var (name, value) in headers)
        {
            if (value is not null)
                response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}
