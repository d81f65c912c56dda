using MailFactory.Testing.Files;
using Microsoft.AspNetCore.Http;

namespace MailFactory.Web.Serving;

/// <summary>Answers with files, or with what is not there.</summary>
internal static class FileAnswer
{
    /// <summary>A regular file as it is now, to its end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="type">Its content type.</param>
    public static IResult Of(string path, string type)
    {
        try
        {
            var file = RegularFile.OpenRead(path);
            // Without a length: a log grows while it is sent, and an answer of more than its length is cut off.
            return Results.Stream(
                async body =>
                {
                    await using var _ = file.ConfigureAwait(false);
                    await file.CopyToAsync(body).ConfigureAwait(false);
                },
                type
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return NotFound("the file is gone");
        }
    }

    /// <summary>What was asked for is not there.</summary>
    /// <param name="reason">A sentence without a full stop.</param>
    public static IResult NotFound(string reason) =>
        Results.Text($"{reason}\n", "text/plain; charset=utf-8", statusCode: StatusCodes.Status404NotFound);
}
