using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>What a client does whose options nobody touched, but for the key and a clock that no test waits for.</summary>
public sealed class DefaultsTests
{
    private const int Rounds = 5;

    // What Polly's formula can draw for a base of half a second: its documentation gives the bounds.
    private static readonly double[] Longest = [1, 2, 3];

    public static TheoryData<bool> Makers => [true, false];

    [Theory]
    [MemberData(nameof(Makers))]
    public async Task Every_operation_is_repeated_three_times_after_growing_and_varying_waits(bool inContainer)
    {
        var drawn = Longest.Select(_ => new List<double>()).ToArray();
        foreach (var (operation, call) in Sample.Calls)
        {
            for (var round = 0; round < Rounds; round++)
            {
                var clock = new SkippingClock();
                using var handler = StubHandler.Of((HttpStatusCode.TooManyRequests, "{}"));
                await using var client = Make(inContainer, clock, handler);
                await FluentActions.Awaiting(() => call(client.Client, CancellationToken.None)).Should().ThrowAsync<TaxonomyRateLimitException>();
                var waits = clock.Waits.Select(wait => wait.TotalSeconds).ToArray();
                waits.Should().HaveCount(Longest.Length, operation.Name);
                foreach (var (wait, longest, draws) in waits.Zip(Longest, drawn))
                {
                    wait.Should().BeGreaterThan(0).And.BeLessThanOrEqualTo(longest, operation.Name);
                    draws.Add(wait);
                }

                handler.Requests.Should().HaveCount(Longest.Length + 1, operation.Name);
            }
        }

        drawn[0].Average().Should().BeInRange(0.3, 0.7, "half a second is what the first wait is about");
        drawn[2].Average().Should().BeGreaterThan(drawn[1].Average()).And.BeGreaterThan(2 * drawn[0].Average(), "waits grow");
        (drawn[0].Max() - drawn[0].Min()).Should().BeGreaterThan(0.3, "calls that fail together do not return together");
    }

    [Theory]
    [MemberData(nameof(Makers))]
    public async Task Retry_after_is_believed_up_to_the_calls_time(bool inContainer)
    {
        foreach (var (seconds, requests) in new[] { (99, 2), (100, 1) })
        {
            var clock = new SkippingClock();
            using var handler = new StubHandler(_ =>
            {
                var response = StubHandler.Json((HttpStatusCode.TooManyRequests, "{}"));
                response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
                return response;
            });
            await using var client = Make(inContainer, clock, handler);
            await client.Client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyRateLimitException>();
            handler.Requests.Should().HaveCount(requests);
        }
    }

    [Theory]
    [MemberData(nameof(Makers))]
    public async Task Attempt_ends_after_thirty_seconds_and_the_call_after_a_hundred(bool inContainer)
    {
        var clock = new SkippingClock();
        var started = new SemaphoreSlim(0);
        using var handler = new StubHandler(async (_, _, token) =>
        {
            started.Release();
            await new TaskCompletionSource().Task.WaitAsync(token);
            throw new InvalidOperationException("The attempt's time did not end.");
        });
        await using var client = Make(inContainer, clock, handler);
        var call = client.Client.GetAsync("t");
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await started.WaitAsync();
            clock.Advance(TimeSpan.FromSeconds(29.999));
            handler.Requests.Should().HaveCount(attempt);
            clock.Advance(TimeSpan.FromSeconds(0.001));
        }

        await started.WaitAsync();
        clock.Advance(TimeSpan.FromSeconds(10));
        (await FluentActions.Awaiting(() => call).Should().ThrowAsync<TaxonomyTimeoutException>()).Which.Timeout.Should().Be(TimeSpan.FromSeconds(100));
    }

    [Fact]
    public void Options_are_as_documented()
    {
        var options = new TaxonomyClientOptions();
        options.AttemptTimeout.Should().Be(TimeSpan.FromSeconds(30));
        options.TotalTimeout.Should().Be(TimeSpan.FromSeconds(100));
        options.MaxRetries.Should().Be(3);
        options.MaxResponseBytes.Should().Be(64 * 1024 * 1024);
        options.ReconcileByName.Should().BeTrue();
        options.RateLimiter.Should().BeNull();
        options.BaseAddress.Should().Be(new Uri("https://api.mixpeek.com"));
        options.TimeProvider.Should().Be(TimeProvider.System);
        (options.ApiKey, options.Namespace, options.CredentialProvider).Should().Be((null, null, null));
    }

    private static MadeClient Make(bool inContainer, TimeProvider clock, HttpMessageHandler handler)
    {
        if (!inContainer)
        {
            var options = new TaxonomyClientOptions { ApiKey = Sample.ApiKey, TimeProvider = clock };
            var client = TaxonomyClient.Create(options, handler);
            return new MadeClient(client, client);
        }

        var services = new ServiceCollection();
        services.AddSingleton(clock);
        services.AddTaxonomyClient(options => options.ApiKey = Sample.ApiKey).ConfigurePrimaryHttpMessageHandler(() => handler);
        var provider = services.BuildServiceProvider();
        return new MadeClient(provider.GetRequiredService<ITaxonomyClient>(), provider);
    }

    private sealed record MadeClient(ITaxonomyClient Client, IDisposable Owner) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Owner.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
