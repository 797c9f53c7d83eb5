using System.Diagnostics;
using System.Diagnostics.Metrics;
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
        var measurements = new List<string>();
        using var meters = MeasureInto(measurements);
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
        measurements.Should().Contain(measurement => measurement.Contains("error.type", StringComparison.Ordinal)).And.NotContain(measurement => measurement.Contains(Key, StringComparison.Ordinal));
        traces.Should().Contain(trace => trace.StartsWith(TaxonomyTelemetry.ActivitySourceName, StringComparison.Ordinal) && trace.Contains("***", StringComparison.Ordinal));
        traces.Should().NotContain(trace => trace.Contains(Key, StringComparison.Ordinal));
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
        Lines(log).Should().NotContain(line => line.Contains(Key, StringComparison.Ordinal));
        log.GetSnapshot().Should().NotContain(line => line.Message.Contains("ns_planted", StringComparison.Ordinal), "it is for the scope to name the namespace");
    }

    [Theory]
    [InlineData(@"sk_a+b/c&d_0123456789")]
    [InlineData(@"sk_a\u002Bb\/c\u0026d_0123456789")]
    [InlineData(@"sk_a\\u002bb\\\/c&d_\u00301234\u00356789")]
    [InlineData(@"sk_a%2Bb%2fc%26d_0123456789")]
    [InlineData(@"sk_a&#43;b&#x2F;c&amp;d_0123456789")]
    public async Task Key_is_masked_however_it_is_escaped(string sent)
    {
        using var stub = StubHandler.Of((HttpStatusCode.BadRequest, $$$"""{"error":{"message":"bad <{{{sent}}}>","details":{"key":"{{{sent}}}" } } }"""));
        using var client = Sample.Client(stub, options => options.ApiKey = "sk_a+b/c&d_0123456789");
        var failure = (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyApiException>()).Which;
        failure.ServerMessage.Should().Be("bad <***>");
        failure.Details!["key"]!.GetValue<string>().Should().Be("***");
        failure.ResponseBody.Should().Contain("<***>").And.NotContain("0123456789");
    }

    [Theory]
    [InlineData("sk_a+b/c&d_012345678", "sk_a+b/c&d_012345678")]
    [InlineData("sk_a&", "sk_a&")]
    [InlineData(@"sk_a\u002", @"sk_a\u002")]
    [InlineData(@"sk_a\", @"sk_a\")]
    [InlineData("sk_a%2", "sk_a%2")]
    public async Task What_is_not_the_key_is_told_as_it_is(string sent, string told)
    {
        using var stub = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent($"{sent} ") });
        using var client = Sample.Client(stub, options => options.ApiKey = "sk_a+b/c&d_0123456789");
        var failure = (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyApiException>()).Which;
        failure.ResponseBody.Should().Be($"{told} ");
    }

    [Fact]
    public async Task Key_that_the_end_of_a_cut_body_divides_is_masked()
    {
        using var stub = StubHandler.Of((HttpStatusCode.BadRequest, new string('x', 90) + Sample.ApiKey));
        using var client = Sample.Client(stub, options => options.MaxResponseBytes = 100);
        var failure = (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyApiException>()).Which;
        failure.ResponseBody.Should().Be(new string('x', 90) + "***");
    }

    [Fact]
    public async Task Key_that_was_replaced_meanwhile_stays_masked()
    {
        var keys = new Queue<string>(["sk_old_0123456789", "sk_new_0123456789"]);
        using var stub = StubHandler.Of((HttpStatusCode.ServiceUnavailable, "{}"), (HttpStatusCode.BadRequest, "sk_old_0123456789 was replaced by sk_new_0123456789"));
        using var client = Sample.Client(stub, options => options.CredentialProvider = new QueuedKeys(keys));
        var failure = (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyApiException>()).Which;
        failure.ResponseBody.Should().Be("*** was replaced by ***");
        keys.Should().BeEmpty();
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/KEY\r\nContent-Length: 2\r\n\r\n[]", typeof(TaxonomySerializationException))]
    [InlineData("HTTP/1.1 200 OK\r\nKEY bad line\r\nContent-Length: 2\r\n\r\n[]", typeof(TaxonomyConnectionException))]
    public async Task Key_in_the_head_of_an_answer_is_masked(string answer, Type expected)
    {
        await using var server = new RawServer(async stream =>
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer.Replace("KEY", Sample.ApiKey, StringComparison.Ordinal))));
        var options = Sample.Options();
        options.BaseAddress = server.BaseAddress;
        using var client = TaxonomyClient.Create(options);
        var failure = (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyException>()).Which;
        failure.Should().BeOfType(expected);
        Everything(failure).Should().NotContain(Sample.ApiKey).And.Contain("***");
    }

    [Fact]
    public async Task Key_in_the_id_of_a_taxonomy_that_was_found_is_masked_in_the_message()
    {
        using var stub = StubHandler.Of((HttpStatusCode.InternalServerError, "{}"), (HttpStatusCode.OK, Sample.TaxonomyJson.Replace("tax_0123456789ab", Sample.ApiKey, StringComparison.Ordinal)));
        using var client = Sample.Client(stub);
        var failure = (await client.Awaiting(c => c.CreateAsync(Sample.CreateRequest)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;
        failure.Message.Should().Contain("The taxonomy *** has the name").And.NotContain(Sample.ApiKey);
    }

    [Fact]
    public async Task Key_in_a_broken_answer_is_in_no_log()
    {
        await using var server = new RawServer(async stream =>
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{Sample.ApiKey} bad line\r\nContent-Length: 2\r\n\r\n[]")));
        var log = new FakeLogCollector();
        using var loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(log)));
        var options = Sample.Options();
        options.BaseAddress = server.BaseAddress;
        using var client = TaxonomyClient.Create(options, loggers);
        await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyConnectionException>();
        Lines(log).Should().Contain(line => line.StartsWith("Polly", StringComparison.Ordinal) && line.Contains("***", StringComparison.Ordinal));
        Lines(log).Should().NotContain(line => line.Contains(Sample.ApiKey, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Key_in_what_a_handler_throws_is_in_no_line_and_no_span_of_the_client()
    {
        using var trace = new ExportedTrace();
        using var stub = new StubHandler(_ => throw new InvalidOperationException($"Not {Sample.ApiKey}!"));
        var log = new FakeLogCollector();
        using var loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(log)));
        using var client = TaxonomyClient.Create(Sample.Options(), stub, loggers);
        await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<InvalidOperationException>();
        trace.EndAndTakeCalls().Single().StatusDescription.Should().Be("Not ***!");
        log.GetSnapshot().Single(line => line.Level == LogLevel.Error).Message.Should().Be("GetTaxonomy failed in 1 attempts with InvalidOperationException: Not ***!");
    }

    [Fact]
    public async Task Body_of_nothing_but_escapes_is_masked_in_no_time()
    {
        using var stub = StubHandler.Of((HttpStatusCode.BadRequest, new string('\\', 256 * 1024)));
        using var client = Sample.Client(stub);
        var call = client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyApiException>();
        await call.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Key_is_not_in_serialized_options() =>
        System.Text.Json.JsonSerializer.Serialize(new TaxonomyClientOptions { ApiKey = Key }).Should().Contain("MaxRetries").And.NotContain(Key);

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

    private sealed class QueuedKeys(Queue<string> keys) : ITaxonomyCredentialProvider
    {
        public ValueTask<string> GetApiKeyAsync(CancellationToken cancellationToken) => ValueTask.FromResult(keys.Dequeue());
    }

    private static ServiceProvider Build(TaxonomyEmulator emulator, FakeLogCollector log)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(log)));
        services.AddSingleton<TimeProvider>(new SkippingClock());
        services.AddTaxonomyClient().UseEmulator(emulator);
        return services.BuildServiceProvider();
    }

    private static MeterListener MeasureInto(List<string> measurements)
    {
        var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument.Meter.Name is TaxonomyTelemetry.MeterName or "Polly")
                meters.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, tags));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Add(instrument, tags));
        listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Add(instrument, tags));
        listener.Start();
        return listener;

        void Add(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            lock (measurements)
                measurements.Add($"{instrument.Name} {string.Join(' ', tags.ToArray())}");
        }
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
