/// Brings libtorch to the machinery, which knows it only as "the tensor library".
namespace Spindle.Cli

open System.Text.Json.Nodes
open Spindle.Execution
open Spindle.Torch

/// libtorch through TorchSharp, loaded at the first step that computes with tensors.
type TensorLibrary() =
    interface ITensorLibrary with
        member _.Prepare(device, threads) =
            let library = TorchNative.Load()
            TorchSharp.torch.set_num_threads threads

            let chosen =
                match device with
                | "auto" when library.Cuda && TorchSharp.torch.cuda.is_available () -> "cuda:0"
                | "auto" -> "cpu"
                | "cuda" -> "cuda:0"
                | name -> name

            TorchDevice.Of chosen |> ignore
            let description = JsonObject()
            description["device"] <- JsonValue.Create chosen
            description["libtorch"] <- JsonValue.Create library.Version
            description["torchsharp"] <- JsonValue.Create library.Binding
            let known = DeviceClass.Of(chosen, library)

            for fact in known do
                if not (description.ContainsKey fact.Key) then
                    description[fact.Key] <- fact.Value |> Option.ofObj |> Option.map _.DeepClone() |> Option.toObj

            TensorEnvironment(chosen, description, Class = known)
