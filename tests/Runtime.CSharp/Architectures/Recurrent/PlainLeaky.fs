/// Leaky units one operation after another, for autograd: the oracle of the sweeps.
module Spindle.Tests.Architectures.Recurrent.PlainLeaky

open System
open TorchSharp
open Spindle.Architectures.Recurrent
open Spindle.Contracts

let number (value: float) = Scalar.op_Implicit value

/// f, as it is defined.
let activate activation (a: torch.Tensor) =
    match activation with
    | Activation.Softplus -> (a.exp () + number 1.0).log()
    | Activation.Relu -> a.relu ()
    | Activation.Tanh -> a.tanh ()
    | Activation.Power -> a.relu().square()
    | Activation.Retanh -> a.relu().tanh()
    | _ -> torch.where (a.gt (number 0.0), a, a.exp () - number 1.0)

/// The activity and the outputs before their nonlinearity; parameters: recurrent, bias, input weights, output weights, output bias.
let run activation alpha (parameters: torch.Tensor list) (inputs: torch.Tensor) (noise: torch.Tensor) =
    let recurrent, bias, input, output, outputBias =
        match parameters with
        | [ a; b; c; d; e ] -> a, b, c, d, e
        | _ -> failwith "five parameters"

    let step (h: torch.Tensor) (x: torch.Tensor, noise: torch.Tensor) =
        let a = x.matmul input + h.matmul recurrent + bias + noise
        let next = h * number (1.0 - alpha) + activate activation a * number alpha
        next, next

    let start =
        torch.zeros ([| inputs.shape[1]; recurrent.shape[0] |], dtype = inputs.dtype)

    let states, _ =
        List.mapFold step start (List.zip (List.ofArray (inputs.unbind 0)) (List.ofArray (noise.unbind 0)))

    let activity = torch.stack states
    activity, activity.matmul output + outputBias

/// A state with random numbers in double precision.
let state units inputs outputs seed : Map<string, TensorData> =
    let stream = RandomStream.Derive(seed, Nullable(), "plain")

    let draw name (shape: int64 list) scale =
        let count = List.fold (*) 1L shape |> int
        name, TensorData.Of<float>(ReadOnlySpan [| for _ in 1..count -> scale * stream.Normal() |], List.toArray shape)

    Map [
        draw "recurrent" [ units; units ] (0.7 / sqrt (float units))
        draw "bias" [ units ] 0.3
        draw "input_weights" [ inputs; units ] 0.5
        draw "output_weights" [ units; outputs ] 0.4
        draw "output_bias" [ outputs ] 0.2
    ]
