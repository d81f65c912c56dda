using System.Net;
using System.Text.Json;

namespace MailFactory.Testing.Releases.GitHub;

/// <summary>What the API answered, when it answered something worth reading.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body's text.</param>
internal sealed record GitHubAnswer(HttpStatusCode Status, string Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>The body as JSON; throws <see cref="JsonException"/> when it is none.</summary>
    public JsonElement Json => JsonElement.Parse(Body);

    /// <summary>Whether a success has the body that belongs to it; a proxy or a broken connection can leave none.</summary>
    public bool IsReadable => !IsSuccess || Status == HttpStatusCode.NoContent || IsJson();

    /// <summary>Whether a file of that name is there already (422 with the code <c>already_exists</c>).</summary>
    public bool IsNameTaken => Status == HttpStatusCode.UnprocessableEntity && Body.Contains("already_exists", StringComparison.Ordinal);

    /// <summary>The API's own words, in one line; empty when there are none.</summary>
    public string Words =>
        IsJson() && Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("message", out var message)
            ? message.GetString() ?? string.Empty
            : string.Empty;

    private bool IsJson()
    {
        try
        {
            return Json.ValueKind is JsonValueKind.Object or JsonValueKind.Array;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
