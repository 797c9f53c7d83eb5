using System.Reflection;
using System.Runtime.CompilerServices;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Makes an instance of any public type with the plainest arguments that its constructors take.</summary>
internal static class PublicInstances
{
    private const int MaxDepth = 4;

    /// <summary>Instances of a type, one for each public constructor that succeeds.</summary>
    public static IEnumerable<object> Of(Type type, int depth = 0)
    {
        foreach (var constructor in type.IsAbstract || depth > MaxDepth ? [] : type.GetConstructors())
        {
            object? made = null;
            try
            {
                made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => ValueOf(parameter.ParameterType, depth + 1))]);
            }
            catch (TargetInvocationException)
            {
                // The constructor wants better arguments.
            }

            if (made is not null)
                yield return WithRequired(made, depth);
        }
    }

    /// <summary>Sets the required members, which the constructor leaves null.</summary>
    private static object WithRequired(object made, int depth)
    {
        foreach (var property in made.GetType().GetProperties().Where(property => property.IsDefined(typeof(RequiredMemberAttribute)) && !property.PropertyType.IsValueType))
            property.SetValue(made, ValueOf(property.PropertyType, depth + 1));
        return made;
    }

    private static object? ValueOf(Type type, int depth)
    {
        if (type == typeof(string))
            return "/text";
        if (type == typeof(Uri))
            return new Uri("http://localhost");
        if (type == typeof(HttpMethod))
            return HttpMethod.Get;
        if (type == typeof(TaxonomyDiff))
            return TaxonomyDiff.Compare(new Taxonomy(), new Taxonomy());
        if (type == typeof(TaxonomyConfig))
            return new HierarchicalTaxonomyConfig();
        if (type.IsValueType)
            return Activator.CreateInstance(type);
        if (type.IsArray)
            return Array.CreateInstance(type.GetElementType()!, 0);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return Array.CreateInstance(type.GetGenericArguments()[0], 0);
        return type.Assembly == typeof(Taxonomy).Assembly ? Of(type, depth).FirstOrDefault() : null;
    }
}
