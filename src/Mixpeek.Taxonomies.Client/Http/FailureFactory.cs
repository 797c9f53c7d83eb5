using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Polly;
using Polly.RateLimiting;
using Polly.Timeout;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Turns everything that a request can end in, other than a model, into one typed exception. Refit asks it in place of its own factories.</summary>
internal static class FailureFactory
{
    /// <summary>The name by which an attempt's own timeout is told from another handler's.</summary>
    public const string AttemptTimeoutName = "Mixpeek.Taxonomies.AttemptTimeout";

    /// <summary>The name by which a permit that was refused to this client is told from a refusal of another handler's limiter.</summary>
    public const string PermitName = "Mixpeek.Taxonomies.Permit";

    /// <summary>The failure that a response stands for; null for a success that can be read. A response that fails is disposed of.</summary>
    public static ValueTask<Exception?> OfResponseAsync(HttpResponseMessage response) =>
        response.Content is BufferedBody body ? ValueTask.FromResult<Exception?>(OfBody(response, body)) : OfAnothersAsync(response);

    private static TaxonomyException? OfBody(HttpResponseMessage response, BufferedBody body)
    {
        var (call, operation) = CallOf(response);
        TaxonomyException? failure = body.Error is { } error ? TaxonomyApiException.From(error) : Unreadable(response, body, operation);
        if (failure is null)
        {
            body.ReadInPlace(call);
            return null;
        }

        response.Dispose();
        return Known(failure, call);
    }

    /// <summary>The failure of a success whose body is no model.</summary>
    public static ValueTask<Exception?> OfDeserializationAsync(HttpResponseMessage response, Exception fault)
    {
        var (call, operation) = CallOf(response);
        if (response.Content is not BufferedBody body)
            return ValueTask.FromResult<Exception?>(fault);
        if (fault is TimeoutException && call is not null)
            return ValueTask.FromResult<Exception?>(UnreadInTime(call, fault));
        var found = body.MediaType is null or "application/json" ? "" : $" (it says it is {body.MediaType})";
        var reason = fault switch
        {
            IncompleteAnswerException incomplete => $"its body {incomplete.Fault}",
            JsonException { Path: { Length: > 1 } path } => $"its body is no {operation?.ResultName} in JSON, from {body.Mask(path)} on{found}",
            _ => $"its body is no {operation?.ResultName} in JSON{found}",
        };
        var failure = Unreadable(response, body, operation, $"{reason}. {NextStep.AfterUnreadable(body.MediaType)}", body.Mask(fault));
        return ValueTask.FromResult<Exception?>(Known(failure, call));
    }

    /// <summary>The failure of a success that names no taxonomy, or another than was asked for.</summary>
    public static TaxonomySerializationException OfAnother(CallRecord call, string asked, (string Id, string Name) found)
    {
        var fault = found.Id.Length == 0
            ? "a taxonomy that has no ID"
            : $"the taxonomy '{HeaderText.Printable(found.Name)}' ({HeaderText.Printable(found.Id)}), and '{HeaderText.Printable(asked)}' was asked for";
        return OfAnother(call, fault, "the answer is of another taxonomy");
    }

    /// <summary>The failure of a success that has another version of the taxonomy than was asked for.</summary>
    public static TaxonomySerializationException OfAnotherVersion(CallRecord call, int asked, Taxonomy found) =>
        OfAnother(call, $"version {found.Version} of the taxonomy '{HeaderText.Printable(found.TaxonomyName)}', and version {asked} was asked for", "the answer is of another version");

    private static TaxonomySerializationException OfAnother(CallRecord call, string fault, string attemptFailure)
    {
        var failure = new TaxonomySerializationException(call.Options.Secrets.Apply($"{call.Operation.Name} was answered with {fault}. Check a proxy or a cache in between."))
        {
            Operation = call.Operation,
            StatusCode = call.LastAttempt?.StatusCode,
            RequestId = call.LastAttempt?.RequestId,
        };
        call.Amend(attempt => attempt with { Failure = attemptFailure, Fault = failure });
        return failure;
    }

    /// <summary>The failure of a request that got no response. An exception of a handler that means no connection, timeout or limit stays what it is.</summary>
    public static Exception OfTransport(HttpRequestMessage request, Exception fault, CancellationToken cancellationToken)
    {
        var call = CallRecord.Of(request);
        var operation = TaxonomyOperations.Of(request, call);
        return fault switch
        {
            _ when IsOfCaller(fault, cancellationToken) =>
                new OperationCanceledException(fault.Message, fault, cancellationToken),
            TaxonomyException known => Known(known, call),
            _ when call is not null && IsOfPermit(fault) => Known(NoPermit(call), call),
            OperationCanceledException { InnerException: TimeoutException } late when call is not null && call.LastAttempt?.Fault != late => Known(EndedByAnother(late, call), call),
            TimeoutRejectedException late => Known(TimedOut(late, call, operation), call),
            ExecutionRejectedException refused => Known(Refused(refused, operation), call),
            _ when IsOfConnection(fault) => Known(Broken(request, fault, call, operation), call),
            _ => fault,
        };
    }

    /// <summary>Whether an exception is the end that the caller's own cancellation makes.</summary>
    public static bool IsOfCaller(Exception fault, CancellationToken cancellationToken) =>
        fault is OperationCanceledException && cancellationToken.IsCancellationRequested;

    /// <summary>Whether an exception says that this client's limiter gave no permit.</summary>
    public static bool IsOfPermit(Exception? fault) =>
        fault is RateLimiterRejectedException { TelemetrySource.StrategyName: PermitName };

    /// <summary>Whether an exception says that a connection could not be made, or broke.</summary>
    public static bool IsOfConnection(Exception fault) =>
        fault is HttpRequestException or IOException or SocketException or TimeoutException or OperationCanceledException;

    /// <summary>Says in a few words what happened to a connection; null where the exception is of something else.</summary>
    public static string? Describe(Exception fault)
    {
        var error = fault switch
        {
            HttpRequestException request => request.HttpRequestError,
            HttpIOException io => io.HttpRequestError,
            _ => HttpRequestError.Unknown,
        };
        return error switch
        {
            HttpRequestError.NameResolutionError => "the host name could not be resolved",
            HttpRequestError.ConnectionError => "the connection was refused or could not be made",
            HttpRequestError.SecureConnectionError => "no secure connection could be made",
            HttpRequestError.ResponseEnded => "the connection was closed",
            HttpRequestError.InvalidResponse => "the answer is no valid HTTP",
            HttpRequestError.ProxyTunnelError => "the proxy refused the connection",
            _ when fault is OperationCanceledException { InnerException: TimeoutException } => "the connection could not be made in time",
            _ when fault is OperationCanceledException => "it was cancelled, but not by the caller",
            _ when fault is TimeoutException => "no answer came in time",
            _ => IsOfConnection(fault) ? "the connection broke" : null,
        };
    }

    /// <summary>The failure of a call whose own time is over.</summary>
    public static TaxonomyTimeoutException OutOfTime(CallRecord call, Exception? fault)
    {
        var seconds = call.Bound.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        var (within, next) = call.TotalTimeout == Timeout.InfiniteTimeSpan
            ? ("after its last answer", $"Set {call.TimeoutName} where the service needs longer.")
            : ($"({call.TimeoutName})", NextStep.RaiseTimeout);
        var attempts = call.Attempts.Count;
        var after = attempts > 1 ? $", in {attempts} attempts" : "";
        return new TaxonomyTimeoutException($"{call.Operation.Name} did not end within {seconds} s {within}{after}. {next}", call.Bound, call.LastFailure ?? fault)
        {
            Operation = call.Operation,
        };
    }

    private static (CallRecord? Call, TaxonomyOperation? Operation) CallOf(HttpResponseMessage response) =>
        response.RequestMessage is { } request && CallRecord.Of(request) is var call ? (call, TaxonomyOperations.Of(request, call)) : default;

    private static TException Known<TException>(TException failure, CallRecord? call)
        where TException : TaxonomyException
    {
        failure.Belongs(call?.ToCall());
        return failure;
    }

    /// <summary>Reads the content that a handler put in place of the body that was read. Refit has it in hand already, and reads it once more.</summary>
    private static async ValueTask<Exception?> OfAnothersAsync(HttpResponseMessage response)
    {
        var (call, operation) = CallOf(response);
        await response.Content.LoadIntoBufferAsync().ConfigureAwait(false);
        var body = await BufferedBody.ReadAsync(response, operation, call?.Options ?? new TaxonomyClientOptions(), CancellationToken.None).ConfigureAwait(false);
        return OfBody(response, body);
    }

    private static TaxonomySerializationException? Unreadable(HttpResponseMessage response, BufferedBody body, TaxonomyOperation? operation)
    {
        var hasResult = operation is not { HasResult: false };
        var fault = body switch
        {
            { Damage: not null } => $"its compressed body is damaged. {NextStep.CheckPath}",
            { IsCut: true } => $"its body is longer than {nameof(TaxonomyClientOptions)}.{nameof(TaxonomyClientOptions.MaxResponseBytes)} allows. {NextStep.RaiseLimit}",
            { Utf8.IsEmpty: true } when hasResult && operation is not { MayBeEmpty: true } => $"its body is empty. {NextStep.CheckPath}",
            { MediaType: "text/html" } when !hasResult => $"it is a page of HTML, which is no answer of the service. {NextStep.CheckPath}",
            _ => null,
        };
        return fault is null ? null : Unreadable(response, body, operation, fault, body.Damage);
    }

    private static TaxonomySerializationException Unreadable(
        HttpResponseMessage response, BufferedBody body, TaxonomyOperation? operation, string fault, Exception? inner)
    {
        var id = body.RequestId is { Length: > 0 } text ? $" Request ID: {HeaderText.Printable(text)}." : "";
        var failure = new TaxonomySerializationException(
            $"{operation?.Name ?? "The request"} was answered with {(int)response.StatusCode}, but {fault}{id}", inner)
        {
            Operation = operation,
            StatusCode = response.StatusCode,
            RequestId = body.RequestId,
            ResponseBody = body.Text,
        };
        CallOf(response).Call?.Amend(attempt => attempt with { Failure = "the body could not be read", Fault = failure });
        return failure;
    }

    private static TaxonomyTimeoutException UnreadInTime(CallRecord call, Exception fault)
    {
        call.Amend(attempt => attempt with { Failure = "the body was not read in time", Fault = fault });
        return Known(OutOfTime(call, fault), call);
    }

    private static TaxonomyTimeoutException NoPermit(CallRecord call) => new(
        $"{nameof(TaxonomyClientOptions)}.{nameof(TaxonomyClientOptions.RateLimiter)} gives no permit within the time of {call.Operation.Name} ({call.TimeoutName}); the request was not sent. Let more through, or raise {call.TimeoutName}.",
        call.Bound,
        call.LastFailure)
    {
        Operation = call.Operation,
    };

    private static TaxonomyTimeoutException TimedOut(TimeoutRejectedException fault, CallRecord? call, TaxonomyOperation? operation)
    {
        var isOwn = fault.TelemetrySource?.StrategyName == AttemptTimeoutName;
        if (isOwn && call is { } own && (fault.Timeout != own.Options.AttemptTimeout || own.TimeLeft <= TimeSpan.Zero))
            return OutOfTime(own, fault);
        var seconds = fault.Timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        var message = isOwn
            ? $"was not answered within {seconds} s (AttemptTimeout). {NextStep.RaiseTimeout}"
            : $"was ended after {seconds} s by {NextStep.OfAnothersTimeout}";
        return new TaxonomyTimeoutException($"{operation?.Name ?? "The request"} {message}", fault.Timeout, fault) { Operation = operation };
    }

    /// <summary>A timeout above the attempts, such as that of the <see cref="HttpClient"/>.</summary>
    private static TaxonomyTimeoutException EndedByAnother(OperationCanceledException fault, CallRecord call) =>
        new($"{call.Operation.Name} was ended by {NextStep.OfAnothersTimeout}", call.Elapsed, fault) { Operation = call.Operation };

    private static TaxonomyException Refused(ExecutionRejectedException fault, TaxonomyOperation? operation) =>
        new($"{operation?.Name ?? "The request"} was turned away by a handler of the application: {fault.Message}", fault) { Operation = operation };

    private static TaxonomyConnectionException Broken(HttpRequestMessage request, Exception fault, CallRecord? call, TaxonomyOperation? operation)
    {
        var name = operation?.Name ?? "The request";
        var host = request.RequestUri is { IsAbsoluteUri: true } address ? address.GetLeftPart(UriPartial.Authority) : "the service";
        var status = call?.LastAttempt is { StatusCode: { } answered } last && last.Fault == fault ? answered : (HttpStatusCode?)null;
        var message = status is null
            ? $"{name} got no answer from {host}: {Describe(fault)}. {NextStep.AfterNoAnswer(fault)}"
            : $"{name} was answered with {(int)status} by {host}, but the body broke off: {Describe(fault)}. {NextStep.AfterNoAnswer(fault)}";
        return new TaxonomyConnectionException(message, call?.Options.Secrets.Apply(fault) ?? fault) { Operation = operation };
    }
}
