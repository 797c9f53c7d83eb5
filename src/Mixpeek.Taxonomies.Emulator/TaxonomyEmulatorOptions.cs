using System.Diagnostics;
using System.Net;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>How an emulator is set up.</summary>
public sealed record TaxonomyEmulatorOptions
{
    /// <summary>The address to listen on. On any other than loopback, whoever reaches this machine can use the emulator with its key.</summary>
    /// <value>Defaults to <see cref="IPAddress.Loopback"/>.</value>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 takes any free one.</summary>
    /// <value>Defaults to 0.</value>
    public int Port { get; init; }

    /// <summary>The one key that is accepted; null makes one up.</summary>
    /// <value>Defaults to null.</value>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiKey { get; init; }

    /// <summary>The namespace that is there from the start; null makes one up.</summary>
    /// <value>Defaults to null.</value>
    public string? Namespace { get; init; }

    /// <summary>Requests that are accepted in a minute; further ones are answered with 429.</summary>
    /// <value>Defaults to 100,000.</value>
    public int RequestsPerMinute { get; init; } = 100_000;

    /// <summary>How often a taxonomy whose hierarchy is inferred is read as not ready, before it is.</summary>
    /// <value>Defaults to 2.</value>
    public int PollsUntilReady { get; init; } = 2;

    /// <summary>The clock of creation times and of the rate limit.</summary>
    /// <value>Defaults to <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Returns where the emulator listens; no key.</summary>
    public override string ToString() => $"{Address}:{Port}";
}
