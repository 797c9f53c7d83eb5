namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>What goes wrong on the way.</summary>
internal enum FaultKind
{
    Refused,
    ResetBeforeSending,
    ResetAfterSending,
    StreamRefused,
    StalledHeaders,
    StalledBody,
    TruncatedBody,
    Html,
    NoSuccess,
    Status,
}
