module Spindle.Tests.Torch.TensorExchangeTests

open System
open Expecto
open TorchSharp
open Spindle.Artifacts
open Spindle.Contracts
open Spindle.Store
open Spindle.Tests.Store.Storeroom
open Spindle.Torch

/// Arrays that a store keeps in a file large enough to be mapped.
let private stored (store: ContentStore) (arrays: (string * TensorData) list) =
    use blob = store.NewBlob()
    SafeTensors.Write(blob.Stream, dict arrays |> System.Collections.Generic.Dictionary)
    let struct (digest, size) = blob.Finish()
    StoredOutput("data", ArtifactType.Tensors, digest, size)

let private counted (count: int64) =
    TensorData.Of<float32>(ReadOnlySpan [| for i in 0L .. count - 1L -> float32 i |], count)

/// Whether a tensor's numbers lie where an array's do.
let private sharesWith (data: TensorData) (tensor: torch.Tensor) =
    MemoryExtensions.Overlaps(data.Bytes.Span, Span.op_Implicit tensor.bytes)

[<Tests>]
let tests =
    testSequenced
    <| testList "tensors of artifacts" [
        test "arrays go to tensors and back unchanged, and a transposed tensor goes row by row" {
            TorchNative.Load() |> ignore
            use _ = torch.NewDisposeScope()
            let data = TensorData.Of<int64>(System.ReadOnlySpan [| 1L .. 6L |], 2L, 3L)
            let tensor = data.ToTensor torch.CPU
            Expect.sequenceEqual (tensor.ToData().Values<int64>().ToArray()) [ 1L .. 6L ] "there and back"
            Expect.sequenceEqual (tensor.t().ToData().Values<int64>().ToArray()) [ 1L; 4L; 2L; 5L; 3L; 6L ] "transposed"
            Expect.sequenceEqual (tensor.t().ToData().Shape) [ 3L; 2L ] "its shape"
        }

        test "a mapped artifact is read where it lies, also after it was closed, and keeps its numbers" {
            TorchNative.Load() |> ignore
            use room = new Storeroom()
            let output = stored room.Store [ "a", counted 100_000L ]
            let content = room.Store.Open output
            let data = (SafeTensors.Read content.Memory)["a"]
            let borrowed = data.AsTensor torch.CPU
            let copied = data.ToTensor torch.CPU
            Expect.isTrue (borrowed |> sharesWith data) "the same place"
            Expect.isFalse (copied |> sharesWith data) "another place"
            content.Dispose()
            Expect.equal (borrowed.sum().ToSingle()) (copied.sum().ToSingle()) "read after it was closed"
            borrowed.zero_ () |> ignore
            borrowed.Dispose()
            Expect.equal (read room.Store output) (read (room.Again()) output) "the file is as it was"
            use again = room.Store.Open output
            let kept = SafeTensors.Read again.Memory
            Expect.equal (kept["a"].Values<float32>().ToArray()[7]) 7.0f "so are the numbers"
            copied.Dispose()
        }

        test "an array that is not aligned as libtorch's own, or lies in managed memory, is copied" {
            TorchNative.Load() |> ignore
            use _ = torch.NewDisposeScope()
            use room = new Storeroom()
            let output = stored room.Store [ "a", counted 100_001L; "b", counted 100_000L ]
            use content = room.Store.Open output
            let arrays = SafeTensors.Read content.Memory
            let tensor = arrays["b"].AsTensor torch.CPU
            Expect.isFalse (tensor |> sharesWith arrays["b"]) "not aligned"
            Expect.equal (tensor[7L].ToSingle()) 7.0f "its numbers"
            Expect.equal ((counted 9L).AsTensor(torch.CPU).sum().ToSingle()) 36.0f "managed"
        }
    ]
