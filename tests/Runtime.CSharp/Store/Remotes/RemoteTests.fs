module Spindle.Tests.Store.Remotes.RemoteTests

open System
open System.IO
open System.Text
open System.Threading
open Expecto
open Spindle.Plans
open Spindle.Store
open Spindle.Store.Remotes
open Spindle.Tests.Store.Storeroom
open Spindle.Tests.Store.Remotes.ToyServer
open Spindle.Tests.Store.Remotes.RemoteRoom

/// The first answers of a server to requests for contents, then those of an honest one.
let private stumbling (shelf: Shelf) (answers: (Request -> Answer) list) =
    let mutable left = answers

    let next () =
        lock shelf (fun () ->
            match left with
            | [] -> None
            | answer :: others ->
                left <- others
                Some answer)

    fun (request: Request) ->
        if request.Method = "GET" && request.Path.Contains "/cas/" then
            match next () with
            | Some answer -> answer request
            | None -> shelf.Answer request
        else
            shelf.Answer request

let private ranges (server: ToyServer) =
    server.Seen
    |> List.filter (fun request -> request.Path.Contains "/cas/")
    |> List.map (fun request -> request.Headers.TryFind "range" |> Option.defaultValue "")

[<Tests>]
let tests =
    testList "a remote" [
        test "gives another store the result as its maker wrote it, and the store notes whom it is from" {
            let room, made, shelf = sent ()
            use _ = room :> IDisposable
            use server = new ToyServer(shelf.Answer)
            use other = new Storeroom()
            let found = nonNull (fetch server.Address other.Store made)
            Expect.sequenceEqual found.Outputs made.Outputs "its outputs"
            Expect.sequenceEqual (read other.Store found.Outputs[1]) (noise 1 300_000) "a large content"
            Expect.sequenceEqual (read other.Store found.Outputs[0]) (bytesOf "{}") "a small one"

            Expect.equal
                (CanonicalJson.Write found.Provenance)
                (CanonicalJson.Write made.Provenance)
                "its maker's provenance"

            Expect.equal found.From server.Address "whom it is from"
            Expect.equal (nonNull (other.Again().Find made.Key)).From server.Address "to other processes too"
            Expect.isNull (nonNull (room.Store.Find made.Key)).From "and its maker has it from nobody"
            let second = Shelf()
            use further = new ToyServer(second.Answer)
            push further.Address other.Store |> ignore

            Expect.sequenceEqual
                second.Items[second.Find made.Key.Hex]
                shelf.Items[shelf.Find made.Key.Hex]
                "sent on, the entry has the same bytes"
        }

        test "is sent contents first and the entry last" {
            let shelf = Shelf()
            use server = new ToyServer(shelf.Answer)
            use room = new Storeroom()
            let made = large room "a"
            push server.Address room.Store |> ignore

            let puts =
                server.Seen
                |> List.filter (fun request -> request.Method = "PUT")
                |> List.map _.Path

            Expect.equal puts [ $"/cache/cas/{made.Outputs[1].Digest}"; $"/cache/ac/{made.Key}" ] "in this order"
        }

        test "is not sent again what it has, and is sent what it lost" {
            let room, made, shelf = sent ()
            use _ = room :> IDisposable
            use server = new ToyServer(shelf.Answer)
            let again = push server.Address room.Store
            Expect.equal (again.Sent, again.There, again.Bytes) (0, 1, 0L) "nothing to send"
            Expect.equal (server.Count "PUT") 0 "nothing sent"
            let blob = shelf.Find made.Outputs[1].Digest.Hex
            shelf.Items[blob] <- Array.truncate 1000 shelf.Items[blob]
            let mended = push server.Address room.Store
            Expect.equal (mended.Sent, mended.Artifacts) (1, 1) "a content that is not whole there"
            Expect.hasLength shelf.Items[blob] 300_000 "is whole again"
            shelf.Items[shelf.Find made.Key.Hex] <- bytesOf "<html>"
            Expect.equal (push server.Address room.Store).Sent 1 "what is no entry is written over"
        }

        test "keeps its own result where ours differs, and the difference is told" {
            let room, made, shelf = sent ()
            use _ = room :> IDisposable
            use server = new ToyServer(shelf.Answer)
            use other = new Storeroom()

            other.Store.Commit(entry "a" [ put other.Store "small" (bytesOf "[]") ])
            |> ignore

            let before = shelf.Items[shelf.Find made.Key.Hex]
            let told = Collections.Concurrent.ConcurrentQueue<string>()
            use remote = open' server.Address hasty

            StorePush(other.Store, remote, hasty, (fun warning -> told.Enqueue warning.Code))
                .SendAsync([| made.Key |], null, CancellationToken.None)
                .Result
            |> ignore

            Expect.equal (List.ofSeq told) [ "SPN7006" ] "told"
            Expect.sequenceEqual shelf.Items[shelf.Find made.Key.Hex] before "and nothing is overwritten"
        }

        test "of which a connection breaks is asked for the rest" {
            let room, made, shelf = sent ()
            use _ = room :> IDisposable
            let whole = noise 1 300_000
            let cut _ = broken whole.Length whole[..99_999]
            use server = new ToyServer(stumbling shelf [ cut ])
            use other = new Storeroom()
            let found = nonNull (fetch server.Address other.Store made)
            Expect.sequenceEqual (read other.Store found.Outputs[1]) whole "the content is whole"
            Expect.equal (ranges server) [ ""; "bytes=100000-" ] "the rest is asked for"
        }

        test "that gives only whole contents is asked from the beginning again" {
            let room, made, shelf = sent ()
            use _ = room :> IDisposable
            let whole = noise 1 300_000
            let cut _ = broken whole.Length whole[..99_999]
            let all _ = Reply(200, [], whole)
            use server = new ToyServer(stumbling shelf [ cut; all ])
            use other = new Storeroom()
            let found = nonNull (fetch server.Address other.Store made)
            Expect.sequenceEqual (read other.Store found.Outputs[1]) whole "the content is whole"
        }

        test "that is busy is asked again" {
            let room, made, shelf = sent ()
            use _ = room :> IDisposable

            let busy status =
                fun _ -> Reply(status, [ "Retry-After", "0" ], [||])

            use server = new ToyServer(stumbling shelf [ busy 503; busy 429 ])
            use other = new Storeroom()
            Expect.isNotNull (fetch server.Address other.Store made) "at the third attempt"
        }

        test "that stays busy is given up after a few attempts" {
            use server = new ToyServer(fun _ -> Reply(500, [], [||]))
            use room = new Storeroom()
            let problem = refusal (fun () -> fetch server.Address room.Store (entry "a" []))
            Expect.equal problem.Code "SPN7501" "its code"
            Expect.equal (List.length server.Seen) 3 "three attempts"
        }

        test "that is not there is said to be so" {
            use room = new Storeroom()

            let problem =
                refusal (fun () -> fetch "http://127.0.0.1:1/cache" room.Store (entry "a" []))

            Expect.stringContains problem.Message "http://127.0.0.1:1/cache cannot be reached: Connection refused" "why"
        }

        test "that does not know us is not asked again" {
            use server =
                new ToyServer(fun _ -> Reply(401, [ "WWW-Authenticate", "Basic" ], [||]))

            use room = new Storeroom()
            let problem = refusal (fun () -> fetch server.Address room.Store (entry "a" []))
            Expect.stringContains (nonNull problem.Hint) "~/.netrc" "where credentials belong"
            Expect.hasLength server.Seen 1 "once"
        }

        test "that redirects is not followed" {
            let room, made, shelf = sent ()
            use _ = room :> IDisposable
            use elsewhere = new ToyServer(shelf.Answer)

            use server =
                new ToyServer(fun request ->
                    Reply(307, [ "Location", $"http://127.0.0.1:{elsewhere.Port}{request.Path}" ], [||]))

            use other = new Storeroom()
            let problem = refusal (fun () -> fetch server.Address other.Store made)
            Expect.stringContains problem.Message "redirects (307)" "why"
            Expect.isEmpty elsewhere.Seen "nobody else is asked"
        }

        test "is shown the credentials of its host" {
            let netrc =
                "# comment\nmachine elsewhere login x password y\nmacdef init\nmachine trap password no\n\nmachine 127.0.0.1\n  login me password \"open sesame\"\ndefault password token"

            let said host =
                match NetrcFile.Find(netrc, host) with
                | null -> ""
                | header -> string header

            let basic (text: string) =
                $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes text)}"

            Expect.equal (said "127.0.0.1") (basic "me:open sesame") "a login with its password"
            Expect.equal (said "other") "Bearer token" "a password alone is a token; default is for all others"
            Expect.isNull (NetrcFile.Find("machine a login b password c", "d")) "no entry"
            Expect.isNull (NetrcFile.Find("machine a login", "a")) "half an entry"
        }

        test "whose address holds a secret is refused without repeating it" {
            for address in
                [
                    "http://me:hunter2@host/cache"
                    "https://hunter2@host"
                    "s3://hunter2@bucket/prefix"
                    "http://host/cache?token=hunter2"
                    "https://host/#hunter2"
                    "hunter2"
                    "ftp://hunter2"
                    "file:///hunter2"
                ] do
                let problem =
                    try
                        RemoteAddress.Parse address |> ignore
                        ""
                    with :? FormatException as problem ->
                        string problem

                Expect.stringStarts problem "System.FormatException" $"refused: {address}"
                Expect.isFalse (problem.Contains "hunter2") "not repeated"
        }

        test "of many results is asked for many at once" {
            let shelf = Shelf()
            use gathering = new CountdownEvent(8)

            let together (request: Request) =
                if request.Path.Contains "/ac/" && request.Method = "GET" then
                    Raw(fun stream ending ->
                        task {
                            gathering.Signal() |> ignore
                            // Nobody is answered before all have come.
                            do! Tasks.Task.Run((fun () -> gathering.Wait ending), ending)
                            do! stream.WriteAsync(head 404 [ "Content-Length", "0" ])
                        })
                else
                    shelf.Answer request

            use server = new ToyServer(together)
            use room = new Storeroom()

            for i in 1..8 do
                room.Store.Commit(entry $"{i}" []) |> ignore

            Expect.equal (push server.Address room.Store).Sent 8 "all are sent"
        }

        test "of which a content is gone does not have the result" {
            let room, made, shelf = sent ()
            use _ = room :> IDisposable
            shelf.Items.TryRemove(shelf.Find made.Outputs[1].Digest.Hex) |> ignore
            use server = new ToyServer(shelf.Answer)
            use other = new Storeroom()
            Expect.isNull (fetch server.Address other.Store made) "no result"
            Expect.isNull (other.Store.Find made.Key) "and none in the store"
        }

        test "is not sent a result whose content is damaged here" {
            let shelf = Shelf()
            use server = new ToyServer(shelf.Answer)
            use room = new Storeroom()
            let made = large room "a"
            room.Store.Flush()
            let file = room.BlobFile made.Outputs[1]
            File.SetUnixFileMode(file, UnixFileMode.UserRead ||| UnixFileMode.UserWrite)
            use stream = File.OpenWrite file
            stream.WriteByte 0uy
            stream.WriteByte 0uy
            stream.Dispose()
            let outcome = push server.Address room.Store
            Expect.equal (outcome.Sent, outcome.Lost) (0, 1) "counted"
            Expect.equal (server.Count "PUT") 0 "nothing of it is sent"
        }
    ]
