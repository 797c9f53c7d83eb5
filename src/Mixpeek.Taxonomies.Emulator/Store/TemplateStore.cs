using System.Collections.Immutable;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>The templates that an emulator holds. They are the same in every namespace.</summary>
public sealed class TemplateStore
{
    internal const string IdPattern = $"^{Prefix}[a-z0-9_]+$";

    private const string Prefix = "tmpl_";

    private readonly object _lock = new();
    private readonly Dictionary<string, TaxonomyTemplate> _byId = new(StringComparer.Ordinal);
    private ImmutableList<TaxonomyTemplate> _all = [];

    internal TemplateStore()
    {
    }

    /// <summary>The templates as they are now, in the order in which they were added. Later additions do not change the list.</summary>
    public IReadOnlyList<TaxonomyTemplate> All => Volatile.Read(ref _all);

    /// <summary>
    /// Adds a template. What it lacks is filled in: the type <c>taxonomy</c>, the mode <c>config</c>, the scope
    /// <c>organization</c>, an owner, a name and a description.
    /// </summary>
    /// <param name="template">The template, with its ID.</param>
    /// <exception cref="ArgumentException">The template's ID is no <c>tmpl_</c> with lower-case letters, digits and underscores, or is there already.</exception>
    public void Add(TaxonomyTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        if (!IsId(template.TemplateId))
            throw new ArgumentException($"The template ID '{template.TemplateId}' does not match '{IdPattern}'.", nameof(template));
        lock (_lock)
        {
            template = WithDefaults(template);
            if (!_byId.TryAdd(template.TemplateId, template))
                throw new ArgumentException($"The template ID '{template.TemplateId}' is taken.", nameof(template));
            Volatile.Write(ref _all, _all.Add(template));
        }
    }

    internal TaxonomyTemplate? Find(string templateId)
    {
        lock (_lock)
            return _byId.GetValueOrDefault(templateId);
    }

    internal static bool IsId(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal) && id.Length > Prefix.Length
        && id.AsSpan(Prefix.Length).IndexOfAnyExcept(IdCharacters) < 0;

    private static TaxonomyTemplate WithDefaults(TaxonomyTemplate template)
    {
        var name = template.Name.Length > 0 ? template.Name : template.TemplateId;
        return template with
        {
            TemplateType = template.TemplateType == default ? TemplateType.Taxonomy : template.TemplateType,
            Mode = template.Mode == default ? TemplateMode.Config : template.Mode,
            Scope = template.Scope == default ? TemplateScope.Organization : template.Scope,
            InternalId = template.InternalId.Length > 0 ? template.InternalId : "org_emulator",
            Name = name,
            Description = template.Description.Length > 0 ? template.Description : name,
        };
    }

    private static readonly System.Buffers.SearchValues<char> IdCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");
}
