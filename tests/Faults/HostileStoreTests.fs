module Spindle.Tests.Faults.HostileStoreTests

open System
open System.IO
open System.Text
open System.Text.Json.Nodes
open Expecto
open Spindle.Contracts
open Spindle.Plans
open Spindle.Store
open Spindle.Tests.EndToEnd
open Spindle.Tests.Faults.InProcess

/// Writes JSON with a seal that is right: only its meaning can be wrong.
let private seal (path: string) (json: JsonObject) =
    json.Remove "#" |> ignore
    let rest = Encoding.UTF8.GetBytes(json.ToJsonString())[1..]
    let head = Encoding.UTF8.GetBytes $"{{\"#\":\"{Digest.Of(ReadOnlySpan rest).Hex}\","
    File.WriteAllBytes(path, Array.append head rest)

let private parse (path: string) =
    (nonNull (JsonNode.Parse(File.ReadAllBytes path))).AsObject()

let private deep (levels: int) : JsonNode =
    Seq.fold (fun (inner: JsonNode) _ -> JsonArray [| inner |] :> JsonNode) (JsonValue.Create 1) (seq { 1..levels })

/// What a liar may write where something else is expected.
let private lies: (unit -> JsonNode | null) list = [
    fun () -> null
    fun () -> JsonValue.Create(1L <<< 62)
    fun () -> JsonValue.Create -1
    fun () -> JsonValue.Create 1e308
    fun () -> JsonValue.Create ""
    fun () -> JsonValue.Create true
    fun () -> JsonValue.Create "../../../../tmp/climbed"
    fun () -> JsonValue.Create "/etc/passwd"
    fun () -> JsonValue.Create "a\000b"
    fun () -> JsonValue.Create(String('x', 300_000))
    fun () -> JsonObject()
    fun () -> JsonArray()
    fun () -> deep 50
    fun () -> deep 500
]

/// Every place inside some JSON: its parent, and how to write there.
let rec private places (node: JsonNode | null) : ((JsonNode | null) -> unit) list =
    match node with
    | :? JsonObject as map -> [
        for name in [ for member' in map -> member'.Key ] do
            if name <> "#" then
                fun (value: JsonNode | null) -> map[name] <- value
                yield! places map[name]
      ]
    | :? JsonArray as list -> [
        for i in 0 .. list.Count - 1 do
            fun (value: JsonNode | null) -> list[i] <- value
            yield! places list[i]
      ]
    | _ -> []

let private pick (random: Random) (items: 'a list) = items[random.Next items.Length]

/// Changes a sealed file in one place, and seals it again.
let private lie (random: Random) (file: string) =
    let json = parse file

    match random.Next 6, json["outputs"] with
    | 0, (:? JsonArray as outputs) when outputs.Count > 0 -> outputs.Add(outputs[0] |> nonNull |> _.DeepClone())
    | 1, (:? JsonArray as outputs) when outputs.Count > 0 -> outputs.RemoveAt 0
    | 2, _ -> json.Remove(pick random [ for member' in json -> member'.Key ]) |> ignore
    | _ -> (pick random (places json)) ((pick random lies) ())

    // What is too deep for JSON to be written is nothing that a file could hold.
    try
        seal file json
    with :? InvalidOperationException ->
        ()

let private sealedFiles (root: string) (folder: string) = [
    for file in
        Directory.GetFiles(Path.Combine(root, folder), "*.json", SearchOption.AllDirectories)
        |> Array.sort do
        // A plan that another wrote is nothing that a run reads.
        if
            Path.GetFileName file <> "plan.json"
            && Path.GetFileName file <> "environment.json"
        then
            file
]

[<Tests>]
let tests =
    testList "faults: a hostile store" [
        test "whose files are sealed and lie is refused, and nothing outside it is touched" {
            use folder = new Command.Folder()
            let root = folder.File "deep/inside/store"
            let expected = (run (folder.File "undisturbed")).Digests
            run root |> ignore

            let around () =
                Directory.GetFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories)
                |> Array.filter (fun path -> not (path.StartsWith root || path.Contains "undisturbed"))
                |> Array.sort

            let before = around ()

            Campaign.run
                "lies in entries and run records whose seal is right"
                (Campaign.faults 300 2000)
                (fun random _ ->
                    let file = pick random (sealedFiles root (pick random [ "steps"; "steps"; "runs" ]))
                    let whole = File.ReadAllBytes file
                    lie random file
                    let told = Encoding.UTF8.GetString(File.ReadAllBytes file |> Array.truncate 2000)
                    let asked = if random.Next 2 = 0 then ask root else []
                    let ran = run root
                    ignore asked
                    Expect.equal ran.Digests expected $"every artifact: {told}"
                    verify root |> ignore
                    ask root |> ignore
                    Expect.equal (around ()) before "nothing is written elsewhere"

                    Directory.CreateDirectory(string (Path.GetDirectoryName file)) |> ignore
                    File.WriteAllBytes(file, whole)
                    forgetRuns root)
        }

        for name, change in
            [
                "more bytes inside than may stand there",
                (fun (output: JsonObject) ->
                    let bytes = Array.zeroCreate<byte> 3_000_000
                    output["inline"] <- JsonValue.Create(Convert.ToBase64String bytes)
                    output["size"] <- JsonValue.Create bytes.Length
                    output["digest"] <- JsonValue.Create (Digest.Of(ReadOnlySpan bytes)).Hex)
                "a size beyond all disks", (fun output -> output["size"] <- JsonValue.Create(1L <<< 62))
                "a name that climbs", (fun output -> output["name"] <- JsonValue.Create "../../../climbed")
                "a digest that climbs", (fun output -> output["digest"] <- JsonValue.Create "../../../../etc/passwd")
                "an unknown type", (fun output -> output["type"] <- JsonValue.Create "program")
            ] do
            test $"an entry with {name} is told, and its step runs again" {
                use folder = new Command.Folder()
                let root = folder.File "store"
                let expected = (run root).Digests
                let file = (Command.entries root).Head
                let json = parse file
                let outputs = (nonNull json["outputs"]).AsArray()
                change ((nonNull outputs[0]).AsObject())
                seal file json
                let again = run root
                Expect.equal again.Digests expected "every artifact"
                Expect.equal again.Executed 1 "one step"
                Expect.isNonEmpty again.Told "told"
            }

        test "an entry of many megabytes is refused without being read" {
            use folder = new Command.Folder()
            let root = folder.File "store"
            let expected = (run root).Digests
            let file = (Command.entries root).Head

            using (File.OpenWrite file) (fun stream -> stream.SetLength(1L <<< 40))
            let before = GC.GetTotalAllocatedBytes()
            let again = run root
            Expect.equal again.Digests expected "every artifact"
            Expect.equal again.Told [ DiagnosticCodes.EntryDamaged ] "told"
            Expect.isLessThan (GC.GetTotalAllocatedBytes() - before) (1L <<< 30) "not read"
        }
    ]
