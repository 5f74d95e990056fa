module Spindle.Tests.Architectures.Recurrent.LeakyRnnTests

open System
open System.Collections.Generic
open Expecto
open TorchSharp
open Spindle.Architectures.Recurrent
open Spindle.Contracts
open Spindle.Tests.Runtime
open Spindle.Torch

let private names = [ "recurrent"; "bias"; "input_weights"; "output_weights"; "output_bias" ]

let private stream () =
    RandomStream.Derive(1L, Nullable(), "noise").At 5L


let private random (shape: int64 list) seed =
    torch.randn (List.toArray shape, dtype = torch.float64, generator = new torch.Generator(seed, torch.CPU))

/// The noise that a network adds, as a tensor.
let private noiseOf (spec: LeakyRnn) alpha (shape: int64 list) =
    let values = Array.zeroCreate<float32>(int (List.fold (*) 1L shape))
    NormalSequence(stream ()).Fill(values.AsSpan(), spec.RecurrentNoise * sqrt (2.0 / alpha))
    torch.tensor(values).reshape(List.toArray shape).``to`` torch.float64

let private largest (t: torch.Tensor) = t.abs().max().item<float>()

let private activations = List.ofArray (Enum.GetValues<Activation>())

let private sweeps =
    testSequenced
    <| testList "leaky units" [
        for activation in activations do
            for steps in [ 1L; 13L ] do
                test
                    $"{activation}: outputs and every gradient are those of autograd through the plain loop, {steps} steps" {
                    TorchNative.Load() |> ignore
                    use _ = torch.NewDisposeScope()
                    let spec = LeakyRnn(Units = 9L, Activation = activation, RecurrentNoise = 0.1)
                    let alpha = 0.3
                    use network = new LeakyNetwork(spec, alpha, PlainLeaky.state 9L 5L 3L 2L, torch.CPU)
                    let inputs = random [ steps; 4L; 5L ] 9UL

                    let parameters = [
                        for name in names -> network.Parameters[name].detach().clone().requires_grad_()
                    ]

                    let activity, expected =
                        PlainLeaky.run activation alpha parameters inputs (noiseOf spec alpha [ steps; 4L; 9L ])

                    // A longer batch before it: buffers are used again.
                    network.Forward(random [ 15L; 4L; 5L ] 3UL, stream ()) |> ignore
                    let outputs = network.Forward(inputs, stream ())
                    Expect.isLessThan (largest (outputs - expected)) 1e-13 "outputs"
                    let gradient = random [ steps; 4L; 3L ] 4UL
                    let l1, l2 = 0.02, 0.03

                    let loss =
                        (gradient * expected).sum()
                        + activity.abs().sum() * PlainLeaky.number l1
                        + activity.square().sum() * PlainLeaky.number (l2 / 2.0)

                    loss.backward ()
                    network.Backward(gradient, l1, l2)

                    for name, parameter in List.zip names parameters do
                        let actual = network.Parameters.View(network.Gradient, name)
                        let wanted = nonNull parameter.grad

                        Expect.isLessThan
                            (largest (actual - wanted))
                            (1e-12 + 1e-11 * largest wanted)
                            $"gradient by {name}"

                    let size = network.SizeOfActivity()

                    Expect.floatClose
                        Accuracy.veryHigh
                        size.Absolute
                        (activity.abs().sum().item<float>())
                        "sum of activity"

                    Expect.floatClose
                        Accuracy.veryHigh
                        size.Squares
                        (activity.square().sum().item<float>())
                        "its squares"
                }

        test "run for evaluation and for analysis they are what they are in training" {
            TorchNative.Load() |> ignore
            use _ = torch.NewDisposeScope()
            let spec = LeakyRnn(Units = 32L)
            use network = new LeakyNetwork(spec, 0.2, PlainLeaky.state 32L 5L 3L 2L, torch.CPU)
            let inputs = random [ 21L; 4L; 5L ] 9UL
            let trained = network.Forward(inputs, stream ()).clone()
            let struct (evaluated, size) = network.Evaluate(inputs, stream ())
            Expect.isLessThan (largest (evaluated - trained)) 1e-13 "evaluation"
            let struct (activity, outputs) = network.Run(inputs, stream ())
            Expect.isLessThan (largest (outputs - trained.sigmoid ())) 1e-13 "analysis"
            Expect.sequenceEqual activity.shape [ 21L; 4L; 32L ] "activity"
            Expect.floatClose Accuracy.high size.Squares (activity.square().sum().item<float>()) "size"
            Expect.equal size.Count (21L * 4L * 32L) "count"
        }

        test "their noise has a standard deviation of σ_rec √(2 / α), 0.158 by default" {
            TorchNative.Load() |> ignore
            use _ = torch.NewDisposeScope()
            // relu and α = 1 would show noise alone; with α = 0.2 a step of silent units shows α f(ξ).
            let spec = LeakyRnn(Units = 200L, Activation = Activation.Tanh)

            let zero (shape: int64 list) =
                TensorData.Of<float>(
                    ReadOnlySpan(Array.zeroCreate<float>(int (List.fold (*) 1L shape))),
                    List.toArray shape
                )

            let state =
                Map [
                    "recurrent", zero [ 200L; 200L ]
                    "bias", zero [ 200L ]
                    "input_weights", zero [ 5L; 200L ]
                    "output_weights", zero [ 200L; 3L ]
                    "output_bias", zero [ 3L ]
                ]

            use network = new LeakyNetwork(spec, 0.2, state, torch.CPU)

            let struct (activity, _) =
                network.Run(torch.zeros ([| 1L; 500L; 5L |], dtype = torch.float64), stream ())

            let noise = (activity / PlainLeaky.number 0.2).arctanh()

            Expect.floatClose
                { absolute = 0.0; relative = 0.01 }
                (noise.std().item<float>())
                0.15811
                "standard deviation"
        }
    ]

let private initial (spec: LeakyRnn) seed =
    let parameters = [
        "architecture", box spec
        "inputs", box 15L
        "outputs", box 9L
        "rules", box 6L
    ]

    InMemoryStepContext(parameters, [], seed = seed).Run(LeakyRnnInitial()).Tensors "state"

let private values (state: IReadOnlyDictionary<string, TensorData>) name =
    state[name].Values<float32>().ToArray() |> Array.map float

let private within relative actual expected =
    Expect.floatClose { absolute = 0.0; relative = relative } actual expected

let private start =
    testList "untrained leaky units" [
        test "orthogonal recurrent weights are s times an orthogonal matrix" {
            let units = 40
            let w = values (initial (LeakyRnn(Units = int64 units)) 1L) "recurrent"

            for i in 0 .. units - 1 do
                for j in 0 .. units - 1 do
                    let product =
                        List.sum [ for k in 0 .. units - 1 -> w[i * units + k] * w[j * units + k] ]

                    let wanted = if i = j then 0.25 else 0.0
                    Expect.isLessThan (abs (product - wanted)) 1e-6 $"rows {i} and {j}"
        }

        test "every other start has its size: diagonal, gaussian, and per activation" {
            let recurrent spec = values (initial spec 1L) "recurrent"

            let diagonal =
                recurrent (LeakyRnn(Units = 2L, RecurrentStart = RecurrentStart.Diag, Activation = Activation.Tanh))

            Expect.equal diagonal [| 1.0; 0.0; 0.0; 1.0 |] "diagonal"

            let gaussian =
                recurrent (LeakyRnn(RecurrentStart = RecurrentStart.Randgauss, RecurrentScale = Nullable 2.0))

            let deviation = gaussian |> Array.averageBy (fun w -> w * w) |> sqrt
            within 0.01 deviation (2.0 / 16.0) "s / √256"
            Expect.equal (LeakyRnn(Activation = Activation.Power).StartScale()) 0.01 "power"
        }

        test "input weights are normal with 1 / √inputs, output weights Glorot-uniform, biases 0" {
            let state = initial (LeakyRnn()) 1L

            let deviation =
                values state "input_weights" |> Array.averageBy (fun w -> w * w) |> sqrt

            within 0.03 deviation (1.0 / sqrt 15.0) "inputs"
            let limit = sqrt (6.0 / 265.0)
            let most = values state "output_weights" |> Array.map abs |> Array.max
            Expect.isTrue (most <= limit && most > 0.99 * limit) "outputs"
            Expect.equal (Array.sum (values state "bias") + Array.sum (values state "output_bias")) 0.0 "biases"
            Expect.notEqual (values (initial (LeakyRnn()) 2L) "recurrent") (values state "recurrent") "another seed"
        }
    ]

[<Tests>]
let tests = testList "recurrent networks" [ sweeps; start ]
