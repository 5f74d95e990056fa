/// A server on loopback that answers just as a test wants, down to the bytes on the wire.
module Spindle.Tests.Store.Remotes.ToyServer

open System
open System.Collections.Concurrent
open System.IO
open System.Net
open System.Net.Sockets
open System.Text
open System.Threading
open System.Threading.Tasks

type Request = {
    Method: string
    Path: string
    /// By lower-case name.
    Headers: Map<string, string>
    Body: byte[]
}

type Answer =
    | Reply of status: int * headers: (string * string) list * body: byte[]
    /// Everything that goes over the wire, written by hand.
    | Raw of (Stream -> CancellationToken -> Task)

let private readHead (stream: Stream) =
    task {
        let head = StringBuilder()
        let one = Array.zeroCreate<byte> 1
        let mutable ended = false

        while not ended do
            let! read = stream.ReadAsync(one, 0, 1)

            if read = 0 then
                ended <- true
            else
                head.Append(char one[0]) |> ignore
                ended <- head.Length >= 4 && head.ToString(head.Length - 4, 4) = "\r\n\r\n"

        return head.ToString()
    }

let private readRequest (stream: Stream) =
    task {
        let! head = readHead stream
        let lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)

        if lines.Length = 0 then
            return None
        else
            let words = lines[0].Split ' '

            let headers =
                Map [
                    for line in lines[1..] do
                        let at = line.IndexOf ':'
                        line[.. at - 1].ToLowerInvariant(), line[at + 1 ..].Trim()
                ]

            if headers.ContainsKey "expect" then
                do! stream.WriteAsync "HTTP/1.1 100 Continue\r\n\r\n"B

            let body =
                Array.zeroCreate<byte>(headers.TryFind "content-length" |> Option.map int |> Option.defaultValue 0)

            do! stream.ReadExactlyAsync(body, 0, body.Length)

            return
                Some {
                    Method = words[0]
                    Path = words[1]
                    Headers = headers
                    Body = body
                }
    }

/// The head of an answer.
let head (status: int) (headers: (string * string) list) =
    String.concat "" [
        $"HTTP/1.1 {status} Answer\r\nConnection: close\r\n"
        for name, value in headers do
            $"{name}: {value}\r\n"
        "\r\n"
    ]
    |> Encoding.ASCII.GetBytes

let private hasLength (headers: (string * string) list) =
    headers |> List.exists (fun (name, _) -> name = "Content-Length")

type ToyServer(answer: Request -> Answer) =
    let listener = new TcpListener(IPAddress.Loopback, 0)
    let ending = new CancellationTokenSource()
    let seen = ConcurrentQueue<Request>()

    let serve (client: TcpClient) : Task =
        task {
            use client = client
            use stream = client.GetStream()

            match! readRequest stream with
            | None -> ()
            | Some request ->
                seen.Enqueue request

                match answer request with
                | Raw write -> do! write stream ending.Token
                | Reply(status, headers, body) ->
                    let length =
                        if hasLength headers then
                            []
                        else
                            [ "Content-Length", string body.Length ]

                    do! stream.WriteAsync(head status (headers @ length))

                    if request.Method <> "HEAD" then
                        do! stream.WriteAsync body
        }

    let quietly (client: TcpClient) =
        task {
            try
                do! serve client
            with
            | :? IOException
            | :? OperationCanceledException -> ()
        }

    let accept () =
        task {
            try
                while true do
                    let! client = listener.AcceptTcpClientAsync ending.Token
                    quietly client |> ignore
            with :? OperationCanceledException ->
                ()
        }

    do listener.Start()
    let accepting = accept ()
    member _.Port = (listener.LocalEndpoint :?> IPEndPoint).Port
    member server.Address = $"http://127.0.0.1:{server.Port}/cache"

    /// What was asked so far, in order.
    member _.Seen = List.ofSeq seen

    /// How often it was asked so.
    member server.Count(method: string) =
        server.Seen
        |> List.filter (fun request -> request.Method = method)
        |> List.length

    interface IDisposable with
        member _.Dispose() =
            ending.Cancel()
            accepting.Wait()
            listener.Stop()
            ending.Dispose()

/// What an honest server keeps.
type Shelf() =
    let items = ConcurrentDictionary<string, byte[]>()
    member _.Items = items

    member _.Answer(request: Request) : Answer =
        match request.Method, items.TryGetValue request.Path with
        | "PUT", _ ->
            items[request.Path] <- request.Body
            Reply(201, [], [||])
        | _, (false, _) -> Reply(404, [ "Content-Type", "text/plain" ], Encoding.ASCII.GetBytes "nothing here")
        | "HEAD", (true, bytes) -> Reply(200, [ "Content-Length", string bytes.Length ], [||])
        | _, (true, bytes) ->
            match request.Headers.TryFind "range" with
            | None -> Reply(200, [], bytes)
            | Some range ->
                let first = int (range.Replace("bytes=", "").Split('-')[0])
                Reply(206, [ "Content-Range", $"bytes {first}-{bytes.Length - 1}/{bytes.Length}" ], bytes[first..])

    /// The place of an item whose path ends so.
    member _.Find(ending: string) =
        items.Keys |> Seq.find (fun path -> path.EndsWith ending)

/// A part of an answer that breaks off: the head promises the whole.
let broken (length: int) (part: byte[]) =
    Raw(fun stream _ ->
        task {
            do! stream.WriteAsync(head 200 [ "Content-Length", string length ])
            do! stream.WriteAsync part
        })

/// Answers nothing more after some bytes, and keeps the connection.
let stalling (bytes: byte[]) =
    Raw(fun stream ending ->
        task {
            do! stream.WriteAsync bytes
            do! Task.Delay(Timeout.Infinite, ending)
        })

/// A body that never ends, in chunks.
let endless () =
    Raw(fun stream ending ->
        task {
            do! stream.WriteAsync(head 200 [ "Transfer-Encoding", "chunked" ])

            let chunk =
                Array.concat [ Encoding.ASCII.GetBytes "10000\r\n"; Array.zeroCreate 65536; "\r\n"B ]

            while not ending.IsCancellationRequested do
                do! stream.WriteAsync(chunk, ending)
        })
