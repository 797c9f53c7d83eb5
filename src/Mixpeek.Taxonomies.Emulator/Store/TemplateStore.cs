using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>The templates that an emulator holds. They are the same in every namespace.</summary>
public sealed class TemplateStore
{
    private readonly object _lock = new();
    private readonly List<TaxonomyTemplate> _templates = [];

    internal TemplateStore()
    {
    }

    /// <summary>The templates, in the order in which they were added.</summary>
    public IReadOnlyList<TaxonomyTemplate> All
    {
        get
        {
            lock (_lock)
                return _templates.ToArray();
        }
    }

    /// <summary>Adds a template.</summary>
    /// <param name="template">The template, with its ID.</param>
    /// <exception cref="ArgumentException">The template has no ID, or one that is there already.</exception>
    public void Add(TaxonomyTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        lock (_lock)
        {
            if (template.TemplateId.Length == 0 || _templates.Any(other => other.TemplateId == template.TemplateId))
                throw new ArgumentException($"The template ID '{template.TemplateId}' is empty or taken.", nameof(template));
            _templates.Add(template);
        }
    }

    internal TaxonomyTemplate? Find(string templateId) => All.FirstOrDefault(template => template.TemplateId == templateId);
}
