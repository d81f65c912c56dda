using System.Globalization;
using MailFactory.Testing.Downloads;

// A child process for tests to kill: fetches one file, ends with 0 when it is in place.
var (source, target, sha256, chunkBytes) = (args[0], args[1], args[2], args[3]);
using var http = MediaHttp.CreateClient();
var options = new DownloadOptions { ChunkBytes = long.Parse(chunkBytes, CultureInfo.InvariantCulture) };
var request = new DownloadRequest
{
    Source = new Uri(source),
    Target = target,
    Sha256 = sha256,
};
var result = await new Downloader(http, TimeProvider.System, options).FetchAsync(request, progress: null, CancellationToken.None);
Console.WriteLine(result.Summary);
return result.IsSuccess ? 0 : 1;
