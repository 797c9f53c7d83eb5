namespace Mixpeek.Taxonomies.Client;

/// <summary>Reads each response whole, within the attempt and its timeout, and writes down in the call's record how the attempt ended.</summary>
internal sealed class ResponseBodyHandler(CallDiagnostics diagnostics) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (CallRecord.Of(request) is not { } call || TaxonomyOperations.Of(request, call) is not { } operation)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage? response = null;
        if (!call.BeginAttempt(operation, RequestBody.SendsOf(request)))
            throw new TaxonomyException($"A handler of the application repeated {operation.Name}, which may have taken effect; the repeat was not sent. Repeat reads alone.") { Operation = operation };
        var isMarked = request.Headers.Remove(TaxonomyHeadersHandler.CallHeader);
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            // A handler further in may have sent a copy that does not know its call.
            response.RequestMessage = request;
            using var unread = response.Content;
            var body = await BufferedBody.ReadAsync(response, operation, call.Options, cancellationToken).ConfigureAwait(false);
            if (call.IsTold)
                call.Headers = ResponseHeaders.All(response.Headers, unread.Headers, call.Options.Secrets);
            End(call, new AttemptEnd(
                body.Error?.StatusCode ?? response.StatusCode,
                body.Error is { } error ? Summary(error) : null,
                RequestId: body.RequestId,
                DateText: body.Stated.DateText,
                RateLimit: body.Error is null && body.Stated.HasRateLimit ? ResponseHeaders.RateLimit(response.Headers) : body.Error?.RateLimit));
            return response;
        }
        catch (Exception raised)
        {
            // What a connection says may quote the service, and everything further out may log it.
            var fault = FailureFactory.IsOfConnection(raised) ? call.Options.Secrets.Apply(raised) : raised;
            End(call, new AttemptEnd(response?.StatusCode, Describe(fault, call, response), fault));
            response?.Dispose();
            if (fault != raised)
                throw fault;
            throw;
        }
        finally
        {
            if (isMarked)
                request.Headers.TryAddWithoutValidation(TaxonomyHeadersHandler.CallHeader, "");
        }
    }

    private void End(CallRecord call, AttemptEnd end)
    {
        if (call.EndAttempt(end))
            diagnostics.AttemptEnded(call);
    }

    private static string Describe(Exception fault, CallRecord call, HttpResponseMessage? response) => fault switch
    {
        OperationCanceledException when call.Caller.IsCancellationRequested => "cancelled by the caller",
        OperationCanceledException => "not answered in time",
        _ => FailureFactory.Describe(fault) is { } reason ? response is null ? reason : $"the body broke off: {reason}" : fault.GetType().Name,
    };

    private static string Summary(TaxonomyApiError error) => error.ErrorType is { } type
        ? $"{(int)error.StatusCode} {HeaderText.Printable(type)}"
        : $"{(int)error.StatusCode}";
}
