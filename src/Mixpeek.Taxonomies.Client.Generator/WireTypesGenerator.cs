using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mixpeek.Taxonomies.Client.Generator;

/// <summary>
/// Completes the types on the wire that name a converter: open enumerations, and models, whose partial properties
/// are their members.
/// </summary>
[Generator]
public sealed class WireTypesGenerator : IIncrementalGenerator
{
    private const string Converter = "System.Text.Json.Serialization.JsonConverterAttribute";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var sources = context.SyntaxProvider.ForAttributeWithMetadataName(
            Converter,
            static (node, _) => node is RecordDeclarationSyntax,
            static (found, _) => SourceOf((INamedTypeSymbol)found.TargetSymbol));
        context.RegisterSourceOutput(sources, static (output, source) =>
        {
            if (source.Text.Length > 0)
                output.AddSource($"{source.Name}.g.cs", source.Text);
        });
    }

    private static (string Name, string Text) SourceOf(INamedTypeSymbol type)
    {
        var text = type switch
        {
            { IsValueType: true } => OpenEnumSource.Of(type),
            { IsAbstract: false } when type.Interfaces.Any(static contract => contract.Name == "IModel") => ModelSource.Of(type),
            _ => "",
        };
        return (type.Name, text);
    }
}
