using System.Runtime.CompilerServices;

namespace Spindle.Store.Remotes;

/// <summary>Where a remote is: <c>http://</c> or <c>https://</c> with a path, or <c>s3://BUCKET/PREFIX</c>.</summary>
public sealed class RemoteAddress
{
    private readonly Uri uri;

    private RemoteAddress(Uri uri) => this.uri = uri;

    /// <summary>The address as users see it.</summary>
    public string Name => uri.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It is none, or holds a password or a query. The message does not repeat it.</exception>
    public static RemoteAddress Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https" or "s3") || uri.Host.Length == 0)
            throw new FormatException("a remote's address begins with http://, https:// or s3:// and names a host or a bucket");
        if (uri.UserInfo.Length > 0)
            throw new FormatException("a remote's address holds no login and no password: for http they stand in ~/.netrc, for s3 where the AWS tools look for them");
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0) throw new FormatException("a remote's address holds no '?' and no '#'");
        return new(uri);
    }

    /// <summary>Gets ready to ask the remote; nothing is sent yet.</summary>
    /// <exception cref="RemoteException">Its credentials cannot be read.</exception>
    public IRemote Open(RemoteLimits limits) => uri.Scheme == "s3" ? OpenS3(limits) : new HttpRemote(uri, limits, NetrcFile.For(uri.Host));

    /// <summary>In a method of its own: the S3 library is loaded only where this is called.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private S3Remote OpenS3(RemoteLimits limits) => S3Remote.Open(uri.Host, uri.AbsolutePath.Trim('/'), limits);
}
