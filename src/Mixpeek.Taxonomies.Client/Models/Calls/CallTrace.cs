using System.Diagnostics;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What was begun for those who listen to a call: its span, and its scope in the log; null where nobody does.</summary>
internal sealed record CallTrace(Activity? Span, IDisposable? Scope);
