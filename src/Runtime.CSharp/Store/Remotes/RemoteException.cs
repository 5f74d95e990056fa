using Spindle.Contracts;

namespace Spindle.Store.Remotes;

/// <summary>A remote failed, or sent what was not asked for. The message names neither password nor token.</summary>
public sealed class RemoteException : StoreException
{
    private RemoteException(string code, string message, string? hint, Exception? cause) : base(code, message, hint, cause)
    {
    }

    /// <summary>Whether it may work at the next attempt.</summary>
    public bool IsPassing { get; private init; }

    /// <summary>How long the remote asks to wait before that; null where it does not say.</summary>
    public TimeSpan? Wait { get; private init; }

    /// <summary>Whether much had come before it failed, so that the next attempt counts as the first.</summary>
    public bool AfterProgress { get; private init; }

    /// <summary>Whether the remote sent something else than what was asked for.</summary>
    public bool IsLie => Code == DiagnosticCodes.RemoteLied;

    /// <summary>Something that may be over soon: the connection broke, the remote is busy.</summary>
    public static RemoteException Passing(string message, Exception? cause = null, TimeSpan? wait = null) =>
        new(DiagnosticCodes.RemoteFailed, message, null, cause) { IsPassing = true, Wait = wait };

    /// <summary>Something that will stay so: no permission, another protocol.</summary>
    public static RemoteException Lasting(string message, string? hint = null, Exception? cause = null) =>
        new(DiagnosticCodes.RemoteFailed, message, hint, cause);

    /// <summary>The remote sent something else than what was asked for.</summary>
    public static RemoteException Lie(string message, Exception? cause = null) => new(DiagnosticCodes.RemoteLied, message, null, cause);

    /// <summary>The same, after much had come.</summary>
    public RemoteException HavingProgressed() => new(Code, Message, Hint, this) { IsPassing = IsPassing, Wait = Wait, AfterProgress = true };
}
