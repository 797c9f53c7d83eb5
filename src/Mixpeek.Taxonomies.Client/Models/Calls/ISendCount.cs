namespace Mixpeek.Taxonomies.Client;

/// <summary>Tells how often a request's body began to be written, at the most: before that, the service can't have processed the request.</summary>
internal interface ISendCount
{
    int Count { get; }
}
