/// The network written one operation after another, with autograd: slow, plain, and the oracle of the hand-written sweeps.
module Spindle.Tests.Architectures.PlainNetwork

open System.Collections.Generic
open TorchSharp
open Spindle.Architectures
open Spindle.Contracts

/// A small network's random state in 64 bits.
let state (spec: InputSeparatedRnn) (neurons: int64) (features: int) : IReadOnlyDictionary<string, TensorData> =
    let stream = RandomStream.Derive(3L, System.Nullable(), "plain network")

    let draw (shape: int64 list) =
        let count = List.reduce (*) shape |> int
        TensorData.Of<float>(Array.init count (fun _ -> stream.Uniform(-0.7, 0.7)), List.toArray shape)

    let observed = spec.ObservedNeurons neurons

    dict [
        "recurrent", draw [ spec.Units; spec.Units ]
        "bias", draw [ spec.Units ]
        "input_weights", draw [ spec.InputUnits; int64 features ]
        "input_bias", draw [ spec.InputUnits ]
        "observed", TensorData.Of<int64>(observed, int64 observed.Length)
    ]
    |> fun tensors -> Dictionary<string, TensorData>(tensors)

/// Rates of all units after each step, steps × trials × units.
let run (spec: InputSeparatedRnn) (parameters: torch.Tensor list) (velocity: torch.Tensor) (initial: torch.Tensor) =
    let recurrent, bias, inputWeights, inputBias =
        match parameters with
        | [ w; b; wIn; bIn ] -> w, b, wIn, bIn
        | _ -> invalidArg (nameof parameters) "four"

    let silent =
        torch.zeros ([| initial.shape[0]; spec.Units - spec.InputUnits |], dtype = initial.dtype)

    let step (u: torch.Tensor) (v: torch.Tensor) =
        let drive =
            torch.cat ([| silent; torch.matmul (v, inputWeights.t ()) + inputBias |], 1L)

        let r =
            torch.nn.functional.relu ((torch.matmul (u, recurrent) + bias + drive).tanh())

        let next =
            u * Scalar.op_Implicit (1.0 - spec.Alpha) + r * Scalar.op_Implicit spec.Alpha

        r,
        (if spec.Normalise then
             next / next.norm (1, true, 2.0f)
         else
             next)

    let rates, _ =
        List.mapFold step initial [ for t in 0L .. velocity.shape[0] - 1L -> velocity[t] ]

    torch.stack rates
