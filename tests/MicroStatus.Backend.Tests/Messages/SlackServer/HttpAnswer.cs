using System.Text;
using System.Text.Json.Nodes;

namespace MicroStatus.Testing.Slack;

/// <summary>An answer to be written.</summary>
internal sealed record HttpAnswer(int Status, string ContentType, byte[] Body, string? RetryAfter = null)
{
    public static HttpAnswer Ok(JsonObject answer)
    {
        answer["ok"] = true;
        return Json(200, answer);
    }

    public static HttpAnswer Refused(string word, string? retryAfter = null, string? needed = null)
    {
        var answer = new JsonObject { ["ok"] = false, ["error"] = word };
        if (needed is not null)
        {
            answer["needed"] = needed;
        }

        return Json(200, answer, retryAfter);
    }

    public static HttpAnswer TooMany(string? retryAfter) => Json(429, new JsonObject { ["ok"] = false, ["error"] = "ratelimited" }, retryAfter);

    public static HttpAnswer Page(int status) =>
        new(status, "text/html", Encoding.UTF8.GetBytes("<!DOCTYPE html><html><body>Something went wrong.</body></html>"));

    private static HttpAnswer Json(int status, JsonObject answer, string? retryAfter = null) =>
        new(status, "application/json; charset=utf-8", Encoding.UTF8.GetBytes(answer.ToJsonString()), retryAfter);
}
