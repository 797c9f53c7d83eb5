using System.Collections;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Conventions;

/// <summary>Rules on every public type of the libraries.</summary>
[Trait("Category", "Smoke")]
public sealed class AssemblyRulesTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly[] Libraries = [typeof(ITaxonomyClient).Assembly, typeof(TaxonomyEmulator).Assembly];

    private static readonly Type[] Types = [.. Libraries.SelectMany(library => library.GetTypes()).Where(type => !IsGenerated(type))];

    private static readonly Type[] PublicTypes = [.. Types.Where(type => type.IsPublic)];

    [Fact]
    public void Classes_are_sealed_unless_they_are_there_to_be_derived_from()
    {
        var open = Types.Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract);
        open.Should().BeEquivalentTo(new[] { typeof(TaxonomyException), typeof(TaxonomyApiException) });
    }

    [Fact]
    public void Public_types_stand_in_the_namespaces_of_the_architecture()
    {
        foreach (var type in PublicTypes)
        {
            var isRegistration = type.GetMethods().Any(method => method.IsStatic && method.ReturnType == typeof(IHttpClientBuilder)) && type.Assembly == Libraries[0];
            type.Namespace.Should().Be(isRegistration ? typeof(IServiceCollection).Namespace : type.Assembly.GetName().Name);
        }
    }

    [Fact]
    public void Public_parameters_have_names_that_are_words()
    {
        var parameters = PublicTypes.SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .OfType<MethodBase>().SelectMany(method => method.GetParameters());
        parameters.Where(parameter => parameter.Name is not "id" && parameter.Name!.Length < 3).Select(parameter => $"{parameter.Member.DeclaringType!.Name}.{parameter.Member.Name}({parameter.Name})").Should().BeEmpty();
    }

    [Fact]
    public void Async_methods_say_so_and_take_a_token_last()
    {
        foreach (var method in PublicTypes.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)))
        {
            if (!IsAsync(method.ReturnType) || method.Name is nameof(IAsyncDisposable.DisposeAsync) or nameof(TaxonomyClientExtensions.WithResponseAsync))
                continue;
            method.Name.Should().EndWith("Async", $"{method.DeclaringType!.Name}.{method.Name} is asynchronous");
            var parameters = method.GetParameters().Select(parameter => parameter.ParameterType.Name);
            parameters.LastOrDefault().Should().Be(nameof(CancellationToken), $"{method.DeclaringType!.Name}.{method.Name} can be cancelled");
        }
    }

    [Fact]
    public void Nothing_static_changes()
    {
        foreach (var field in Types.SelectMany(type => type.GetFields(Declared)).Where(field => field.IsStatic && !IsGenerated(field)))
        {
            var place = $"{field.DeclaringType!.Name}.{field.Name}";
            (field.IsInitOnly || field.IsLiteral).Should().BeTrue($"{place} is read-only");
            var isOpenCollection = field.FieldType.IsArray && field.IsPublic;
            isOpenCollection.Should().BeFalse($"{place} can't be changed by others");
        }
    }

    [Fact]
    public void Models_are_sealed_records_whose_members_are_set_once()
    {
        foreach (var type in Types.Where(type => type.IsClass && type.GetMethod("<Clone>$") is not null))
        {
            (type.IsSealed || type.IsAbstract).Should().BeTrue($"{type.Name} is sealed");
            foreach (var property in type.GetProperties(Declared).Where(property => property.SetMethod is { IsPublic: true }))
            {
                var modifiers = property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Select(modifier => modifier.Name);
                modifiers.Should().Contain("IsExternalInit", $"{type.Name}.{property.Name} is set once");
            }
        }
    }

    [Fact]
    public void Every_model_on_the_wire_is_known_to_the_wire_format()
    {
        var converted = PublicTypes.Where(type => type.GetCustomAttribute<System.Text.Json.Serialization.JsonConverterAttribute>() is not null);
        var models = PublicTypes.Where(type => type.IsSubclassOf(typeof(ExtensibleModel))).Union(converted).ToArray();
        models.Should().HaveCountGreaterThan(40);
        foreach (var model in models)
            TaxonomyJson.Options.TryGetTypeInfo(model, out _).Should().BeTrue($"{model.Name} can be written and read");
    }

    [Fact]
    public void Every_exception_derives_from_the_one_base() =>
        PublicTypes.Where(type => type.IsSubclassOf(typeof(Exception)) && type != typeof(TaxonomyException))
            .Should().OnlyContain(type => type.IsSubclassOf(typeof(TaxonomyException)));

    [Fact]
    public void Every_method_of_the_client_stands_for_a_row_of_the_table()
    {
        string[] others = [nameof(ITaxonomyClient.WithOptions), nameof(ITaxonomyClient.ListPagesAsync), nameof(ITaxonomyClient.SendAsync)];
        var rows = typeof(TaxonomyOperations).GetProperties().Select(property => $"{property.Name}Async");
        MethodsOf(typeof(ITaxonomyClient)).Except(others).Should().BeSubsetOf(rows);
        MethodsOf(typeof(ITaxonomyAnalyticsClient)).Should().BeSubsetOf(rows);
        MethodsOf(typeof(ITaxonomyTemplatesClient)).Should().BeEquivalentTo("ListAsync", "GetAsync", "CreateFromTaxonomyAsync", "InstantiateAsync");
        TaxonomyOperations.All.Should().BeEquivalentTo(
            typeof(TaxonomyOperations).GetProperties().Select(property => property.GetValue(null)).OfType<TaxonomyOperation>());
    }

    [Fact]
    public void Libraries_depend_on_nothing_but_what_the_architecture_allows()
    {
        string[] allowed =
        [
            "System.", "Microsoft.Extensions.", "Polly.", "Polly", "Refit", "netstandard",
        ];
        typeof(ITaxonomyClient).Assembly.GetReferencedAssemblies()
            .Where(reference => !allowed.Any(prefix => reference.Name!.StartsWith(prefix, StringComparison.Ordinal)))
            .Should().BeEmpty();
        typeof(TaxonomyEmulator).Assembly.GetReferencedAssemblies()
            .Where(reference => !allowed.Append("Microsoft.AspNetCore").Append("Mixpeek.Taxonomies.Client").Any(prefix => reference.Name!.StartsWith(prefix, StringComparison.Ordinal)))
            .Should().BeEmpty();
    }

#if NET8_0
    [Fact]
    public void Application_of_NET_8_may_keep_its_packages()
    {
        string[] others = ["Microsoft.Extensions.Http.Resilience", "Microsoft.Extensions.Telemetry.Abstractions"];
        typeof(ITaxonomyClient).Assembly.GetReferencedAssemblies()
            .Where(reference => reference.Name!.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) || reference.Name == "System.Text.Json")
            .Where(reference => !others.Contains(reference.Name) && reference.Version!.Major > 8)
            .Should().BeEmpty();
    }
#endif

    private static IEnumerable<string> MethodsOf(Type type) =>
        type.GetMethods().Where(method => !method.IsSpecialName).Select(method => method.Name).Distinct();

    private static bool IsAsync(Type type) =>
        typeof(Task).IsAssignableFrom(type)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is { } open
            && (open == typeof(ValueTask<>) || open == typeof(IAsyncEnumerable<>)))
        || type == typeof(ValueTask);

    private static bool IsGenerated(MemberInfo member) =>
        member.Name.Contains('<', StringComparison.Ordinal) && member is Type
        || member.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is not null && member is Type
        || member.GetCustomAttribute<System.CodeDom.Compiler.GeneratedCodeAttribute>() is not null
        || (member.DeclaringType is { } outer && IsGenerated(outer))
        || typeof(System.Text.Json.Serialization.JsonSerializerContext).IsAssignableFrom(member as Type ?? member.DeclaringType)
        || (member is Type { Namespace: { } space } && !space.StartsWith("Mixpeek", StringComparison.Ordinal) && space != typeof(IServiceCollection).Namespace);
}
