using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>The key reaches no log, no exception and no trace, even where the server sends it back.</summary>
public sealed class SecretsTests
{
    private const string Key = "sk_planted_5f1c9e";

    [Fact]
    public async Task Key_is_in_no_log_no_exception_and_no_trace()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { ApiKey = Key });
        var log = new FakeLogCollector();
        var traces = new List<string>();
        using var listener = ListenTo(traces);
        await using var provider = Build(emulator, log);
        var client = provider.GetRequiredService<ITaxonomyClient>().WithOptions(new TaxonomyCallOptions { MaxRetries = 1 });
        var failures = new List<Exception>();

        foreach (var fault in Faults())
        {
            foreach (var call in Sample.Calls.Values)
            {
                emulator.Faults.Clear();
                emulator.Faults.Add(fault with { Times = 2 });
                try
                {
                    await call(client, CancellationToken.None);
                }
                catch (TaxonomyException failure)
                {
                    failures.Add(failure);
                }
            }
        }

        failures.Should().HaveCountGreaterThan(30);
        failures.Should().OnlyContain(failure => !Everything(failure).Contains(Key, StringComparison.Ordinal));
        failures.OfType<TaxonomyApiException>().Should().Contain(failure => failure.ServerMessage!.Contains("***", StringComparison.Ordinal));
        failures.OfType<TaxonomySerializationException>().Should().Contain(failure => failure.ResponseBody!.Contains("***", StringComparison.Ordinal));
        Lines(log).Should().Contain(line => line.Contains("trying again", StringComparison.Ordinal));
        Lines(log).Should().Contain(line => line.StartsWith("Mixpeek.Taxonomies.Client.TaxonomyClient", StringComparison.Ordinal));
        Lines(log).Should().NotContain(line => line.Contains(Key, StringComparison.Ordinal));
        Lines(log).Should().NotContain(line => line.StartsWith("System.Net.Http.HttpClient", StringComparison.Ordinal), "the factory's loggers print headers");
        traces.Should().NotBeEmpty().And.NotContain(trace => trace.Contains(Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Loggers_of_the_factory_print_no_key_where_they_are_added_back()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { ApiKey = Key, Namespace = "ns_planted" });
        emulator.Store.Add("t", Sample.FlatConfig);
        var log = new FakeLogCollector();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(log)));
        services.AddTaxonomyClient().UseEmulator(emulator).AddDefaultLogger();
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<ITaxonomyClient>().GetAsync("t");
        Lines(log).Should().Contain(line => line.StartsWith("System.Net.Http.HttpClient", StringComparison.Ordinal) && line.Contains("Authorization", StringComparison.Ordinal));
        Lines(log).Should().NotContain(line => line.Contains(Key, StringComparison.Ordinal) || line.Contains("ns_planted", StringComparison.Ordinal));
    }

    private static TaxonomyFault[] Faults() =>
    [
        TaxonomyFault.Answer(HttpStatusCode.Unauthorized, $$"""{"error":{"details":{"key":"{{Key}}" },"message":"Key {{Key}} is revoked","type":"UnauthorizedError"} }"""),
        TaxonomyFault.Answer(HttpStatusCode.UnprocessableEntity, $$"""{"detail":[{"loc":["header","{{Key}}"],"msg":"bad {{Key}}","type":"{{Key}}"}]}"""),
        TaxonomyFault.Answer(HttpStatusCode.BadGateway, $"<html>Bearer {Key}</html>").WithHeader("X-Request-Id", Key),
        TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable, Key),
        TaxonomyFault.Garbage($"{{\"message\": \"{Key}\""),
        TaxonomyFault.Garbage($"{{\"{Key}\": }}").WithHeader("X-Request-Id", Key),
        TaxonomyFault.DropBeforeProcessing(),
        TaxonomyFault.TruncateBody(),
    ];

    /// <summary>The exception as a log prints it, and every property of it and of its causes.</summary>
    private static string Everything(Exception? failure)
    {
        if (failure is null)
            return "";
        var properties = failure.GetType().GetProperties()
            .Where(property => property.GetIndexParameters().Length == 0)
            .Select(property => property.GetValue(failure) switch
            {
                IEnumerable<object> items => string.Join('|', items),
                var value => $"{value}",
            });
        return $"{failure}\n{string.Join('\n', properties)}\n{Everything(failure.InnerException)}";
    }

    private static string[] Lines(FakeLogCollector log) =>
        [.. log.GetSnapshot().Select(line => $"{line.Category} {line.Level} {line.Message} {line.Exception} {string.Join(' ', line.Scopes)}")];

    private static ServiceProvider Build(TaxonomyEmulator emulator, FakeLogCollector log)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(log)));
        services.AddSingleton<TimeProvider>(new SkippingClock());
        services.AddTaxonomyClient().UseEmulator(emulator);
        return services.BuildServiceProvider();
    }

    private static ActivityListener ListenTo(List<string> traces)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                var tags = activity.TagObjects.Concat(activity.Events.SelectMany(happened => happened.Tags));
                lock (traces)
                    traces.Add($"{activity.Source.Name} {activity.DisplayName} {activity.StatusDescription} {string.Join(' ', tags)}");
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
