using System.Collections;
using System.Diagnostics;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>What a log or a debugger shows of any public type has no key in it.</summary>
public sealed class DisplayTests
{
    private const string Key = "sk_planted_c41d07";

    private static readonly Type[] PublicTypes = new[] { typeof(ITaxonomyClient), typeof(TaxonomyEmulator) }
        .SelectMany(type => type.Assembly.GetExportedTypes())
        .Where(type => !type.IsInterface && !type.IsAbstract && !type.IsEnum && !type.IsGenericTypeDefinition)
        .ToArray();

    [Fact]
    public void Property_that_holds_a_secret_is_hidden_from_the_debugger()
    {
        var secrets = PublicTypes.SelectMany(type => type.GetProperties())
            .Where(property => property.PropertyType == typeof(string) && IsSecret(property.Name))
            .ToArray();
        secrets.Select(property => $"{property.DeclaringType!.Name}.{property.Name}").Should().BeEquivalentTo(
            "TaxonomyClientOptions.ApiKey", "TaxonomyEmulatorOptions.ApiKey", "TaxonomyEmulator.ApiKey");
        secrets.Should().OnlyContain(property => property.GetCustomAttribute<DebuggerBrowsableAttribute>()!.State == DebuggerBrowsableState.Never);
    }

    [Fact]
    public void Debugger_shows_what_ToString_returns() =>
        PublicTypes.Where(type => type.GetCustomAttribute<DebuggerDisplayAttribute>() is not null || type.GetCustomAttribute<DebuggerTypeProxyAttribute>() is not null)
            .Should().BeEmpty("the next test looks at ToString alone");

    [Fact]
    public async Task No_public_type_prints_a_planted_key()
    {
        var seen = new Dictionary<Type, List<string>>();
        await foreach (var root in RootsAsync())
            Walk(root, seen, new HashSet<object>(ReferenceEqualityComparer.Instance));
        foreach (var type in PublicTypes.Where(type => !type.IsAssignableTo(typeof(MulticastDelegate)) && !seen.ContainsKey(type)))
            seen[type] = [Print(WithKeyInEveryText(type))];

        seen.Keys.Should().Contain(typeof(TaxonomyClientOptions)).And.Contain(typeof(TaxonomyEmulatorOptions)).And.Contain(typeof(TaxonomyApiError))
            .And.Contain(typeof(TaxonomyServerException)).And.Contain(typeof(TaxonomyCall)).And.Contain(typeof(EmulatorRequest));
        foreach (var (type, texts) in seen)
            texts.Should().NotContain(text => text.Contains(Key, StringComparison.Ordinal), $"{type.Name} prints no key");
    }

    private static bool IsSecret(string name) =>
        new[] { "ApiKey", "Secret", "Token", "Password", "Authorization" }.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Everything that a program holds of the two packages: options, clients, an emulator, and the errors of a service that sends the key back.</summary>
    private static async IAsyncEnumerable<object> RootsAsync()
    {
        var emulatorOptions = new TaxonomyEmulatorOptions { ApiKey = Key };
        await using var emulator = await TaxonomyEmulator.StartAsync(emulatorOptions);
        var options = emulator.CreateClientOptions();
        options.TimeProvider = new SkippingClock();
        var calls = new List<TaxonomyCall>();
        using var client = TaxonomyClient.Create(options);
        using var handler = new TaxonomyHeadersHandler(() => options);
        var callOptions = new TaxonomyCallOptions { OnCompleted = calls.Add, Headers = new Dictionary<string, string> { ["X-Proxy-Key"] = Key } };
        var failures = new List<Exception>();
        foreach (var call in Sample.Calls.Values)
        {
            foreach (var status in new[] { 400, 401, 403, 404, 409, 422, 429, 500, 503, 307 })
            {
                emulator.Faults.Clear();
                emulator.Faults.Add(TaxonomyFault.Answer((HttpStatusCode)status, Echo).WithHeader("X-Request-Id", Key).WithHeader("Location", $"https://{Key}@evil.example/{Key}") with { Times = 1000 });
                try
                {
                    await call(client.WithOptions(callOptions), CancellationToken.None);
                }
                catch (TaxonomyException failure)
                {
                    failures.Add(failure);
                }
            }
        }

        failures.Should().HaveCountGreaterThan(200);
        emulator.Faults.Clear();
        var fault = TaxonomyFault.Garbage(Key).WithHeader("X-Key", Key);
        var taxonomy = new Taxonomy { TaxonomyName = "a", Config = Sample.HierarchicalConfig };
        var plan = TaxonomyPlan.For(taxonomy, taxonomy with { Description = "b" });
        object[] roots =
        [
            emulatorOptions, emulator, options, client, handler, callOptions, calls, failures, fault, TaxonomyFilter.Where("a", FilterOperator.Equal, "b"),
            await client.ListPagesAsync().FirstAsync(), TaxonomyHierarchy.From(Sample.HierarchicalConfig), plan,
        ];
        foreach (var root in roots)
            yield return root;
    }

    private static string Echo => new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["type"] = Key,
            ["message"] = $"Bearer {Key} is not valid",
            ["details"] = new JsonObject { [Key] = Key, ["validation_errors"] = new JsonArray(new JsonObject { ["location"] = new JsonArray(Key), ["message"] = Key }) },
        },
    }.ToJsonString();

    /// <summary>Prints an object and whatever of the packages its properties lead to.</summary>
    private static void Walk(object? value, Dictionary<Type, List<string>> seen, HashSet<object> visited)
    {
        if (value is null or string || !visited.Add(value))
            return;
        if (value is IEnumerable items and not JsonNode)
        {
            foreach (var item in items)
                Walk(item, seen, visited);
        }

        if (!PublicTypes.Contains(value.GetType()))
            return;
        if (!seen.TryGetValue(value.GetType(), out var texts))
            seen[value.GetType()] = texts = [];
        texts.Add(Print(value));
        foreach (var property in value.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0 && !property.GetMethod!.IsStatic))
        {
            var held = property.GetValue(value);
            if (held is string or JsonNode && property.GetCustomAttribute<DebuggerBrowsableAttribute>() is null)
                texts.Add(held.ToString()!);
            Walk(held, seen, visited);
        }
    }

    /// <summary>An object that holds the key wherever it has room for one.</summary>
    private static object WithKeyInEveryText(Type type)
    {
        var value = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties().Where(property => property is { CanWrite: true } && property.PropertyType == typeof(string) && IsSecret(property.Name)))
            property.SetValue(value, Key);
        return value;
    }

    private static string Print(object value) => value.ToString() ?? "";
}
