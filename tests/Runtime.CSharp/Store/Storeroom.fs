/// A store of its own for a test, in a folder that is removed at the end.
module Spindle.Tests.Store.Storeroom

open System
open System.Collections.Concurrent
open System.IO
open System.Text
open System.Text.Json.Nodes
open Spindle.Contracts
open Spindle.Plans
open Spindle.Store

let bytesOf (text: string) = Encoding.UTF8.GetBytes text

/// Bytes that look like nothing, the same for the same seed.
let noise (seed: int) (length: int) =
    let bytes = Array.zeroCreate<byte> length
    Random(seed).NextBytes bytes
    bytes

/// Puts a content into a store, as an output of the given name.
let put (store: ContentStore) (name: string) (content: byte[]) =
    use blob = store.NewBlob()
    blob.Stream.Write(content, 0, content.Length)
    let struct (digest, size) = blob.Finish()
    StoredOutput(name, ArtifactType.Record, digest, size)

let read (store: ContentStore) (output: StoredOutput) =
    use content = store.Open output
    content.Memory.ToArray()

let private object' (members: (string * JsonNode) list) =
    let json = JsonObject()

    for name, value in members do
        json[name] <- value

    json

/// The key text of a step that is told from others by a name, and reads the given contents.
let keyText (name: string) (inputs: Digest list) =
    let inputs =
        object' [
            for i, input in List.indexed inputs -> $"in{i}", nonNull (JsonValue.Create input.Hex) :> JsonNode
        ]

    CanonicalJson.Write(
        object' [
            "operation", JsonValue.Create "toy/make" |> nonNull :> JsonNode
            "name", JsonValue.Create name |> nonNull :> JsonNode
            "inputs", inputs
        ]
    )

let keyOf (name: string) = Digest.Of(keyText name [])

/// The result of a step that read the given contents.
let entryFrom (inputs: Digest list) (name: string) (outputs: StoredOutput list) =
    let text = keyText name inputs

    StepEntry(
        Digest.Of text,
        text,
        outputs,
        object' [
            "seconds", JsonValue.Create 1.5 :> JsonNode
            "step", JsonValue.Create name |> nonNull :> JsonNode
        ]
    )

let entry name outputs = entryFrom [] name outputs

/// The text of an entry's outputs: records that hold lists are compared by it.
let told (entry: StepEntry | null) =
    match entry with
    | null -> "nothing"
    | entry -> String.Join("; ", entry.Outputs)

type Storeroom() =
    let parent =
        if Directory.Exists "/dev/shm" then
            "/dev/shm"
        else
            Path.GetTempPath()

    let root = Path.Combine(parent, "spindle-tests", Guid.NewGuid().ToString "N")
    let warnings = ConcurrentQueue<StoreWarning>()
    let store = ContentStore.Open(root, fun warning -> warnings.Enqueue warning)
    member _.Root = root
    member _.Store = store

    /// The codes of what the store told, in order.
    member _.Told = [ for warning in warnings -> warning.Code ]

    /// The same store as another process would open it.
    member _.Again() =
        store.Flush()
        ContentStore.Open(root, fun warning -> warnings.Enqueue warning)

    member _.Files(folder: string) =
        Directory.GetFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories)

    member _.BlobFile(output: StoredOutput) =
        Path.Combine(root, "blobs", "sha256", output.Digest.Hex[..1], output.Digest.Hex)

    member _.EntryFile(entry: StepEntry) =
        Path.Combine(root, "steps", entry.Key.Hex[..1], entry.Key.Hex + ".json")

    interface IDisposable with
        member _.Dispose() =
            store.Dispose()
            Directory.Delete(root, true)
