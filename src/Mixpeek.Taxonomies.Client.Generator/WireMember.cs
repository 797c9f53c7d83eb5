using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Mixpeek.Taxonomies.Client.Generator;

/// <summary>A partial property of a model: a member on the wire, kept in a field that is null where the member is absent.</summary>
internal sealed class WireMember
{
    private readonly IPropertySymbol _property;

    public WireMember(IPropertySymbol property)
    {
        _property = property;
        IsNullable = property.Type.NullableAnnotation == NullableAnnotation.Annotated || property.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        Storage = StorageOf(property.Type);
    }

    public string Name => _property.Name;

    public string WireName => ToSnakeCase(Name);

    /// <summary>The name that was read before this one; null for none.</summary>
    public string? OlderName => Argument("OlderNameAttribute") as string;

    public string Field => $"_{char.ToLowerInvariant(Name[0])}{Name.Substring(1)}";

    /// <summary>The type of the field, without its question mark.</summary>
    public string Storage { get; }

    public bool IsRequired => _property.IsRequired;

    public bool IsOptional => Storage.StartsWith("Optional<", StringComparison.Ordinal);

    /// <summary>Whether the field holds something that can be wrong in itself.</summary>
    public bool IsChecked => !Value.IsValueType || Value.SpecialType == SpecialType.System_Double;

    public string FieldType => IsOptional ? Storage : $"{Storage}?";

    /// <summary>What the member counts as: its value, or the default of an absent one.</summary>
    public string Effective => HasDocumentedDefault ? Name : IsNullable || IsOptional ? Field : $"({Field} ?? {Default})";

    public string Declaration => $$"""
            [DebuggerBrowsable(DebuggerBrowsableState.Never)]
            private {{FieldType}} {{Field}};

            public {{(IsRequired ? "required " : "")}}partial {{_property.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier))}} {{Name}}
            {
                get => {{Getter}};
                init => {{Field}} = Stored.Of(value);
            }
        """;

    /// <summary>Whether a model of the caller's says what the member counts as: a documented value, or nothing in a list or map.</summary>
    public bool HasStatedDefault => HasDocumentedDefault
        || (!IsRequired && !IsNullable && (Storage is "JsonText" or "JsonMapList" or "TextMap" || Storage.StartsWith("ItemList<", StringComparison.Ordinal)));

    public string Default => Argument("DefaultValueAttribute") switch
    {
        bool flag => flag ? "true" : "false",
        string text when Storage == "string" => $"\"{text}\"",
        string text => $"new {Storage}(\"{text}\")",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Storage switch
        {
            "string" => "\"\"",
            _ when Value.IsValueType => "default",
            _ when IsOneOfSeveral => Storage.Replace(Value.Name, $"Unknown{Value.Name}.Missing"),
            _ => $"{Storage}.Missing",
        },
    };

    private bool HasDocumentedDefault => Argument("DefaultValueAttribute") is not null;

    private bool IsNullable { get; }

    /// <summary>The type of the value: what is optional, nullable or in a list is taken out.</summary>
    private ITypeSymbol Value => _property.Type is INamedTypeSymbol { TypeArguments.Length: 1 } wrapper && (wrapper.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || IsOptional)
        ? wrapper.TypeArguments[0]
        : _property.Type;

    /// <summary>Whether the member takes a value of any shape: JSON, or one of several types.</summary>
    private bool TakesAny => IsAnyJson || IsOneOfSeveral;

    private bool IsOneOfSeveral => Value is { TypeKind: TypeKind.Class, IsAbstract: true };

    private bool IsAnyJson => Value.Name == "JsonNode";

    private string Getter => Storage switch
    {
        "JsonText" => IsNullable ? $"{Field}?.ToObject()" : $"{Effective}.ToObject()",
        "Optional<JsonText?>" => IsAnyJson ? $"JsonText.ToNode({Field})" : $"JsonText.ToObject({Field})",
        _ when !HasDocumentedDefault => Effective,
        _ => $"{Field} ?? (KeepsRaw(\"{WireName}\"u8) ? {Unreadable} : {Default})",
    };

    /// <summary>What a member with a documented default counts as if its value could not be understood: false, zero or empty, but not the default.</summary>
    private string Unreadable => Storage == "string" ? "\"\"" : $"default({Storage})";

    /// <summary>The call that reads the member from a reader on its name.</summary>
    public string Read(string reader, string wireName) => TakesAny
        ? $"MemberReader.ReadAny(ref {reader}, ref {Field});"
        : $"MemberReader.Read(ref {reader}, \"{wireName}\"u8, ref rest, ref {Field});";

    public static string ToSnakeCase(string name)
    {
        var result = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i])
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                result.Append('_');
            result.Append(char.ToLowerInvariant(name[i]));
        }

        return result.ToString();
    }

    private static string StorageOf(ITypeSymbol type)
    {
        var arguments = type is INamedTypeSymbol named ? named.TypeArguments : [];
        return type.Name switch
        {
            "Nullable" => StorageOf(arguments[0]),
            "String" => "string",
            "JsonObject" or "JsonNode" => "JsonText",
            "IReadOnlyList" => arguments[0].Name == "JsonObject" ? "JsonMapList" : $"ItemList<{StorageOf(arguments[0])}>",
            "IReadOnlyDictionary" => "TextMap",
            "Optional" => $"Optional<{StorageOf(arguments[0])}?>",
            _ => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
        };
    }

    private object? Argument(string attribute) => _property.GetAttributes()
        .FirstOrDefault(found => found.AttributeClass?.Name == attribute)?.ConstructorArguments[0].Value;
}
