using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Reads parameters of a query, and collects what is wrong with them. Of a repeated one the last counts.</summary>
internal sealed class QueryValidator(IQueryCollection query)
{
    private static readonly string[] Yes = ["true", "1", "yes", "on", "t", "y"];
    private static readonly string[] No = ["false", "0", "no", "off", "f", "n"];

    private readonly BodyValidator _validator = new();

    public IReadOnlyList<BodyFault> Faults => _validator.Faults;

    public string? Text(string name) => query[name].LastOrDefault();

    public int? Integer(string name, int min, int max)
    {
        if (Text(name) is not { } text)
            return null;
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!double.TryParse(text, style, CultureInfo.InvariantCulture, out var number) || Math.Floor(number) != number)
        {
            Fault(name, "int_parsing", "Input should be a valid integer, unable to parse string as an integer");
            return null;
        }

        return _validator.Integer(number, BodyLocation.Query.At(name), min, max);
    }

    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (EmulatorTime.TryParse(text) is { } time)
            return time;
        Fault(name, "datetime_from_date_parsing", "Input should be a valid datetime or date");
        return null;
    }

    public string Required(string name)
    {
        if (Text(name) is { } text)
            return text;
        Fault(name, "missing", "Field required");
        return "";
    }

    public bool Flag(string name)
    {
        if (Text(name) is not { } text)
            return false;
        if (Yes.Contains(text, StringComparer.OrdinalIgnoreCase))
            return true;
        if (!No.Contains(text, StringComparer.OrdinalIgnoreCase))
            Fault(name, "bool_parsing", "Input should be a valid boolean, unable to interpret input");
        return false;
    }

    public void Fault(string name, string type, string message) => _validator.Fault(BodyLocation.Query.At(name), type, message);
}
