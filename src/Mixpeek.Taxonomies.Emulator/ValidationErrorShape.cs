namespace Mixpeek.Taxonomies.Emulator;

/// <summary>How an answer of status 422 is written: the API documents two shapes.</summary>
public enum ValidationErrorShape
{
    /// <summary>As the OpenAPI document says: <c>{"detail":[{"loc":[…],"msg":"…","type":"…"}]}</c>.</summary>
    Detail,

    /// <summary>
    /// As the documentation of errors says: the envelope of all other errors, with
    /// <c>details.validation_errors:[{"location":[…],"message":"…","type":"…"}]</c>.
    /// </summary>
    Envelope,
}
