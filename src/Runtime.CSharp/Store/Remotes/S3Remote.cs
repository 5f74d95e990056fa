using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Spindle.Store.Remotes;

/// <summary>
/// A remote in a bucket of an S3 service, under the same names as over HTTP. Credentials, region and endpoint come from
/// where the AWS tools look for them.
/// </summary>
internal sealed class S3Remote : IRemote
{
    private static readonly string[] EndpointVariables = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"];

    private readonly AmazonS3Client client;
    private readonly RemoteLimits limits;
    private readonly string bucket;
    private readonly string prefix;

    private S3Remote(AmazonS3Client client, string bucket, string prefix, RemoteLimits limits)
    {
        (this.client, this.bucket, this.limits) = (client, bucket, limits);
        this.prefix = prefix.Length == 0 ? "" : prefix + "/";
        Name = $"s3://{bucket}/{prefix}".TrimEnd('/');
    }

    public string Name { get; }

    /// <summary>Gets ready to ask a bucket.</summary>
    /// <exception cref="RemoteException">It is not said which service is meant.</exception>
    public static S3Remote Open(string bucket, string prefix, RemoteLimits limits)
    {
        try
        {
            var endpoint = EndpointVariables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
            var settings = new AmazonS3Config
            {
                MaxErrorRetry = 0,
                Timeout = Timeout.InfiniteTimeSpan,
                ConnectTimeout = limits.Connect,
                MaxConnectionsPerServer = limits.Parallel,
                AllowAutoRedirect = false,
                // Servers of one's own have no name for each bucket, and may not know the newer checksums; the digest checks what comes.
                ForcePathStyle = endpoint is not null,
                RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
                ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            };
            if (endpoint is not null)
            {
                settings.ServiceURL = endpoint;
                settings.AuthenticationRegion = Environment.GetEnvironmentVariable("AWS_REGION") ?? "us-east-1";
            }
            return new(new(settings), bucket, prefix, limits);
        }
        catch (AmazonClientException problem)
        {
            throw RemoteException.Lasting($"the S3 service of {bucket} is not known", "set AWS_REGION or AWS_ENDPOINT_URL_S3", problem);
        }
    }

    public async Task<RemoteContent?> GetAsync(RemoteItem item, long from, CancellationToken cancellation)
    {
        var pace = new Pace(limits, cancellation);
        try
        {
            var request = new GetObjectRequest { BucketName = bucket, Key = prefix + item.Path };
            if (from > 0) request.ByteRange = new(from, long.MaxValue);
            var answer = await AskAsync("be read", pace, cancel => client.GetObjectAsync(request, cancel)).ConfigureAwait(false);
            if (answer is null) return null;
            var first = answer.HttpStatusCode == HttpStatusCode.PartialContent ? from : 0;
            var content = new RemoteContent(new PacedStream(answer.ResponseStream, pace, Name, answer), first, answer.ContentLength);
            pace = null;
            return content;
        }
        finally
        {
            pace?.Dispose();
        }
    }

    public async Task<long?> SizeAsync(RemoteItem item, CancellationToken cancellation)
    {
        using var pace = new Pace(limits, cancellation);
        var request = new GetObjectMetadataRequest { BucketName = bucket, Key = prefix + item.Path };
        return (await AskAsync("be read", pace, cancel => client.GetObjectMetadataAsync(request, cancel)).ConfigureAwait(false))?.ContentLength;
    }

    public async Task PutAsync(RemoteItem item, Stream content, CancellationToken cancellation)
    {
        using var pace = new Pace(limits, cancellation);
        var request = new PutObjectRequest
        {
            BucketName = bucket,
            Key = prefix + item.Path,
            InputStream = new PacedStream(content, pace, Name),
            AutoCloseStream = false,
            UseChunkEncoding = false,
        };
        if (await AskAsync("be written", pace, cancel => client.PutObjectAsync(request, cancel)).ConfigureAwait(false) is null)
            throw RemoteException.Lasting($"the remote {Name} is not there");
    }

    public void Dispose() => client.Dispose();

    /// <summary>One request; null where the object is not there. The words of the service are not repeated.</summary>
    private async Task<T?> AskAsync<T>(string purpose, Pace pace, Func<CancellationToken, Task<T>> request)
        where T : class
    {
        try
        {
            return await request(pace.Token).ConfigureAwait(false);
        }
        catch (AmazonS3Exception problem) when (problem.StatusCode == HttpStatusCode.NotFound && problem.ErrorCode != "NoSuchBucket")
        {
            return null;
        }
        catch (AmazonServiceException problem) when ((int)problem.StatusCode is 408 or 429 or >= 500 || problem.ErrorCode is "SlowDown" or "RequestTimeout")
        {
            throw RemoteException.Passing($"the remote {Name} answers {(int)problem.StatusCode}", problem);
        }
        catch (AmazonServiceException problem) when ((int)problem.StatusCode >= 300)
        {
            throw RemoteException.Lasting(
                $"the remote {Name} may not {purpose} ({(int)problem.StatusCode})", "check the bucket, the region and the credentials that the AWS tools use", problem);
        }
        catch (OperationCanceledException problem) when (pace.IsLost)
        {
            throw RemoteException.Passing($"the remote {Name} does not answer in time", problem);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or AmazonServiceException or OperationCanceledException && !pace.Token.IsCancellationRequested)
        {
            throw RemoteException.Passing($"the remote {Name} cannot be reached", problem);
        }
        catch (AmazonClientException problem)
        {
            throw RemoteException.Lasting($"the remote {Name} cannot be asked: there are no credentials for it", "give them where the AWS tools look for them", problem);
        }
    }
}
