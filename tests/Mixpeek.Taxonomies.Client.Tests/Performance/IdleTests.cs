using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A client that is registered, resolved and kept, and not used, costs nothing but its own memory.</summary>
[Collection(nameof(Alone))]
public sealed class IdleTests
{
    private const int Views = 10_000;

    [Fact]
    public async Task Registering_and_resolving_starts_no_timer_and_opens_no_connection_until_the_first_call()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var timers = Timer.ActiveCount;
        await using var provider = Services(new Uri($"http://{listener.LocalEndpoint}")).BuildServiceProvider();
        var client = provider.GetRequiredService<ITaxonomyClient>();
        _ = client.WithOptions(new TaxonomyCallOptions { Namespace = "ns_other" }).Templates;
        Timer.ActiveCount.Should().Be(timers);
        listener.Pending().Should().BeFalse();

        using var caller = new CancellationTokenSource();
        var call = client.GetAsync("product_tags", cancellationToken: caller.Token);
        using var connection = await listener.AcceptTcpClientAsync(CancellationToken.None);
        Timer.ActiveCount.Should().BeGreaterThan(timers, "a call under way has a timeout");
        await caller.CancelAsync();
        await call.Invoking(static ended => ended).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Registering_and_resolving_starts_no_thread()
    {
        // The first time fills what the process keeps, such as compiled code.
        await ResolveAsync();
        var threads = ThreadIds();
        for (var i = 0; i < 20; i++)
            await ResolveAsync();
        ThreadIds().Except(threads).Count().Should().BeLessThan(20, "no client has a thread of its own");
    }

    [Fact]
    public void Ten_thousand_views_make_no_handler_and_stay_under_200_bytes_each()
    {
        var handlers = 0;
        var services = new ServiceCollection();
        services.AddTaxonomyClient(static options => options.ApiKey = Sample.ApiKey).ConfigurePrimaryHttpMessageHandler(() =>
        {
            handlers++;
            return new SocketsHttpHandler { AllowAutoRedirect = false };
        });
        using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<ITaxonomyClient>();
        var options = new TaxonomyCallOptions { Namespace = "ns_other" };
        var views = new ITaxonomyClient[Views];
        views[0] = client.WithOptions(options);
        handlers.Should().Be(1);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Views; i++)
            views[i] = client.WithOptions(options);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        (bytes / Views).Should().BeLessThan(200);
        handlers.Should().Be(1);
    }

    private static async Task ResolveAsync()
    {
        await using var provider = Services(new Uri("http://127.0.0.1:1")).BuildServiceProvider();
        provider.GetRequiredService<ITaxonomyClient>().Should().NotBeNull();
    }

    private static int[] ThreadIds() => [.. Process.GetCurrentProcess().Threads.Cast<ProcessThread>().Select(static thread => thread.Id)];

    private static ServiceCollection Services(Uri address)
    {
        var services = new ServiceCollection();
        services.AddTaxonomyClient(options => (options.ApiKey, options.Namespace, options.BaseAddress) = (Sample.ApiKey, "ns_test", address));
        return services;
    }
}
