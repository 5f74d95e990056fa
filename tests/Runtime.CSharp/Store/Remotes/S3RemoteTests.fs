module Spindle.Tests.Store.Remotes.S3RemoteTests

open System
open System.Diagnostics
open System.IO
open System.Net
open System.Net.Http
open System.Net.Sockets
open Expecto
open Spindle.Contracts
open Spindle.Store
open Spindle.Store.Remotes
open Spindle.Tests.Store.Storeroom
open Spindle.Tests.Store.Remotes.ToyServer
open Spindle.Tests.Store.Remotes.RemoteRoom

/// Names an S3 service as the AWS tools are told of one, while a test runs.
let private withService (endpoint: string) (work: unit -> unit) =
    let settings = [
        "AWS_ENDPOINT_URL_S3", endpoint
        "AWS_ACCESS_KEY_ID", "S3RVER"
        "AWS_SECRET_ACCESS_KEY", "S3RVER"
        "AWS_EC2_METADATA_DISABLED", "true"
    ]

    try
        for name, value in settings do
            Environment.SetEnvironmentVariable(name, value)

        work ()
    finally
        for name, _ in settings do
            Environment.SetEnvironmentVariable(name, null)

/// What an S3 service says in its own words where there is nothing.
let private absent =
    bytesOf "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code><Message>nothing here</Message></Error>"

/// Answers as an S3 service does.
let service (shelf: Shelf) (request: Request) =
    match shelf.Answer request with
    | Reply(404, _, _) ->
        Reply(404, [ "Content-Type", "application/xml" ], if request.Method = "HEAD" then [||] else absent)
    | Reply(201, headers, body) -> Reply(200, ("ETag", "\"0\"") :: headers, body)
    | other -> other

/// There and back again.
let private roundTrip (address: string) =
    use room = new Storeroom()
    use other = new Storeroom()
    let made = large room "a"
    let first = push address room.Store
    Expect.equal (first.Sent, first.Artifacts) (1, 1) "all is sent"
    Expect.equal (push address room.Store).Sent 0 "once"
    let found = nonNull (fetch address other.Store made)
    Expect.sequenceEqual (read other.Store found.Outputs[1]) (noise 1 300_000) "a large content"
    Expect.equal found.From address "whom it is from"
    Expect.isNull (fetch address other.Store (entry "b" [])) "what is not there"

/// A server of its own, from npm, which SPINDLE_S3RVER names.
let private withS3rver (program: string) (work: string -> unit) =
    let port =
        use probe = new TcpListener(IPAddress.Loopback, 0)
        probe.Start()
        (probe.LocalEndpoint :?> IPEndPoint).Port

    let folder = Directory.CreateTempSubdirectory "spindle-s3-"

    let words = [
        "--directory"
        folder.FullName
        "--address"
        "127.0.0.1"
        "--port"
        string port
        "--configure-bucket"
        "bucket"
    ]

    use running =
        ProcessStartInfo(program, words, RedirectStandardOutput = true, RedirectStandardError = true)
        |> Process.Start
        |> nonNull

    try
        // It says so when it listens.
        let rec awaitStart () =
            match running.StandardOutput.ReadLine() with
            | null -> failtest (running.StandardError.ReadToEnd())
            | line when line.Contains "listening" -> ()
            | _ -> awaitStart ()

        awaitStart ()
        running.StandardOutput.ReadToEndAsync() |> ignore
        running.StandardError.ReadToEndAsync() |> ignore
        withService $"http://127.0.0.1:{port}" (fun () -> work "s3://bucket/some/prefix")
    finally
        running.Kill true
        running.WaitForExit()
        folder.Delete true

[<Tests>]
let tests =
    testSequenced
    <| testList "a remote in a bucket" [
        test "is written and read as any other, each bucket below the endpoint" {
            let shelf = Shelf()
            use server = new ToyServer(service shelf)
            withService $"http://127.0.0.1:{server.Port}" (fun () -> roundTrip "s3://bucket/some/prefix")

            Expect.all
                (List.ofSeq shelf.Items.Keys)
                _.StartsWith("/bucket/some/prefix/")
                "bucket and prefix stand before every name"
        }

        test "of which a connection breaks is asked for the rest" {
            let shelf = Shelf()
            let mutable first = true

            let stumbling (request: Request) =
                match service shelf request with
                | Reply(200, _, bytes) when request.Method = "GET" && request.Path.Contains "/cas/" && first ->
                    first <- false
                    broken bytes.Length bytes[..99_999]
                | answer -> answer

            use server = new ToyServer(stumbling)

            withService $"http://127.0.0.1:{server.Port}" (fun () ->
                roundTrip "s3://bucket/x"

                Expect.isTrue
                    (server.Seen
                     |> List.exists (fun request ->
                         request.Headers.TryFind "range" |> Option.exists _.StartsWith("bytes=100000-")))
                    "the rest is asked for")
        }

        test "that does not let us in is not asked again, and its words are not repeated" {
            use server =
                new ToyServer(fun _ ->
                    Reply(
                        403,
                        [ "Content-Type", "application/xml" ],
                        bytesOf "<Error><Code>AccessDenied</Code><Message>S3RVER is unknown</Message></Error>"
                    ))

            use room = new Storeroom()

            withService $"http://127.0.0.1:{server.Port}" (fun () ->
                let problem = refusal (fun () -> fetch "s3://bucket" room.Store (entry "a" []))
                Expect.equal problem.Code DiagnosticCodes.RemoteFailed "its code"
                Expect.equal problem.Message "the remote s3://bucket may not be read (403)" "its words"
                Expect.hasLength server.Seen 1 "once")
        }

        test "that stalls is given up" {
            use server = new ToyServer(fun _ -> stalling [||])
            use room = new Storeroom()

            withService $"http://127.0.0.1:{server.Port}" (fun () ->
                let problem =
                    refusal (fun () -> fetchWith impatient "s3://bucket" room.Store (entry "a" []))

                Expect.equal problem.Code DiagnosticCodes.RemoteFailed problem.Message)
        }

        test "whose answer the library does not understand is refused" {
            use server = new ToyServer(fun _ -> Reply(200, [ "ETag", "\"0\"" ], bytesOf "?"))
            use room = new Storeroom()

            withService $"http://127.0.0.1:{server.Port}" (fun () ->
                let problem = refusal (fun () -> fetch "s3://bucket" room.Store (entry "a" []))
                Expect.equal problem.Code DiagnosticCodes.RemoteLied problem.Message)
        }

        test "that lies is refused" {
            let shelf = Shelf()

            let lying (request: Request) =
                match service shelf request with
                | Reply(200, headers, bytes) when request.Method = "GET" && request.Path.Contains "/cas/" ->
                    Reply(200, headers, noise 9 bytes.Length)
                | answer -> answer

            use server = new ToyServer(lying)

            withService $"http://127.0.0.1:{server.Port}" (fun () ->
                use room = new Storeroom()
                use other = new Storeroom()
                let made = large room "a"
                push "s3://bucket" room.Store |> ignore
                let problem = refusal (fun () -> fetch "s3://bucket" other.Store made)
                Expect.equal problem.Code DiagnosticCodes.RemoteLied problem.Message)
        }

        match Environment.GetEnvironmentVariable "SPINDLE_S3RVER" with
        | null
        | "" -> ptest "on s3rver (skipped: SPINDLE_S3RVER does not name its program)" { () }
        | program ->
            test "on s3rver is written and read as any other" {
                withS3rver program (fun address ->
                    roundTrip address
                    use room = new Storeroom()

                    let problem =
                        refusal (fun () -> push "s3://missing" (large room "a" |> fun _ -> room.Store))

                    Expect.equal problem.Code DiagnosticCodes.RemoteFailed problem.Message)
            }
    ]
