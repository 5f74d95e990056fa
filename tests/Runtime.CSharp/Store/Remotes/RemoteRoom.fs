/// Two stores and a server between them.
module Spindle.Tests.Store.Remotes.RemoteRoom

open System
open System.Collections.Concurrent
open System.Collections.Generic
open System.Text.Json.Nodes
open System.Threading
open System.Threading.Tasks
open Expecto
open Spindle.Contracts
open Spindle.Plans
open Spindle.Store
open Spindle.Store.Remotes
open Spindle.Tests.Store.Storeroom

/// Short waits, so that a test of giving up takes no time.
let hasty =
    RemoteLimits(
        Attempts = 3,
        FirstWait = TimeSpan.FromMilliseconds 1.0,
        LongestWait = TimeSpan.FromMilliseconds 5.0,
        Window = TimeSpan.FromSeconds 20.0
    )

/// The same, and what stalls is given up soon.
let impatient =
    RemoteLimits(
        Attempts = 1,
        FirstWait = TimeSpan.FromMilliseconds 1.0,
        Window = TimeSpan.FromMilliseconds 300.0,
        LeastBytes = 1_000_000L
    )

let declared (entry: StepEntry) : IReadOnlyList<OutputDeclaration> = [|
    for output in entry.Outputs -> OutputDeclaration(output.Name, output.Type)
|]

let open' (address: string) (limits: RemoteLimits) =
    RemoteAddress.Parse(address).Open limits

/// Sends all results of a store to a remote.
let pushTo (remote: IRemote) (store: ContentStore) : PushOutcome =
    let push = StorePush(store, remote, hasty, ignore)
    push.SendAsync(StorePush.AllOf store, null, CancellationToken.None).GetAwaiter().GetResult()

let pushWith (limits: RemoteLimits) (address: string) (store: ContentStore) =
    use remote = open' address limits
    pushTo remote store

let push address store = pushWith hasty address store

/// Takes one result from a remote into a store; null where it does not have it.
let fetchWith (limits: RemoteLimits) (address: string) (store: ContentStore) (wanted: StepEntry) : StepEntry | null =
    use remote = open' address limits
    let reader = RemoteReader(store, RemoteRequests(remote, limits), TransferCount())

    reader.FetchAsync(wanted.Key, declared wanted, CancellationToken.None).GetAwaiter().GetResult()

let fetch address store wanted = fetchWith hasty address store wanted

/// The exception that some work ends with.
let refusal (work: unit -> 'T) : RemoteException =
    try
        work () |> ignore
        failtest "nothing was refused"
    with :? RemoteException as problem ->
        problem

/// A result with a small and a large output.
let large (room: Storeroom) (name: string) =
    room.Store.Commit(
        entry name [
            put room.Store "small" (bytesOf "{}")
            put room.Store "large" (noise 1 300_000)
        ]
    )

/// A result in a store of its own, and a shelf to which it has been sent.
let sent () =
    let shelf = ToyServer.Shelf()
    let room = new Storeroom()
    let made = large room "a"
    use server = new ToyServer.ToyServer(shelf.Answer)
    push server.Address room.Store |> ignore
    room, made, shelf
