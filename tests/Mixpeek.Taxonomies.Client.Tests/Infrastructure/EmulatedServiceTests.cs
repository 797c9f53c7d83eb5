using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Tests of a client with its defaults, each against an emulator of its own.</summary>
public abstract class EmulatedServiceTests : IAsyncLifetime
{
    protected TaxonomyEmulator Emulator { get; private set; } = null!;

    protected TaxonomyClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Emulator = await TaxonomyEmulator.StartAsync();
        Client = TaxonomyClient.Create(Emulator.CreateClientOptions());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Emulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
