namespace Mixpeek.Taxonomies.Client;

/// <summary>A promotion, or its undoing, was not carried out. Calling it again finishes what was begun.</summary>
public sealed class TaxonomyPromotionException : TaxonomyException
{
    /// <summary>Makes an error.</summary>
    /// <param name="message">What went wrong, in one line.</param>
    /// <param name="promotion">The promotion.</param>
    /// <param name="isUndone">Whether the production name is where it was before.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public TaxonomyPromotionException(string message, TaxonomyPromotion promotion, bool isUndone, Exception? innerException = null)
        : base(message, innerException)
    {
        Promotion = promotion;
        IsUndone = isUndone;
    }

    /// <summary>The promotion.</summary>
    public TaxonomyPromotion Promotion { get; }

    /// <summary>Whether the production name is where it was before. Where it is not, no taxonomy may have it until the call is made again.</summary>
    public bool IsUndone { get; }
}
