namespace Mixpeek.Taxonomies.Emulator;

/// <summary>A request that the emulator has done with.</summary>
/// <param name="Time">When it arrived.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">The path and the query as they were sent.</param>
/// <param name="Status">The status that was sent; <c>null</c> if there was no answer.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Fault">The fault that it met; <c>null</c> for none.</param>
internal sealed record AnsweredRequest(
    DateTimeOffset Time, string Method, RequestTarget Target, int? Status, TimeSpan Elapsed, TaxonomyFault? Fault);
