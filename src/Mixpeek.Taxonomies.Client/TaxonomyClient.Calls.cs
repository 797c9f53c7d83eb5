using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.Telemetry;

namespace Mixpeek.Taxonomies.Client;

/// <content>How a client is made, and how a call begins and ends.</content>
public sealed partial class TaxonomyClient
{
    // What minds its token ends by itself in this time; the rest is left behind.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(100);

    private readonly OptionsInForce _options;
    private readonly Func<HttpClient> _connect;
    private readonly CallDiagnostics _diagnostics;
    private readonly TaxonomyCallOptions? _view;
    private readonly IDisposable? _owned;
    private volatile TaxonomyApis _apis;

    internal TaxonomyClient(OptionsInForce options, Func<HttpClient> connect, CallDiagnostics diagnostics, IDisposable? owned = null)
    {
        _options = options;
        _connect = connect;
        _diagnostics = diagnostics;
        _owned = owned;
        _apis = Connect(options.Current.BaseAddress);
    }

    private TaxonomyClient(TaxonomyClient origin, TaxonomyCallOptions view)
    {
        _options = origin._options;
        _connect = origin._connect;
        _diagnostics = origin._diagnostics;
        _apis = origin._apis;
        _view = view;
    }

    /// <summary>Makes a client with connections of its own, for programs without a container. Make one and keep it.</summary>
    /// <param name="options">How to reach the service; a later change of it takes effect if it is valid.</param>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    public static TaxonomyClient Create(TaxonomyClientOptions options) => Create(options, loggerFactory: null);

    /// <inheritdoc cref="Create(TaxonomyClientOptions)"/>
    /// <param name="options">How to reach the service; a later change of it takes effect if it is valid.</param>
    /// <param name="loggerFactory">Makes the client's loggers; null for none.</param>
    public static TaxonomyClient Create(TaxonomyClientOptions options, ILoggerFactory? loggerFactory)
    {
        CheckOptions(options);
        var primary = TransportHandlers.CreatePrimary();
        return Create(options, primary, loggerFactory, owned: primary);
    }

    /// <summary>Makes a client over a handler, such as a test double. Disposing the client leaves the handler as it is.</summary>
    /// <param name="options">How to reach the service; a later change of it takes effect if it is valid.</param>
    /// <param name="handler">What carries out the requests. It must not follow redirects.</param>
    /// <param name="loggerFactory">Makes the client's loggers; null for none.</param>
    /// <exception cref="ArgumentException">An option is not valid, or the handler follows redirects.</exception>
    public static TaxonomyClient Create(TaxonomyClientOptions options, HttpMessageHandler handler, ILoggerFactory? loggerFactory = null)
    {
        CheckOptions(options);
        ArgumentNullException.ThrowIfNull(handler);
        if (TransportHandlers.FollowsRedirects(handler))
            throw new ArgumentException($"The handler {TransportHandlers.RedirectFault}.", nameof(handler));
        return Create(options, handler, loggerFactory, owned: null);
    }

    /// <summary>Closes the connections that <see cref="Create(TaxonomyClientOptions, ILoggerFactory)"/> made; a client from a container has none of its own.</summary>
    public void Dispose()
    {
        var isView = _view is not null;
        if (!isView)
            _apis.Dispose();
        _owned?.Dispose();
    }

    internal Task<T> RunAsync<T>(
        TaxonomyOperation operation, Func<TaxonomyApis, TaxonomyCallOptions, CancellationToken, Task<T>> send, CancellationToken cancellationToken) =>
        RunAsync(operation, send, null, cancellationToken);

    /// <summary>Carries out a call, within its time, to a result or to one exception that says what happened.</summary>
    internal async Task<T> RunAsync<T>(
        TaxonomyOperation operation,
        Func<TaxonomyApis, TaxonomyCallOptions, CancellationToken, Task<T>> send,
        NameClaim<T>? claim,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new CallRecord(operation, _options.Current, _view, cancellationToken);
        var apis = ApisOf(call.Options.BaseAddress);
        var reconciler = new NameReconciler<T>(
            call,
            claim,
            token => send(apis, call.View, token),
            apis.Taxonomies,
            _diagnostics);
        _diagnostics.Begin(call);
        try
        {
            var work = reconciler.RunAsync(cancellationToken);
            var isBound = call.TotalTimeout != Timeout.InfiniteTimeSpan || cancellationToken.CanBeCanceled;
            var result = await (isBound && !work.IsCompleted ? BoundAsync(work, reconciler, call, cancellationToken) : work).ConfigureAwait(false);
            _diagnostics.End(call);
            if (_view?.OnCompleted is not null)
                Report(call.ToCall());
            return result;
        }
        catch (Exception failure)
        {
            var ended = call.ToCall();
            if (failure is TaxonomyException known)
                known.Belongs(ended);
            _diagnostics.End(call, failure);
            Report(ended);
            throw;
        }
    }

    /// <summary>Ends a call with its time or its caller's cancellation, even where something in it does not mind its token.</summary>
    private async Task<T> BoundAsync<T>(Task<T> work, NameReconciler<T> reconciler, CallRecord call, CancellationToken caller)
    {
        using var end = call.TotalTimeout == Timeout.InfiniteTimeSpan
            ? new CancellationTokenSource()
            : new CancellationTokenSource(call.TotalTimeout + Grace, call.Clock);
        await using var registration = caller.UnsafeRegister(static state => _ = EndAfterGraceAsync((CancellationTokenSource)state!, TimeProvider.System), end).ConfigureAwait(false);
        try
        {
            return await work.WaitAsync(end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            if (work.IsCompleted)
                return await work.ConfigureAwait(false);
            if (call.Abandon())
                _diagnostics.AttemptEnded(call);
            _ = work.ContinueWith(static left => left.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            caller.ThrowIfCancellationRequested();
            throw reconciler.Conclude(FailureFactory.OutOfTime(call, null));
        }
    }

    /// <summary>A caller who leaves does so by the system's clock, whatever the client's is.</summary>
    private static async Task EndAfterGraceAsync(CancellationTokenSource end, TimeProvider clock)
    {
        await Task.Delay(Grace, clock).ConfigureAwait(false);
        try
        {
            await end.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The call ended by itself.
        }
    }

    private static void CheckOptions(TaxonomyClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.FindFaults() is { Count: > 0 } faults)
            throw new ArgumentException($"The options are not valid: {string.Join("; ", faults)}.", nameof(options));
    }

    private static TaxonomyClient Create(
        TaxonomyClientOptions options, HttpMessageHandler primary, ILoggerFactory? loggerFactory, IDisposable? owned)
    {
        var loggers = loggerFactory ?? NullLoggerFactory.Instance;
        var diagnostics = new CallDiagnostics(loggers);
        var inForce = new OptionsInForce(() => options, diagnostics.Log);
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { Name = RequestPipeline.Name };
        RequestPipeline.Configure(builder, inForce, diagnostics, new TelemetryOptions { LoggerFactory = loggers });
        var handlers = new ResilienceHandler(builder.Build())
        {
            InnerHandler = new TaxonomyHeadersHandler(inForce)
            {
                InnerHandler = new ResponseBodyHandler(diagnostics) { InnerHandler = primary },
            },
        };
        return new TaxonomyClient(inForce, Connect, diagnostics, owned);

        HttpClient Connect()
        {
            var http = new HttpClient(handlers, disposeHandler: false);
            TransportHandlers.Configure(http);
            return http;
        }
    }

    /// <summary>The generated clients of an address, which are made anew where it has changed.</summary>
    private TaxonomyApis ApisOf(Uri baseAddress)
    {
        var apis = _apis;
        return apis.BaseAddress == baseAddress ? apis : _apis = Connect(baseAddress);
    }

    private TaxonomyApis Connect(Uri baseAddress)
    {
        var http = _connect();
        http.BaseAddress = baseAddress;
        return new TaxonomyApis(http);
    }

    /// <summary>Tells the caller; what goes wrong there must not cost the answer.</summary>
    private void Report(TaxonomyCall call)
    {
        try
        {
            _view?.OnCompleted?.Invoke(call);
        }
        catch (Exception failure)
        {
            _diagnostics.Log.CallbackFailed(failure, call.Operation.Name);
        }
    }
}
