using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Reads the options from a section, without reflection.</summary>
internal static class TaxonomyOptionsBinder
{
    public static void Bind(IConfiguration section, TaxonomyClientOptions options)
    {
        options.ApiKey = TaxonomyClientOptions.SetText(section[nameof(options.ApiKey)]) ?? options.ApiKey;
        options.Namespace = TaxonomyClientOptions.SetText(section[nameof(options.Namespace)]) ?? options.Namespace;
        if (Read(section, nameof(options.BaseAddress), ParseAddress, "an absolute address") is { } address)
            options.BaseAddress = address;
        if (ReadValue(section, nameof(options.AllowInsecureHttp), ParseFlag, "true or false") is { } isAllowed)
            options.AllowInsecureHttp = isAllowed;
        options.AttemptTimeout = ReadValue(section, nameof(options.AttemptTimeout), ParseTime, "a time such as 00:00:30") ?? options.AttemptTimeout;
        options.TotalTimeout = ReadValue(section, nameof(options.TotalTimeout), ParseTime, "a time such as 00:01:40") ?? options.TotalTimeout;
        options.MaxRetries = ReadValue(section, nameof(options.MaxRetries), ParseInteger, "a whole number") ?? options.MaxRetries;
        options.ReconcileByName = ReadValue(section, nameof(options.ReconcileByName), ParseFlag, "true or false") ?? options.ReconcileByName;
        options.KeepDefaultResilienceHandlers = ReadValue(section, nameof(options.KeepDefaultResilienceHandlers), ParseFlag, "true or false") ?? options.KeepDefaultResilienceHandlers;
        options.MaxResponseBytes = ReadValue(section, nameof(options.MaxResponseBytes), ParseInteger, "a whole number") ?? options.MaxResponseBytes;
        options.VerifyAnswers = ReadValue(section, nameof(options.VerifyAnswers), ParseFlag, "true or false") ?? options.VerifyAnswers;
    }

    private static T? Read<T>(IConfiguration section, string key, Func<string, T?> parse, string expected)
        where T : class =>
        TaxonomyClientOptions.SetText(section[key]) is { } text ? parse(text) ?? throw NotA(expected, section, key) : null;

    private static T? ReadValue<T>(IConfiguration section, string key, Func<string, T?> parse, string expected)
        where T : struct =>
        TaxonomyClientOptions.SetText(section[key]) is { } text ? parse(text) ?? throw NotA(expected, section, key) : null;

    private static FormatException NotA(string expected, IConfiguration section, string key)
    {
        var path = section is IConfigurationSection { Path.Length: > 0 } named ? $"{named.Path}:{key}" : key;
        return new FormatException($"The setting {path} must be {expected}.");
    }

    private static Uri? ParseAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : null;

    // A number alone would be days.
    private static TimeSpan? ParseTime(string text) =>
        text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time : null;

    private static bool? ParseFlag(string text) => bool.TryParse(text, out var flag) ? flag : null;

    private static int? ParseInteger(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
