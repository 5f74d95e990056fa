module Spindle.Tests.Torch.TorchNativeTests

open System
open System.IO
open System.Text
open Expecto
open TorchSharp
open Spindle.Contracts
open Spindle.Torch

let private shim =
    Path.Combine(AppContext.BaseDirectory, "torch", "shim", "libLibTorchSharp.so")

/// Where version requests are named in the shim's strings, their flags stand in entries that refer to them.
let private marked (image: byte[]) =
    let copy = Array.copy image

    ElfVersions.MarkWeak(copy.AsSpan(), (fun v -> v = "GLIBCXX_3.4.32")),
    Array.map2 (<>) image copy |> Array.filter id |> Array.length

let private code (f: unit -> unit) =
    try
        f ()
        "none"
    with :? SpindleException as e ->
        e.Code

// Tensor code must have the process's managed threads to itself: the binding frees temporaries from the finalizer.
[<Tests>]
let tests =
    testSequenced
    <| testList "libtorch" [
        test "loads once, and says its version and the binding's" {
            let library = TorchNative.Load()
            Expect.equal (string library) "libtorch 2.10.0, TorchSharp 0.107.0" "provenance"
            Expect.isTrue (obj.ReferenceEquals(library, TorchNative.Load())) "the same the second time"
        }

        test "marking one version request as weak changes one byte of the shim, and nothing in what is no library" {
            Expect.equal (marked (File.ReadAllBytes shim)) (1, 1) "the shim"
            Expect.equal (marked (Encoding.ASCII.GetBytes(String('x', 200)))) (0, 0) "no library"
        }

        test "the packaged libtorch offers all that the shim wants, an empty folder nothing" {
            Expect.isEmpty (ElfSymbols.Missing(shim, TorchNative.Load().Folder)) "the package"
            let folder = Directory.CreateTempSubdirectory "spindle-torch"
            Expect.isGreaterThan (ElfSymbols.Missing(shim, folder.FullName).Count) 1000 "an empty folder"
            folder.Delete()
        }

        test "a device that is not there is told by its code" {
            Expect.equal ((TorchDevice.Of "cpu").``type``) DeviceType.CPU "cpu"

            for name in [ "gpu"; "cuda:x"; "cuda:999" ] do
                Expect.equal (code (fun () -> TorchDevice.Of name |> ignore)) "SPN7103" name
        }
    ]
