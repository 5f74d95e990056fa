module Spindle.Tests.Execution.RemoteRunTests

open System
open System.Diagnostics
open System.Threading
open System.Threading.Tasks
open Expecto
open Spindle.Contracts
open Spindle.Execution
open Spindle.Plans
open Spindle.Store
open Spindle.Store.Remotes
open Spindle.Tests.Execution.ToyRun
open Spindle.Tests.Store.Remotes.RemoteRoom
open Spindle.Tests.Store.Remotes.ToyServer

let private steps = [
    constant "one" 1.0
    constant "two" 2.0
    sum "three" "one" "two"
    next "four" "three"
    // The same work as "four" under another name.
    next "again" "three"
]

/// Runs the steps with a remote; the summary, and the codes of the warnings.
let private runWith
    (workshop: Workshop)
    (limits: RemoteLimits)
    (push: bool)
    (address: string)
    (steps: Step list)
    cancellation
    =
    let warnings = StoreWarnings()

    use remote =
        new RunRemote(workshop.Store, open' address limits, limits, push, Action<StoreWarning> warnings.Tell)

    let recorder = Recorder()

    let summary =
        Runner(workshop.Store, InProcessExecutor(catalog.Value, workshop.Store), warnings)
            .RunAsync(plan steps, RunOptions(Jobs = 2, Remote = remote), recorder, cancellation)
            .GetAwaiter()
            .GetResult()

    let told = [
        for event in recorder.Events do
            match event with
            | :? StoreWarningRaised as warning -> warning.Code
            | _ -> ()
    ]

    summary, told

let private run workshop address =
    runWith workshop hasty false address steps CancellationToken.None

/// A shelf with the results of a run that was sent to it while it went on.
let private filled () =
    let shelf = Shelf()
    use workshop = new Workshop()
    use server = new ToyServer(shelf.Answer)

    let summary, told =
        runWith workshop hasty true server.Address steps CancellationToken.None

    Expect.equal (counts summary, told) ((4, 1, 0, 0), []) "everything is computed"
    shelf, digests summary

let private asked (server: ToyServer) =
    server.Seen
    |> List.filter (fun request -> request.Path.Contains "/ac/")
    |> List.length

[<Tests>]
let tests =
    testList "a run with a remote" [
        test "executes nothing that the remote has, asks once a key, and asks nothing that the store has" {
            let shelf, made = filled ()
            use server = new ToyServer(shelf.Answer)
            use workshop = new Workshop()
            let first, told = run workshop server.Address
            Expect.equal (counts first, first.Fetched, told) ((0, 5, 0, 0), 4, []) "nothing is executed"
            Expect.equal (digests first) made "the same bytes"
            Expect.equal (asked server) 4 "one question a key"
            Expect.equal (server.Count "PUT") 0 "nothing is written"
            let second, _ = run workshop server.Address
            Expect.equal (counts second, second.Fetched) ((0, 5, 0, 0), 0) "the store has it"
            Expect.equal (asked server) 4 "nothing is asked"
        }

        test "computes what the remote lacks" {
            let shelf, made = filled ()

            for path in List.ofSeq shelf.Items.Keys |> List.sort |> List.truncate 2 do
                shelf.Items.TryRemove path |> ignore

            use server = new ToyServer(shelf.Answer)
            use workshop = new Workshop()
            let summary, told = run workshop server.Address
            Expect.equal (summary.Executed, summary.Fetched, told) (2, 2, []) "half of each"
            Expect.equal (digests summary) made "the same bytes"
        }

        test "goes on without one that is not there, and says so once" {
            use workshop = new Workshop()
            let summary, told = run workshop "http://127.0.0.1:1/cache"
            Expect.equal (counts summary) (4, 1, 0, 0) "everything is computed"
            Expect.isLessThanOrEqual (List.length told) 1 "one warning"
            Expect.isNonEmpty told "but one"
        }

        test "sets one aside that fails again and again" {
            use server = new ToyServer(fun _ -> Reply(500, [], [||]))
            use workshop = new Workshop()
            let many = [ for i in 1..40 -> constant $"{i}" (float i) ]

            let summary, told =
                runWith workshop hasty false server.Address many CancellationToken.None

            Expect.equal (counts summary, told) ((40, 0, 0, 0), [ DiagnosticCodes.RemoteSetAside ]) "one warning"
        }

        test "asks one no more that does not let it in" {
            use server = new ToyServer(fun _ -> Reply(403, [], [||]))
            use workshop = new Workshop()
            let chain = constant "0" 0.0 :: [ for i in 1..9 -> next $"{i}" $"{i - 1}" ]

            let summary, told =
                runWith workshop hasty false server.Address chain CancellationToken.None

            Expect.equal (counts summary, told) ((10, 0, 0, 0), [ DiagnosticCodes.RemoteSetAside ]) "one warning"
            Expect.equal (asked server) 1 "one question"
        }

        test "believes no lies, tells them, and soon asks no more" {
            let _, made = filled ()

            use server =
                new ToyServer(fun _ -> Reply(200, [], Text.Encoding.ASCII.GetBytes "<html>"))

            use workshop = new Workshop()
            let summary, told = run workshop server.Address
            Expect.equal (digests summary) made "the same bytes"
            Expect.equal (counts summary) (4, 1, 0, 0) "everything is computed"

            Expect.equal
                told
                [
                    DiagnosticCodes.RemoteLied
                    DiagnosticCodes.RemoteLied
                    DiagnosticCodes.RemoteLied
                    DiagnosticCodes.RemoteSetAside
                ]
                "told"
        }

        test "does not wait long for one that stalls" {
            use server = new ToyServer(fun _ -> stalling [||])
            use workshop = new Workshop()

            let summary, told =
                runWith workshop impatient false server.Address steps CancellationToken.None

            Expect.equal (counts summary) (4, 1, 0, 0) "everything is computed"
            Expect.isNonEmpty told "told"
        }

        test "ends at once when it is told to, however the remote stalls" {
            use stop = new CancellationTokenSource()

            let answer _ =
                stop.Cancel()
                stalling [||]

            use server = new ToyServer(answer)
            use workshop = new Workshop()
            let watch = Stopwatch.StartNew()
            let summary, _ = runWith workshop hasty false server.Address steps stop.Token
            Expect.isTrue summary.Interrupted "interrupted"
            Expect.equal summary.Executed 0 "nothing ran"
            Expect.isLessThan watch.Elapsed.TotalSeconds 15.0 "long before the remote is given up"
        }

        test "asks for many results at once" {
            use gathering = new CountdownEvent(12)

            let together _ =
                Raw(fun stream ending ->
                    task {
                        gathering.Signal() |> ignore
                        // Nobody is answered before all have come.
                        do! Task.Run((fun () -> gathering.Wait ending), ending)
                        do! stream.WriteAsync(head 404 [ "Content-Length", "0" ])
                    })

            use server = new ToyServer(together)
            use workshop = new Workshop()
            let many = [ for i in 1..12 -> constant $"{i}" (float i) ]

            let summary, told =
                runWith workshop hasty false server.Address many CancellationToken.None

            Expect.equal (counts summary, told) ((12, 0, 0, 0), []) "all are computed"
        }

        test "goes on where what it makes may not be sent, and says so once" {
            let shelf = Shelf()

            let readOnly (request: Request) =
                if request.Method = "PUT" then
                    Reply(403, [], [||])
                else
                    shelf.Answer request

            use server = new ToyServer(readOnly)
            use workshop = new Workshop()

            let summary, told =
                runWith workshop hasty true server.Address steps CancellationToken.None

            Expect.equal (counts summary, told) ((4, 1, 0, 0), [ DiagnosticCodes.RemoteSetAside ]) "one warning"
            Expect.isEmpty shelf.Items "nothing is there"
        }
    ]

[<Tests>]
let pulls =
    testList "a pull from a remote" [
        test "takes what is there, and counts what is not" {
            let shelf, _ = filled ()
            use server = new ToyServer(shelf.Answer)
            use workshop = new Workshop()

            let pull () =
                use remote = open' server.Address hasty

                PlanPull(plan steps, workshop.Store, remote, hasty, ignore)
                    .FetchAsync(null, CancellationToken.None)
                    .GetAwaiter()
                    .GetResult()

            let first = pull ()
            Expect.equal (first.Fetched, first.Here, first.Missing, first.Waiting) (5, 0, 0, 0) "all"
            let again = pull ()
            Expect.equal (again.Fetched, again.Here, again.Bytes) (0, 5, 0L) "nothing comes twice"
            use remote = open' server.Address hasty

            let more =
                PlanPull(
                    plan (steps @ [ next "five" "four"; next "six" "five"; constant "alone" 7.0 ]),
                    workshop.Store,
                    remote,
                    hasty,
                    ignore
                )
                    .FetchAsync(null, CancellationToken.None)
                    .Result

            Expect.equal (more.Fetched, more.Here, more.Missing, more.Waiting) (0, 5, 2, 1) "two lack, one depends"
        }

        test "goes through a chain of five thousand steps" {
            let chain = constant "0" 0.0 :: [ for i in 1..5_000 -> next $"{i}" $"{i - 1}" ]
            use server = new ToyServer(Shelf().Answer)
            use workshop = new Workshop()
            workshop.Run chain |> ignore
            use remote = open' server.Address hasty

            let outcome =
                PlanPull(plan chain, workshop.Store, remote, hasty, ignore)
                    .FetchAsync(null, CancellationToken.None)
                    .Result

            Expect.equal (outcome.Here, outcome.Missing, server.Seen.Length) (5_001, 0, 0) "all here, nothing asked"
        }

        test "ends with the first failure, and says why" {
            let shelf, _ = filled ()

            let last =
                shelf.Items.Keys |> Seq.filter (fun path -> path.Contains "/ac/") |> Seq.last

            let answer (request: Request) =
                if request.Path = last then
                    Reply(500, [], [||])
                else
                    shelf.Answer request

            use server = new ToyServer(answer)
            use workshop = new Workshop()
            use remote = open' server.Address hasty

            let problem =
                refusal (fun () ->
                    PlanPull(plan steps, workshop.Store, remote, hasty, ignore)
                        .FetchAsync(null, CancellationToken.None)
                        .GetAwaiter()
                        .GetResult())

            Expect.equal problem.Code DiagnosticCodes.RemoteFailed "told"
        }
    ]
