using System.Diagnostics;
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
/// A server of the Mixpeek taxonomy API inside this process, on a real socket: of the loopback interface, unless
/// <see cref="TaxonomyEmulatorOptions.Address"/> names another. It keeps taxonomies as the service does, records what it is
/// asked, and fails on demand. <c>GET /health</c> answers 200 without a key, and is not recorded.
/// </summary>
public sealed class TaxonomyEmulator : IAsyncDisposable
{
    private readonly TaxonomyEmulatorOptions _options;
    private readonly Action<IWebHostBuilder, int> _listen;
    private WebApplication _server = null!;

    private TaxonomyEmulator(TaxonomyEmulatorOptions options, Action<IWebHostBuilder, int> listen)
    {
        _options = options;
        _listen = listen;
        ApiKey = options.ApiKey ?? EmulatorIds.New("sk_", 32);
        Namespace = options.Namespace ?? EmulatorIds.New("ns_", 10);
        Requests = new EmulatorRequestLog(options.MaxRecordedRequests, options.MaxRecordedBytes);
        Store = new TaxonomyStore(options.TimeProvider, Namespace, options.PollsUntilReady);
    }

    /// <summary>Where the emulator listens, such as <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri BaseAddress { get; private set; } = new("http://localhost/");

    /// <summary>The one key that is accepted.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string ApiKey { get; }

    /// <summary>The namespace that is there from the start.</summary>
    public string Namespace { get; }

    /// <summary>What the emulator has been asked, in order.</summary>
    public EmulatorRequestLog Requests { get; }

    /// <summary>What will go wrong next.</summary>
    public TaxonomyFaults Faults { get; } = new();

    /// <summary>The taxonomies that the emulator holds.</summary>
    public TaxonomyStore Store { get; }

    /// <summary>What carries the requests, for tests that use another than sockets.</summary>
    internal IServer Server => _server.Services.GetRequiredService<IServer>();

    /// <summary>Starts an emulator.</summary>
    /// <param name="options">How it is set up; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ArgumentException">An option is not valid; the message names it.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static Task<TaxonomyEmulator> StartAsync(
        TaxonomyEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new TaxonomyEmulatorOptions();
        options.Validate();
        return StartAsync(options, Listen, cancellationToken);

        void Listen(IWebHostBuilder host, int port) => host.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // What is over the limit gets an answer of the emulator's own; chunks are counted here with their framing.
            kestrel.Limits.MaxRequestBodySize = RequestBody.Allowance(options.MaxRequestBytes);
            kestrel.Listen(options.Address, port);
        });
    }

    /// <summary>
    /// Closes every connection at once, as a crash would, and listens again on the same address. What the emulator
    /// holds, has recorded and has yet to show stays.
    /// </summary>
    /// <param name="cancellationToken">Cancels the new start.</param>
    /// <exception cref="IOException">The port has been taken in the meantime.</exception>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await StopAtOnceAsync().ConfigureAwait(false);
        await StartServerAsync(BaseAddress.Port, cancellationToken).ConfigureAwait(false);
    }

    internal static async Task<TaxonomyEmulator> StartAsync(
        TaxonomyEmulatorOptions options, Action<IWebHostBuilder, int> listen, CancellationToken cancellationToken)
    {
        var emulator = new TaxonomyEmulator(options, listen);
        try
        {
            await emulator.StartServerAsync(options.Port, cancellationToken).ConfigureAwait(false);
            return emulator;
        }
        catch
        {
            await emulator.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Makes options for a client of this emulator, with its address, its key and its namespace. If the address is not that of
    /// loopback, they allow <c>http</c>.
    /// </summary>
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
        options.AllowInsecureHttp |= !BaseAddress.IsLoopback;
        options.Namespace = Namespace;
        options.ApiKey = ApiKey;
    }

    private async Task StartServerAsync(int port, CancellationToken cancellationToken)
    {
        // The empty builder reads no settings of the host program and takes no signals from it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        _listen(builder.WebHost, port);
        builder.Services.AddSingleton<IHostLifetime, IdleLifetime>();
        _server = builder.Build();
        var limiter = new RequestWindow(_options.RequestsPerMinute, _options.TimeProvider);
        _server.Run(new EmulatorPipeline(this, _options, limiter).AnswerAsync);
        await _server.StartAsync(cancellationToken).ConfigureAwait(false);
        if (Server.Features.Get<IServerAddressesFeature>()?.Addresses.SingleOrDefault() is { } address)
            BaseAddress = Reachable(new Uri(address));
    }

    /// <summary>An address that stands for all of the machine's is reached by loopback.</summary>
    private Uri Reachable(Uri address)
    {
        if (_options.Address.Equals(IPAddress.Any))
            return new UriBuilder(address) { Host = IPAddress.Loopback.ToString() }.Uri;
        return _options.Address.Equals(IPAddress.IPv6Any) ? new UriBuilder(address) { Host = $"[{IPAddress.IPv6Loopback}]" }.Uri : address;
    }

    private async Task StopAtOnceAsync()
    {
        try
        {
            await _server.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It is stopped without waiting for what is under way.
        }

        await _server.DisposeAsync().ConfigureAwait(false);
    }
}
