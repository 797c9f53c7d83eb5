namespace TaxonomyCli;

/// <summary>A part of several changes was carried out.</summary>
/// <param name="message">What is unfinished, and how to finish it.</param>
/// <param name="innerException">Why.</param>
internal sealed class UnfinishedException(string message, Exception innerException) : Exception(message, innerException);
