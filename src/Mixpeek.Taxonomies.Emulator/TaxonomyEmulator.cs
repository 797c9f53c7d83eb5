using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>
/// A server of the Mixpeek taxonomy API inside this process, on a real socket of the loopback interface. It keeps
/// taxonomies as the service does, records what it is asked, and fails on demand.
/// </summary>
public sealed class TaxonomyEmulator : IAsyncDisposable
{
    private readonly WebApplication _server;

    private TaxonomyEmulator(TaxonomyEmulatorOptions options, WebApplication server)
    {
        _server = server;
        ApiKey = options.ApiKey ?? EmulatorIds.New("sk_", 32);
        Namespace = options.Namespace ?? EmulatorIds.New("ns_", 10);
        Store = new TaxonomyStore(options.TimeProvider, Namespace, options.PollsUntilReady);
    }

    /// <summary>Where the emulator listens, such as <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>The one key that is accepted.</summary>
    public string ApiKey { get; }

    /// <summary>The namespace that is there from the start.</summary>
    public string Namespace { get; }

    /// <summary>What the emulator has been asked, in order.</summary>
    public EmulatorRequestLog Requests { get; } = new();

    /// <summary>What will go wrong next.</summary>
    public TaxonomyFaults Faults { get; } = new();

    /// <summary>The taxonomies that the emulator holds.</summary>
    public TaxonomyStore Store { get; }

    /// <summary>Starts an emulator.</summary>
    /// <param name="options">How it is set up; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<TaxonomyEmulator> StartAsync(
        TaxonomyEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new TaxonomyEmulatorOptions();
        // The empty builder reads no settings of the host program and takes no signals from it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, IdleLifetime>();
        var server = builder.Build();
        var emulator = new TaxonomyEmulator(options, server);
        var limiter = new RequestWindow(options.RequestsPerMinute, options.TimeProvider);
        new EmulatorPipeline(emulator, limiter, options.TimeProvider).Map(server);
        await server.StartAsync(cancellationToken).ConfigureAwait(false);
        var addresses = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        emulator.BaseAddress = new Uri(addresses.Addresses.Single());
        return emulator;
    }

    /// <summary>Makes options for a client of this emulator.</summary>
    public TaxonomyClientOptions CreateClientOptions()
    {
        var options = new TaxonomyClientOptions();
        ConfigureClient(options);
        return options;
    }

    /// <summary>Stops the emulator and closes its connections.</summary>
    public async ValueTask DisposeAsync()
    {
        Faults.ReleaseStalls();
        await _server.DisposeAsync().ConfigureAwait(false);
    }

    internal void ConfigureClient(TaxonomyClientOptions options)
    {
        options.BaseAddress = BaseAddress;
        options.Namespace = Namespace;
        options.ApiKey = ApiKey;
        options.CredentialProvider = new FixedCredentials(ApiKey);
    }
}
