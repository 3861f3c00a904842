using System.Globalization;
using System.Text.Json;
using System.Web;

namespace MicroStatus.Testing.Slack;

/// <summary>The arguments of a call, whether they came as JSON or as a form.</summary>
internal sealed class CallArguments
{
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);

    public CallArguments(ReceivedCall call)
    {
        if (call.Headers.GetValueOrDefault("Content-Type", string.Empty).StartsWith("application/json", StringComparison.Ordinal))
        {
            foreach (var property in JsonElement.Parse(call.Text).EnumerateObject())
            {
                _values[property.Name] = property.Value;
            }
        }
        else
        {
            var form = HttpUtility.ParseQueryString(call.Text);
            foreach (var name in form.AllKeys.OfType<string>())
            {
                _values[name] = JsonSerializer.SerializeToElement(form[name]);
            }
        }
    }

    public JsonElement? Element(string name) => _values.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public string? Text(string name) => Element(name) is { } value ? value.ToString() : null;

    public bool Flag(string name) => Text(name) is "true" or "True" or "1";

    public int Number(string name, int otherwise) => int.TryParse(Text(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
