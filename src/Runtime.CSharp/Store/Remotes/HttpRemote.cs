using System.Net;
using System.Net.Http.Headers;

namespace Spindle.Store.Remotes;

/// <summary>
/// A remote of the plain HTTP protocol that build tools made common: <c>GET</c>, <c>HEAD</c> and <c>PUT</c> of
/// <c>cas/DIGEST</c> and <c>ac/KEY</c> below one address. Redirects are not followed: they could lead anywhere.
/// </summary>
internal sealed class HttpRemote : IRemote
{
    private readonly HttpClient client;
    private readonly RemoteLimits limits;
    private readonly string address;

    public HttpRemote(Uri address, RemoteLimits limits, AuthenticationHeaderValue? credentials)
    {
        (this.limits, Name) = (limits, address.GetLeftPart(UriPartial.Path).TrimEnd('/'));
        this.address = Name + "/";
        client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = limits.Connect,
            MaxConnectionsPerServer = limits.Parallel,
            MaxResponseDrainSize = 1 << 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.Authorization = credentials;
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("identity");
        client.DefaultRequestHeaders.UserAgent.ParseAdd("spindle");
    }

    public string Name { get; }

    public async Task<RemoteContent?> GetAsync(RemoteItem item, long from, CancellationToken cancellation)
    {
        var pace = new Pace(limits, cancellation);
        HttpResponseMessage? answer = null;
        try
        {
            using var request = Request(HttpMethod.Get, item);
            if (from > 0) request.Headers.Range = new(from, null);
            answer = await SendAsync(request, pace).ConfigureAwait(false);
            if (IsAbsence(answer.StatusCode)) return null;
            Require(answer, "be read");
            var first = answer.StatusCode == HttpStatusCode.PartialContent ? answer.Content.Headers.ContentRange?.From : 0;
            if (first != 0 && first != from) throw RemoteException.Lie($"the remote {Name} sends another part of {item.Path} than was asked for");
            var stream = await answer.Content.ReadAsStreamAsync(pace.Token).ConfigureAwait(false);
            var content = new RemoteContent(new PacedStream(stream, pace, Name, answer), first.Value, answer.Content.Headers.ContentLength);
            (answer, pace) = (null, null);
            return content;
        }
        finally
        {
            answer?.Dispose();
            pace?.Dispose();
        }
    }

    public async Task<long?> SizeAsync(RemoteItem item, CancellationToken cancellation)
    {
        using var pace = new Pace(limits, cancellation);
        using var request = Request(HttpMethod.Head, item);
        using var answer = await SendAsync(request, pace).ConfigureAwait(false);
        if (IsAbsence(answer.StatusCode)) return null;
        Require(answer, "be read");
        return answer.Content.Headers.ContentLength;
    }

    public async Task PutAsync(RemoteItem item, Stream content, CancellationToken cancellation)
    {
        using var pace = new Pace(limits, cancellation);
        using var request = Request(HttpMethod.Put, item);
        request.Content = new StreamContent(new PacedStream(content, pace, Name));
        request.Content.Headers.ContentLength = content.Length;
        request.Content.Headers.ContentType = new("application/octet-stream");
        using var answer = await SendAsync(request, pace).ConfigureAwait(false);
        Require(answer, "be written");
    }

    public void Dispose() => client.Dispose();

    private HttpRequestMessage Request(HttpMethod method, RemoteItem item) => new(method, address + item.Path);

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Pace pace)
    {
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, pace.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException problem) when (pace.IsLost)
        {
            throw RemoteException.Passing($"the remote {Name} does not answer in time", problem);
        }
        catch (OperationCanceledException problem) when (!pace.Token.IsCancellationRequested)
        {
            throw RemoteException.Passing($"the remote {Name} cannot be reached in time", problem);
        }
        catch (HttpRequestException problem) when (problem.InnerException is RemoteException inner)
        {
            throw inner;
        }
        catch (HttpRequestException problem) when (problem.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw RemoteException.Lasting($"no secure connection to the remote {Name}: {Reason(problem)}", cause: problem);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            throw RemoteException.Passing($"the remote {Name} cannot be reached: {Reason(problem)}", problem);
        }
    }

    private void Require(HttpResponseMessage answer, string purpose)
    {
        if (answer.IsSuccessStatusCode) return;
        var status = (int)answer.StatusCode;
        throw status switch
        {
            408 or 429 or >= 500 and not (501 or 505) =>
                RemoteException.Passing($"the remote {Name} answers {status}", wait: WaitOf(answer.Headers.RetryAfter)),
            401 or 403 => RemoteException.Lasting($"the remote {Name} may not {purpose} ({status})", "a login and its password, or a token as a password alone, stand in ~/.netrc"),
            >= 300 and < 400 => RemoteException.Lasting($"the remote {Name} redirects ({status}), which is not followed", "name the address that it leads to, if you trust it"),
            405 or 501 => RemoteException.Lasting($"the remote {Name} cannot {purpose} by this protocol ({status})"),
            _ => RemoteException.Lasting($"the remote {Name} answers {status}"),
        };
    }

    private static bool IsAbsence(HttpStatusCode status) => status is HttpStatusCode.NotFound or HttpStatusCode.Gone;

    private static TimeSpan? WaitOf(RetryConditionHeaderValue? after) => after?.Delta ?? (after?.Date is { } date ? date - DateTimeOffset.UtcNow : null);

    /// <summary>The system's words; those of the server are not repeated.</summary>
    private static string Reason(Exception problem) => problem.GetBaseException() is System.Net.Sockets.SocketException or System.Security.Authentication.AuthenticationException
        ? problem.GetBaseException().Message
        : "the connection broke";
}
