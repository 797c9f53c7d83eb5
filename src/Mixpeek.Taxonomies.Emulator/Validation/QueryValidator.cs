using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Reads parameters of a query, and collects what is wrong with them.</summary>
internal sealed class QueryValidator(IQueryCollection query)
{
    private readonly BodyValidator _validator = new();

    public IReadOnlyList<BodyFault> Faults => _validator.Faults;

    public int? Integer(string name, int min, int max)
    {
        if (query[name].FirstOrDefault() is not { } text)
            return null;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            _validator.Fault(BodyLocation.Query.At(name), "int_parsing", "Input should be a valid integer, unable to parse string as an integer");
            return null;
        }

        _validator.Range(number, BodyLocation.Query.At(name), min, max);
        return number;
    }

    public DateTimeOffset? Time(string name)
    {
        if (query[name].FirstOrDefault() is not { } text)
            return null;
        if (EmulatorTime.TryParse(text) is { } time)
            return time;
        _validator.Fault(BodyLocation.Query.At(name), "datetime_from_date_parsing", "Input should be a valid datetime or date");
        return null;
    }

    public string Required(string name)
    {
        if (query[name].FirstOrDefault() is { } text)
            return text;
        _validator.Fault(BodyLocation.Query.At(name), "missing", "Field required");
        return "";
    }

    public bool Flag(string name)
    {
        if (query[name].FirstOrDefault() is not { } text)
            return false;
        if (!bool.TryParse(text, out var value))
            _validator.Fault(BodyLocation.Query.At(name), "bool_parsing", "Input should be a valid boolean, unable to interpret input");
        return value;
    }
}
