module Spindle.Tests.Store.Remotes.HostileRemoteTests

open System
open System.IO
open System.Text
open System.Text.Json.Nodes
open Expecto
open Spindle.Contracts
open Spindle.Plans
open Spindle.Store
open Spindle.Store.Remotes
open Spindle.Tests.Store.Storeroom
open Spindle.Tests.Store.Remotes.ToyServer
open Spindle.Tests.Store.Remotes.RemoteRoom

let private html = bytesOf "<html><body>Welcome</body></html>"

/// What nothing has come of: no entry, no content, no temporary file.
let private expectUntouched (room: Storeroom) (wanted: StepEntry) =
    Expect.isNull (room.Store.Find wanted.Key) "no entry"
    room.Store.Flush()

    for folder in [ "steps"; "blobs"; "tmp" ] do
        Expect.isEmpty (room.Files folder) $"nothing in {folder}"

/// A remote that lies about one item of an honest result.
let private refused
    (name: string)
    (limits: RemoteLimits)
    (code: string)
    (folder: string)
    (lie: StepEntry -> byte[] -> Answer)
    =
    test name {
        let room, made, shelf = sent ()
        use _ = room :> IDisposable

        let answer (request: Request) =
            match shelf.Answer request with
            | Reply(200, _, bytes) when request.Path.Contains $"/{folder}/" -> lie made bytes
            | honest -> honest

        use server = new ToyServer(answer)
        use other = new Storeroom()
        let problem = refusal (fun () -> fetchWith limits server.Address other.Store made)
        Expect.equal problem.Code code problem.Message
        expectUntouched other made
    }

let private lied = DiagnosticCodes.RemoteLied
let private failed = DiagnosticCodes.RemoteFailed

let private blob name lie =
    refused name hasty lied "cas" (fun _ bytes -> lie bytes)

let private whole bytes = Reply(200, [], bytes)

/// Sealed as a malicious server would, which knows how.
let private sealedText (json: JsonObject) =
    json.Remove "#" |> ignore
    SealedJson.Write json

let private parse (bytes: byte[]) =
    (nonNull (JsonNode.Parse bytes)).AsObject()

let private set (json: JsonNode) (name: string) (value: JsonNode) = json[name] <- value
let private text (value: string) : JsonNode = nonNull (JsonValue.Create value)

let private output (json: JsonObject) (at: int) =
    let outputs = nonNull json["outputs"]
    nonNull outputs[at]

let private provenance (json: JsonObject) = nonNull json["provenance"]

/// An entry that was changed and sealed anew.
let private forged name (change: JsonObject -> unit) =
    refused $"an entry {name}" hasty lied "ac" (fun _ bytes ->
        let json = parse bytes
        change json
        whole (sealedText json))

[<Tests>]
let tests =
    testList "a hostile remote" [
        blob "other bytes of the right size" (fun bytes -> whole (noise 9 bytes.Length))
        blob "a page of HTML as a content" (fun _ -> Reply(200, [ "Content-Type", "text/html" ], html))
        blob "fewer bytes than its entry claims" (fun bytes -> whole bytes[..9999])
        blob "more bytes than its entry claims" (fun bytes -> whole (Array.append bytes bytes))
        blob "a content that never ends" (fun _ -> endless ())
        blob "the promise of more bytes than there is room for" (fun bytes -> broken Int32.MaxValue bytes)

        blob "another part than was asked for" (fun bytes ->
            Reply(206, [ "Content-Range", $"bytes 5-{bytes.Length - 1}/{bytes.Length}" ], bytes[5..]))

        refused "a content that breaks off again and again" impatient failed "cas" (fun _ bytes ->
            broken bytes.Length bytes[..9999])

        refused "a content that stalls" impatient failed "cas" (fun _ bytes ->
            stalling (Array.append (head 200 [ "Content-Length", string bytes.Length ]) bytes[..9999]))

        refused "no answer at all" impatient failed "ac" (fun _ _ -> stalling [||])
        refused "half a head" impatient failed "ac" (fun _ _ -> stalling (bytesOf "HTTP/1.1 200 OK\r\nContent-"))

        refused "a head that never ends" hasty failed "ac" (fun _ _ ->
            Raw(fun stream ending ->
                task {
                    do! stream.WriteAsync(bytesOf "HTTP/1.1 200 OK\r\n")

                    while not ending.IsCancellationRequested do
                        do! stream.WriteAsync(bytesOf (String('x', 1000) + ": y\r\n"), ending)
                }))

        refused "what is not HTTP" hasty failed "ac" (fun _ _ ->
            Raw(fun stream _ -> task { do! stream.WriteAsync(noise 3 5000) }))

        refused "a content that drips" impatient failed "cas" (fun _ bytes ->
            Raw(fun stream ending ->
                task {
                    do! stream.WriteAsync(head 200 [ "Content-Length", string bytes.Length ])

                    for one in bytes do
                        do! stream.WriteAsync(ReadOnlyMemory [| one |], ending)
                        do! Threading.Tasks.Task.Delay(5, ending)
                }))

        refused "a page of HTML as an entry" hasty lied "ac" (fun _ _ -> whole html)
        refused "an empty entry" hasty lied "ac" (fun _ _ -> whole [||])
        refused "half an entry" hasty lied "ac" (fun _ bytes -> whole bytes[.. bytes.Length / 2])
        refused "an entry that never ends" hasty lied "ac" (fun _ _ -> endless ())

        refused "the promise of a huge entry" hasty lied "ac" (fun _ bytes -> broken Int32.MaxValue bytes)

        refused "an entry with one byte changed" hasty lied "ac" (fun _ bytes ->
            let changed = Array.copy bytes
            changed[bytes.Length - 3] <- changed[bytes.Length - 3] ^^^ 1uy
            whole changed)

        refused "the entry of another step" hasty lied "ac" (fun _ _ ->
            use room = new Storeroom()
            let other = large room "b"
            whole (RemoteEntry.Write(nonNull (room.Store.FileOf other.Key))))

        refused "an entry that is nested without end" hasty lied "ac" (fun made _ ->
            let rest = $"\"key\":\"{made.Key}\",\"a\":" + String('[', 100_000)
            whole (bytesOf $"{{\"#\":\"{Digest.Of rest}\",{rest}"))

        refused "an entry that is not as its maker would have written it" hasty lied "ac" (fun _ bytes ->
            let rest = Encoding.UTF8.GetString(bytes)[72..] + " "
            whole (bytesOf $"{{\"#\":\"{Digest.Of rest}\",{rest}"))

        forged "with another text" (fun json -> set json "text" (text "{}"))
        forged "of another format" (fun json -> set json "format" (JsonValue.Create 99))
        forged "that lacks an output" (fun json -> (nonNull json["outputs"]).AsArray().RemoveAt 1)
        forged "with an output of another type" (fun json -> set (output json 1) "type" (text "tensors"))
        forged "with an output of another name" (fun json -> set (output json 1) "name" (text "../../../etc/passwd"))
        forged "with a path for a digest" (fun json -> set (output json 1) "digest" (text "../../../etc/passwd"))
        forged "that claims a petabyte" (fun json ->
            set (output json 1) "size" (JsonValue.Create 1_000_000_000_000_000L))
        forged "that claims less than nothing" (fun json -> set (output json 1) "size" (JsonValue.Create -1))
        forged "whose small content is another" (fun json -> set (output json 0) "inline" (text "AAAA"))
        forged "that claims another size of an output" (fun json ->
            set (output json 1) "size" (JsonValue.Create 299_999))

        forged "whose provenance steers the terminal" (fun json ->
            set (provenance json) "run" (text "\u001b[2J\u001b[31mall is well"))

        forged "whose provenance is of another species" (fun json -> set (provenance json) "step" (JsonValue.Create 5))
        forged "whose machine is no map" (fun json -> set (provenance json) "environment" (text "here"))
        forged "whose inputs are no maps" (fun json ->
            set (provenance json) "inputs" (JsonObject [ Collections.Generic.KeyValuePair("a", text "b") ]))
        forged "without provenance" (fun json -> json.Remove "provenance" |> ignore)
        forged "that says whom another store has it from" (fun json -> set json "from" (text "me"))

        test "that has everything, as some servers say, is sent everything" {
            let shelf = Shelf()

            let catchAll (request: Request) =
                match shelf.Answer request with
                | Reply(404, _, _) -> Reply(200, [ "Content-Length", string html.Length ], html)
                | honest -> honest

            use server = new ToyServer(catchAll)
            use room = new Storeroom()
            let made = large room "a"
            push server.Address room.Store |> ignore
            use other = new Storeroom()
            Expect.isNotNull (fetch server.Address other.Store made) "it is there whole"
        }
    ]
