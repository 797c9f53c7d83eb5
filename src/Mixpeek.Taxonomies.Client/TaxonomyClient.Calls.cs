using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.Telemetry;

namespace Mixpeek.Taxonomies.Client;

/// <content>How a client is made, and how a call begins and ends.</content>
public sealed partial class TaxonomyClient
{
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

    /// <summary>The clock that the client goes by.</summary>
    internal TimeProvider Clock => _options.Current.TimeProvider;

    /// <summary>Where the client's calls go.</summary>
    internal (Uri BaseAddress, string? Namespace) Destination => (_options.Current.BaseAddress, _view?.Namespace ?? _options.Current.Namespace);

    /// <summary>Closes the connections that <see cref="Create(TaxonomyClientOptions, ILoggerFactory)"/> made; a client from a container has none of its own.</summary>
    public void Dispose()
    {
        var isView = _view is not null;
        if (!isView)
            _apis.Dispose();
        _owned?.Dispose();
    }

    /// <summary>A view for reading what may not exist.</summary>
    internal TaxonomyClient ExpectingAbsence() => new(this, new TaxonomyCallOptions { ExpectsAbsence = true }.Over(_view));

    /// <summary>A view whose calls end within this time, or earlier where they would anyway.</summary>
    internal TaxonomyClient Within(TimeSpan time)
    {
        var total = _view?.Timeout ?? _options.Current.TotalTimeout;
        if (total != Timeout.InfiniteTimeSpan && total <= time)
            return this;
        var bound = time < CallBounds.LongestTimeout ? time : CallBounds.LongestTimeout;
        return new(this, new TaxonomyCallOptions { Timeout = bound }.Over(_view));
    }

    internal Task<T> RunAsync<T>(
        TaxonomyOperation operation, Func<TaxonomyApis, TaxonomyCallOptions, CancellationToken, Task<T>> send, CancellationToken cancellationToken) =>
        RunAsync(operation, send, null, null, cancellationToken);

    internal Task<T> RunAsync<T>(
        TaxonomyOperation operation,
        Func<TaxonomyApis, TaxonomyCallOptions, CancellationToken, Task<T>> send,
        NameClaim<T>? claim,
        CancellationToken cancellationToken) =>
        RunAsync(operation, send, claim, null, cancellationToken);

    /// <summary>Carries out a call, within its time, to a result or to one exception that says what happened.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="send">Sends its request.</param>
    /// <param name="claim">What the call claims of a name; null for nothing.</param>
    /// <param name="faultOf">Says what is wrong with an answer that could be read; null where nothing can be.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    private async Task<T> RunAsync<T>(
        TaxonomyOperation operation,
        Func<TaxonomyApis, TaxonomyCallOptions, CancellationToken, Task<T>> send,
        NameClaim<T>? claim,
        Func<T, CallRecord, Exception?>? faultOf,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new CallRecord(operation, _options.Current, _view, cancellationToken);
        var reconciler = new NameReconciler<T>(call, claim, faultOf, send, ApisOf(call.Options.BaseAddress), _diagnostics);
        _diagnostics.Begin(call);
        var begun = reconciler.RunAsync(cancellationToken);
        CallOutcome<T> outcome;
        if (begun.IsCompletedSuccessfully)
        {
            outcome = begun.Result;
        }
        else
        {
            var work = begun.AsTask();
            using (var end = CallEnd.Of(call))
                await ((Task)work).WaitAsync(end?.Token ?? CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            outcome = work.IsCompletedSuccessfully ? work.Result : new(work.IsCompleted ? TaskFailure.Of(work)! : Abandon(work, reconciler, call));
        }

        if (outcome.Failure is { } failure)
        {
            Fail(call, failure);
            ExceptionDispatchInfo.Throw(failure);
        }

        _diagnostics.End(call);
        if (_view?.OnCompleted is not null)
            Report(call.ToCall());
        return outcome.Result!;
    }

    private void Fail(CallRecord call, Exception failure)
    {
        var ended = call.ToCall();
        if (failure is TaxonomyException known)
            known.Belongs(ended);
        _diagnostics.End(call, failure);
        Report(ended);
    }

    /// <summary>Leaves work behind that minds neither the call's time nor its caller's cancellation.</summary>
    /// <returns>What the call ends in.</returns>
    private Exception Abandon<T>(Task work, NameReconciler<T> reconciler, CallRecord call)
    {
        if (call.Abandon())
            _diagnostics.AttemptEnded(call);
        _ = work.ContinueWith(static left => left.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return call.Caller.IsCancellationRequested
            ? new OperationCanceledException(call.Caller)
            : reconciler.Conclude(FailureFactory.OutOfTime(call, null));
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
                InnerHandler = new ResponseBodyHandler(diagnostics)
                {
                    InnerHandler = new InsecureAddressHandler(inForce, diagnostics.Log) { InnerHandler = primary },
                },
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
