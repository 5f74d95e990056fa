module Spindle.Tests.Architectures.Recurrent.GatedTests

open System
open Expecto
open TorchSharp
open Spindle.Architectures.Recurrent
open Spindle.Contracts
open Spindle.Tests.Runtime
open Spindle.Torch

let private units, inputs, outputs = 7L, 5L, 3L

let private stream () =
    RandomStream.Derive(1L, Nullable(), "noise").At 5L

let private random (shape: int64 list) seed =
    torch.randn (List.toArray shape, dtype = torch.float64, generator = new torch.Generator(seed, torch.CPU))

let private largest (t: torch.Tensor) = t.abs().max().item<float>()

let private names = [
    "gate_recurrent"
    "gate_bias"
    "gate_input_weights"
    "recurrent"
    "bias"
    "input_weights"
    "output_weights"
    "output_bias"
]

let private state gates : Map<string, TensorData> =
    let numbers = RandomStream.Derive(2L, Nullable(), "plain")

    let draw name (shape: int64 list) =
        let count = List.fold (*) 1L shape |> int
        name, TensorData.Of<float>(ReadOnlySpan [| for _ in 1..count -> 0.4 * numbers.Normal() |], List.toArray shape)

    Map [
        draw "gate_recurrent" [ units; gates * units ]
        draw "gate_bias" [ gates * units ]
        draw "gate_input_weights" [ inputs; gates * units ]
        draw "recurrent" [ units; units ]
        draw "bias" [ units ]
        draw "input_weights" [ inputs; units ]
        draw "output_weights" [ units; outputs ]
        draw "output_bias" [ outputs ]
    ]

/// One step after another, as the kinds' documentation says it.
let private plain (spec: GatedSpec) alpha (p: Map<string, torch.Tensor>) (x: torch.Tensor) (noise: torch.Tensor) =
    let one = PlainLeaky.number 1.0
    let f (activation: Activation) = PlainLeaky.activate activation

    let step (h: torch.Tensor, c: torch.Tensor) (x: torch.Tensor, noise: torch.Tensor) =
        let gates =
            (x.matmul p["gate_input_weights"] + h.matmul p["gate_recurrent"] + p["gate_bias"])
                .sigmoid()
                .chunk(p["gate_bias"].shape[0] / units, 1L)

        let drive = x.matmul p["input_weights"] + p["bias"] + noise

        let h, c =
            match spec with
            | :? LeakyGru as gru ->
                let aim = f gru.Activation (drive + (gates[0] * h).matmul p["recurrent"])
                let a = gates[1] * PlainLeaky.number alpha
                (one - a) * h + a * aim, c
            | :? Gru as gru ->
                let aim = f gru.Activation (drive + (gates[0] * h).matmul p["recurrent"])
                gates[1] * h + (one - gates[1]) * aim, c
            | :? Lstm as lstm ->
                let c =
                    gates[1] * c + gates[0] * f lstm.Activation (drive + h.matmul p["recurrent"])

                gates[2] * f lstm.Activation c, c
            | _ -> failwith "no such cell"

        h, (h, c)

    let zero = torch.zeros ([| x.shape[1]; units |], dtype = torch.float64)

    let states, _ =
        List.mapFold step (zero, zero) (List.zip (List.ofArray (x.unbind 0)) (List.ofArray (noise.unbind 0)))

    let activity = torch.stack states
    activity, activity.matmul p["output_weights"] + p["output_bias"]

let private cells: (GatedSpec * int64 * float) list = [
    LeakyGru(Units = units, RecurrentNoise = 0.2), 2L, 0.2
    LeakyGru(Units = units, Activation = Activation.Tanh), 2L, 0.2
    Gru(Units = units, Activation = Activation.Retanh), 2L, 0.0
    Gru(Units = units, Activation = Activation.Elu), 2L, 0.0
    Lstm(Units = units), 3L, 0.0
    Lstm(Units = units, Activation = Activation.Softplus), 3L, 0.0
]

let private running =
    testSequenced
    <| testList "gated units" [
        for spec, gates, alpha in cells do
            test
                $"{spec.GetType().Name} with {spec.Aim}: outputs, activity and every gradient are those of the plain loop" {
                TorchNative.Load() |> ignore
                use _ = torch.NewDisposeScope()
                let alpha = if alpha = 0.0 then 1.0 else alpha
                use network = new GatedNetwork(spec, alpha, state gates, torch.CPU)
                let x = random [ 19L; 4L; inputs ] 9UL

                let parameters =
                    Map [
                        for name in names -> name, network.Parameters[name].detach().clone().requires_grad_()
                    ]

                let noise =
                    let values = Array.zeroCreate<float32>(19 * 4 * int units)

                    let deviation =
                        match spec with
                        | :? LeakyGru as gru -> gru.RecurrentNoise * sqrt (2.0 / alpha)
                        | _ -> 0.0

                    NormalSequence(stream ()).Fill(values.AsSpan(), deviation)
                    torch.tensor(values).reshape(19L, 4L, units).``to`` torch.float64

                let activity, expected = plain spec alpha parameters x noise
                let actual = network.Forward(x, stream ())
                Expect.isLessThan (largest (actual - expected)) 1e-12 "outputs"
                let gradient = random [ 19L; 4L; outputs ] 4UL

                let loss =
                    (gradient * expected).sum()
                    + activity.abs().sum() * PlainLeaky.number 0.02
                    + activity.square().sum() * PlainLeaky.number 0.015

                loss.backward ()
                network.Backward(gradient, 0.02, 0.03)

                for KeyValue(name, parameter) in parameters do
                    let wanted = nonNull parameter.grad
                    let actual = network.Parameters.View(network.Gradient, name)
                    Expect.isLessThan (largest (actual - wanted)) (1e-11 + 1e-10 * largest wanted) $"gradient by {name}"
            }

        test "run for evaluation and for analysis they are what they are in training, and leave no tensor behind" {
            TorchNative.Load() |> ignore

            for spec, gates, _ in cells do
                use network = new GatedNetwork(spec, 1.0, state gates, torch.CPU)
                use x = random [ 19L; 32L; inputs ] 9UL

                let differences () =
                    use _ = torch.NewDisposeScope()
                    let trained = network.Forward(x, stream ()).clone()
                    network.Backward(torch.ones_like trained, 0.0, 0.0)
                    let struct (evaluated, size) = network.Evaluate(x, stream ())
                    let struct (activity, outputs) = network.Run(x, stream ())

                    let found = [
                        largest (evaluated - trained)
                        largest (outputs - trained.sigmoid ())
                        abs (size.Squares - activity.square().sum().item<float>())
                    ]

                    evaluated.Dispose()
                    activity.Dispose()
                    outputs.Dispose()
                    found

                Expect.all (differences ()) (fun difference -> difference < 1e-9) $"{spec}"
                let before = torch.Tensor.TotalCount
                differences () |> ignore
                Expect.equal torch.Tensor.TotalCount before "live tensors"
        }
    ]

let private start =
    test "untrained gated units have Glorot weights of their whole kernel and the biases of their kind" {
        let initial (spec: GatedSpec) (operation: IOperation) =
            let parameters = [ "architecture", box spec; "inputs", box 15L; "outputs", box 9L ]
            InMemoryStepContext(parameters, [], seed = 1L).Run(operation).Tensors "state"

        for spec, operation, gates, biases in
            [
                LeakyGru(Units = 64L) :> GatedSpec, LeakyGruInitial() :> IOperation, 2L, [ 1.0f; 1.0f ]
                Gru(Units = 64L), GruInitial(), 2L, [ 1.0f; 1.0f ]
                Lstm(Units = 64L), LstmInitial(), 3L, [ 0.0f; 1.0f; 0.0f ]
            ] do
            let state = initial spec operation
            let values name = state[name].Values<float32>().ToArray()

            Expect.equal
                (values "gate_bias")
                [|
                    for bias in biases do
                        yield! Array.replicate 64 bias
                |]
                "gate biases"

            Expect.sequenceEqual (state["gate_input_weights"].Shape) [ 15L; gates * 64L ] "shape"
            let limit = sqrt (6.0 / float (15L + 64L + gates * 64L))

            for name in [ "gate_input_weights"; "gate_recurrent" ] do
                let most = values name |> Array.map abs |> Array.max |> float
                Expect.isTrue (most <= limit && most > 0.98 * limit) name

            Expect.equal (Array.sum (values "bias")) 0.0f "candidate bias"
    }

[<Tests>]
let tests = testList "gated networks" [ running; start ]
