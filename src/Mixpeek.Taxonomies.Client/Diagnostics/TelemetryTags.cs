using System.Globalization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The attributes of spans, events and measurements, where there is one under OpenTelemetry's semantic conventions.</summary>
internal static class TelemetryTags
{
    public const string Method = "http.request.method";
    public const string ResendCount = "http.request.resend_count";
    public const string StatusCode = "http.response.status_code";
    public const string ErrorType = "error.type";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string UrlTemplate = "url.template";

    public const string Operation = "mixpeek.operation.name";
    public const string Namespace = "mixpeek.namespace";
    public const string RequestId = "mixpeek.request.id";
    public const string AttemptNumber = "mixpeek.attempt.number";
    public const string Reason = "mixpeek.failure.reason";
    public const string WaitCause = "mixpeek.wait.cause";
    public const string WaitDuration = "mixpeek.wait.duration";

    /// <summary>The kind of a failure: the status of an answer, or the type of the exception.</summary>
    public static string KindOf(Exception failure) => failure switch
    {
        TaxonomyApiException answered => ((int)answered.StatusCode).ToString(CultureInfo.InvariantCulture),
        OperationCanceledException => typeof(OperationCanceledException).FullName!,
        _ => failure.GetType().FullName!,
    };
}
