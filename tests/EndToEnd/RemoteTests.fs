module Spindle.Tests.EndToEnd.RemoteTests

open System
open System.IO
open System.Threading
open System.Threading.Tasks
open Expecto
open Spindle.Store
open Spindle.Tests.Store.Remotes.S3RemoteTests
open Spindle.Tests.Store.Remotes.ToyServer

let private number (name: string) (finished: Command.Finished) =
    (nonNull finished.Json[name]).GetValue<int>()

let private secret = "open-sesame-4711"

/// Everything that was printed or written while the secret was in use.
let private expectSecret (folder: Command.Folder) (finished: Command.Finished list) =
    for one in finished do
        Expect.isFalse ((one.Out + one.Error).Contains secret) "printed"

    let files =
        Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
        |> Seq.filter (fun file -> Path.GetFileName file <> "netrc")
        |> Seq.filter (fun file -> File.ReadAllText(file, Text.Encoding.Latin1).Contains secret)

    Expect.isEmpty files "written"

let private done' (finished: Command.Finished) =
    Expect.equal finished.Exit 0 finished.Error
    finished

/// A study, the server that knows it, and the password for that.
let private withNginx (program: string) =
    let folder = new Command.Folder()
    folder.Write("experiment.yaml", Study.small)
    let server = new Nginx.Server(program, "me", secret)
    folder.Write("netrc", $"machine 127.0.0.1 login me password {secret}\n")
    folder, server

let private onNginx name work =
    match Nginx.program with
    | None -> ptest $"{name} (skipped: there is no nginx in PATH or /usr/sbin)" { () }
    | Some program ->
        test name {
            let folder, server = withNginx program
            use _ = folder :> IDisposable
            use _ = server :> IDisposable
            work folder server
        }

/// A server that keeps what it has, until so many requests of a species have come: the last of them is never answered.
type private Trap(shelf: Shelf, method: string, count: int) =
    let reached = TaskCompletionSource()
    let mutable come = 0

    member _.Reached = reached.Task

    member _.Answer(request: Request) =
        if
            request.Method = method
            && request.Path.Contains "/cas/"
            && Interlocked.Increment &come >= count
        then
            Raw(fun _ ending ->
                task {
                    reached.TrySetResult() |> ignore
                    do! Task.Delay(Timeout.Infinite, ending)
                })
        else
            shelf.Answer request

/// Starts a command, and kills it when it is in the trap.
let private killedIn (trap: Trap) (folder: Command.Folder) (arguments: string list) =
    use running = Command.start folder.Path arguments
    running.StandardError.ReadToEndAsync() |> ignore
    running.StandardOutput.ReadToEndAsync() |> ignore
    trap.Reached.Wait()
    running.Kill()
    running.WaitForExit()

/// Whether every result in a store is whole.
let private isSound (root: string) =
    use store = ContentStore.Open root
    StoreVerification.Of(store, CancellationToken.None).IsSound

[<Tests>]
let tests =
    Command.inTurn
    <| testList "a shared remote" [
        onNginx "spares another store all work, and keeps the password to itself" (fun folder server ->
            let environment = [ "NETRC", folder.File "netrc"; "SPINDLE_REMOTE", server.Address ]

            let run words =
                Command.runIn environment folder.Path words

            let first =
                done' (run [ "run"; "experiment.yaml"; "--store"; "first"; "--remote-push"; "--json" ])

            Expect.isGreaterThan (number "executed" first) 5 "the first run computes"
            let asked = server.Count "GET"

            let second =
                done' (run [ "run"; "experiment.yaml"; "--store"; "second"; "--json"; "--log"; "json" ])

            Expect.equal (number "executed" second) 0 $"the second computes nothing: {second.Error}"
            Expect.isGreaterThan (number "fetched" second) 5 "it takes all from the remote"
            let third = done' (run [ "run"; "experiment.yaml"; "--store"; "second"; "--json" ])
            Expect.equal (number "executed" third, number "fetched" third) (0, 0) "and then has all"

            Expect.equal
                (server.Count "GET")
                (asked
                 + (Command.entries (folder.File "second")).Length
                 + Directory.GetFiles(folder.File "second/blobs", "*", SearchOption.AllDirectories).Length)
                "one question for each entry and each content, and none in the third run"

            Expect.equal
                (Command.digests (folder.File "second"))
                (Command.digests (folder.File "first"))
                "the same artifacts"

            let pulled =
                done' (run [ "store"; "pull"; "experiment.yaml"; "--store"; "third"; "--json" ])

            Expect.equal (number "not_there" pulled) 0 "all is there"

            Expect.equal
                (Command.digests (folder.File "third"))
                (Command.digests (folder.File "first"))
                "the same artifacts"

            let before = server.Items
            let puts = server.Count "PUT"
            let again = done' (run [ "store"; "push"; "--all"; "--store"; "third"; "--json" ])
            Expect.equal (number "sent" again, server.Count "PUT") (0, puts) "nothing is sent twice"

            let why =
                done' (run [ "why"; "experiment.yaml"; "models/fly/initial"; "--store"; "second" ])

            Expect.stringContains why.Out $"taken from the remote {server.Address}" "whose result it is"

            let show =
                done' (run [ "show"; "experiment.yaml"; "--explain"; "tuning"; "--store"; "second" ])

            Expect.stringContains show.Out $"taken from the remote {server.Address}" "whose result it is"

            let elsewhere =
                done' (
                    run [
                        "store"
                        "push"
                        "experiment.yaml"
                        "--store"
                        "second"
                        "--remote"
                        server.Address + "/other"
                    ]
                )

            for pair in before do
                Expect.sequenceEqual server.Items["other/" + pair.Key] pair.Value "the same bytes, sent on"

            let stranger =
                Command.runIn [ "NETRC", folder.File "none"; "SPINDLE_REMOTE", server.Address ] folder.Path [
                    "store"
                    "pull"
                    "experiment.yaml"
                    "--store"
                    "fourth"
                ]

            Expect.equal stranger.Exit 4 "who has no password gets nothing"
            Expect.stringContains stranger.Error "may not be read (401)" "and is told"
            expectSecret folder [ first; second; third; pulled; again; why; show; elsewhere; stranger ])

        test "in a bucket spares another store all work, and the keys stay secret" {
            use folder = new Command.Folder()
            folder.Write("experiment.yaml", Study.small)
            use server = new ToyServer(service (Shelf()))

            let environment = [
                "AWS_ENDPOINT_URL_S3", $"http://127.0.0.1:{server.Port}"
                "AWS_ACCESS_KEY_ID", "me"
                "AWS_SECRET_ACCESS_KEY", secret
                "SPINDLE_REMOTE", "s3://bucket/prefix"
            ]

            let run words =
                Command.runIn environment folder.Path ([ "run"; "experiment.yaml"; "--json" ] @ words)

            let first = done' (run [ "--store"; "first"; "--remote-push" ])
            let second = done' (run [ "--store"; "second" ])
            Expect.isGreaterThan (number "executed" first) 5 "the first run computes"
            Expect.equal (number "executed" second) 0 "the second takes all from the bucket"

            Expect.equal
                (Command.digests (folder.File "second"))
                (Command.digests (folder.File "first"))
                "the same artifacts"

            expectSecret folder [ first; second ]
        }

        test "whose address holds a password is refused, and the password is not repeated" {
            use folder = new Command.Folder()
            folder.Write("experiment.yaml", Study.small)
            let address = $"http://me:{secret}@127.0.0.1/cache"

            let refused = [
                Command.run folder.Path [ "run"; "experiment.yaml"; "--remote"; address ]
                Command.run folder.Path [ "store"; "push"; "experiment.yaml"; "--remote"; address ]
                Command.run folder.Path [ "store"; "pull"; "experiment.yaml"; "--remote"; address ]
                Command.runIn [ "SPINDLE_REMOTE", address ] folder.Path [ "run"; "experiment.yaml" ]
            ]

            for one in refused do
                Expect.equal one.Exit 2 one.Error
                Expect.stringContains one.Error "~/.netrc" "where it belongs"

            expectSecret folder refused
            Expect.equal (Directory.GetFileSystemEntries folder.Path).Length 1 "nothing is left behind"
        }

        test "that is not there ends a push and a pull with a coded error, and a run goes on" {
            use folder = new Command.Folder()
            folder.Write("experiment.yaml", Study.small)
            let address = "http://127.0.0.1:1/cache"

            let run =
                done' (Command.run folder.Path [ "run"; "experiment.yaml"; "--remote"; address; "--json" ])

            Expect.stringContains run.Error "warning SPN7503" "one warning"

            for words in
                [
                    [ "push"; "experiment.yaml" ]
                    [ "push"; "--all" ]
                    [ "pull"; "experiment.yaml"; "--store"; "new" ]
                ] do
                let finished =
                    Command.run folder.Path ([ "store" ] @ words @ [ "--remote"; address ])

                Expect.equal finished.Exit 4 finished.Error
                Expect.stringContains finished.Error "error SPN7501" "its code"
        }

        test "is whole wherever a push or a pull was killed, and the next one goes on" {
            use folder = new Command.Folder()
            folder.Write("experiment.yaml", Study.small)

            Command.run folder.Path [ "run"; "experiment.yaml"; "--store"; "first" ]
            |> done'
            |> ignore

            let shelf = Shelf()

            for count in [ 1; 4 ] do
                let trap = Trap(shelf, "PUT", count)
                use server = new ToyServer(trap.Answer)

                killedIn trap folder [
                    "store"
                    "push"
                    "experiment.yaml"
                    "--store"
                    "first"
                    "--remote"
                    server.Address
                ]

            use server = new ToyServer(shelf.Answer)
            let words = [ "experiment.yaml"; "--remote"; server.Address; "--json" ]

            let half =
                done' (Command.run folder.Path ([ "store"; "pull"; "--store"; "half" ] @ words))

            Expect.equal (number "refused" half) 0 "what is there is right"
            Expect.isGreaterThan (number "not_there" half) 0 "and not all is there"
            Expect.isTrue (isSound (folder.File "half")) "and what came is whole"

            done' (Command.run folder.Path ([ "store"; "push"; "--store"; "first" ] @ words))
            |> ignore

            for count in [ 1; 4 ] do
                let trap = Trap(shelf, "GET", count)
                use server = new ToyServer(trap.Answer)

                killedIn trap folder [
                    "store"
                    "pull"
                    "experiment.yaml"
                    "--store"
                    "second"
                    "--remote"
                    server.Address
                ]

                Expect.isTrue (isSound (folder.File "second")) "after a kill"

            let rest =
                done' (Command.run folder.Path ([ "store"; "pull"; "--store"; "second" ] @ words))

            Expect.equal (number "not_there" rest, number "refused" rest) (0, 0) "all came"

            Expect.equal
                (Command.digests (folder.File "second"))
                (Command.digests (folder.File "first"))
                "the same artifacts"
        }
    ]
