using System.Diagnostics.CodeAnalysis;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The place of a value inside an argument, such as <c>request.Config.InputMappings[2].InputKey</c>, and the checks
/// that name it in the error.
/// </summary>
internal readonly struct ArgumentPath
{
    /// <summary>What is wrong with a text that has a replacement in it when it is sent.</summary>
    internal const string NoUnicode = "must be valid Unicode, but holds half of a surrogate pair";

    /// <summary>What is wrong with a number that JSON has no word for.</summary>
    internal const string NoFinite = "must be a finite number";

    private readonly string _argument;
    private readonly string _path;

    public ArgumentPath(string argument)
        : this(argument, argument)
    {
    }

    private ArgumentPath(string argument, string path)
    {
        _argument = argument;
        _path = path;
    }

    /// <summary>What an error says, without the name of the parameter that .NET adds to it.</summary>
    public static string ReasonOf(ArgumentException fault) => fault.Message.Split(" (Parameter")[0];

    public ArgumentPath Member(string name) => new(_argument, $"{_path}.{name}");

    public ArgumentPath Item(int index) => new(_argument, $"{_path}[{index}]");

    public ArgumentException Invalid(string fault) => new($"{_path} {fault}.", _argument);

    public void NotNull([NotNull] object? value)
    {
        if (value is null)
            throw Invalid("must not be null");
    }

    public void NotBlank([NotNull] string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            throw Invalid("must not be null or blank");
        if (!JsonString.IsValid(value))
            throw Invalid(NoUnicode);
    }

    public void NullOrNotBlank(string? value)
    {
        if (value is not null)
            NotBlank(value);
    }

    /// <summary>Refuses a name that is blank, or that begins or ends with white space, which a service may remove.</summary>
    public void NewName([NotNull] string? value)
    {
        NotBlank(value);
        if (char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1]))
            throw Invalid("must not begin or end with white space");
    }

    /// <summary>Refuses a clone's name that is the source's own.</summary>
    public void OtherThanSource(string name, string source)
    {
        if (name == source)
            throw Invalid($"is the source's own name, '{HeaderText.Printable(source)}'; a clone needs another");
    }

    public void NotLongerThan(string? value, int length)
    {
        // The service counts code points.
        if (value?.Length > length && value.EnumerateRunes().Count() is var count && count > length)
            throw Invalid($"must have at most {length} characters, but has {count}");
    }

    public void NotMoreThan<T>(IReadOnlyList<T>? items, int count)
    {
        if (items?.Count > count)
            throw Invalid($"must have at most {count} items, but has {items.Count}");
    }

    public void InRange(int? value, int min, int max)
    {
        if (value < min || value > max)
            throw Invalid(max == int.MaxValue ? $"must be at least {min}, but is {value}" : $"must be from {min} to {max}, but is {value}");
    }

    /// <summary>Refuses a text that is no Unicode.</summary>
    public void Valid(string member, string? text)
    {
        if (text is not null && !JsonString.IsValid(text))
            throw Member(member).Invalid(NoUnicode);
    }

    /// <summary>Refuses a number that JSON has no word for.</summary>
    public void Valid(string member, double? number)
    {
        if (number is { } value && !double.IsFinite(value))
            throw Member(member).Invalid(NoFinite);
    }

    /// <summary>Refuses what can't be written.</summary>
    public void Valid(string member, JsonText? json)
    {
        if (json?.Fault is { } fault)
            throw Member(member).Invalid(fault);
    }

    /// <inheritdoc cref="Valid(string, JsonText?)"/>
    public void Valid(string member, JsonMapList? maps)
    {
        Valid(member, maps?.Text);
        if (maps?.IsPartial == true)
            throw Member(member).Invalid("must hold nothing but maps");
    }

    /// <inheritdoc cref="Valid(string, JsonText?)"/>
    public void Valid(string member, TaxonomyFilter? filter) => Valid(member, filter?.Content);

    /// <inheritdoc cref="ExtensibleModel.Validate"/>
    public void Valid(string member, ExtensibleModel? model) => model?.Validate(Member(member));

    /// <inheritdoc cref="Valid(string, string?)"/>
    public void Valid(string member, TextMap? texts)
    {
        foreach (var (name, text) in texts ?? TextMap.Missing)
        {
            Valid(member, name);
            Valid($"{member}[{name}]", text);
        }
    }

    /// <inheritdoc cref="Valid(string, string?)"/>
    public void Valid(string member, IReadOnlyList<string>? texts)
    {
        for (var i = 0; i < texts?.Count; i++)
        {
            if (texts[i] is null)
                throw Member(member).Item(i).Invalid("must not be null");
            if (!JsonString.IsValid(texts[i]))
                Valid($"{member}[{i}]", texts[i]);
        }
    }

    /// <inheritdoc cref="ExtensibleModel.Validate"/>
    public void Valid(string member, IReadOnlyList<ExtensibleModel>? models)
    {
        for (var i = 0; i < models?.Count; i++)
        {
            var item = Member(member).Item(i);
            item.NotNull(models[i]);
            models[i].Validate(item);
        }
    }

    public void EachNotBlank(IReadOnlyList<string>? items)
    {
        for (var i = 0; items is not null && i < items.Count; i++)
            Item(i).NotBlank(items[i]);
    }
}
