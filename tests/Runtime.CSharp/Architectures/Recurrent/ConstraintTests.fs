module Spindle.Tests.Architectures.Recurrent.ConstraintTests

open System
open Expecto
open TorchSharp
open Spindle.Architectures.Recurrent
open Spindle.Contracts
open Spindle.Tests.Training
open Spindle.Tests.Training.Saccade
open Spindle.Torch
open Spindle.Training

let private values (state: System.Collections.Generic.IReadOnlyDictionary<string, TensorData>) name =
    state[name].Values<float32>().ToArray()

let private quick =
    TrialTraining(EvaluateEvery = 100L, EvaluationBatches = 1L, EvaluationTrials = 4L, Trials = 8L, LearningRate = 0.02)

let private trained (network: LeakyRnn) =
    let before = initial network both
    before, (segment both network quick 30 before).Tensors "state"

let private three: Population[] = [|
    Population(Name = "a", Units = 8L)
    Population(Name = "b", Units = 4L)
    Population(Name = "c", Units = 4L)
|]

let private populationOf unit =
    if unit < 8 then "a"
    elif unit < 12 then "b"
    else "c"

let private constrained =
    testSequenced
    <| testList "constraints of leaky units" [
        test "signs never flip in training under Dale's law, though weights reach 0" {
            let network = LeakyRnn(Units = 16L, ExcitatoryFraction = Nullable 0.75)
            let before, after = trained network

            for state in [ before; after ] do
                values state "recurrent"
                |> Array.iteri (fun pair weight ->
                    if pair / 16 < 12 then
                        Expect.isTrue (weight >= 0.0f) $"excitatory {pair}"
                    else
                        Expect.isTrue (weight <= 0.0f) $"inhibitory {pair}")

            Expect.isGreaterThan
                (values after "recurrent" |> Seq.filter (fun w -> w = 0.0f) |> Seq.length)
                0
                "some were held back"

            Expect.notEqual (values after "recurrent") (values before "recurrent") "learnt"
            let columnSum = values before "recurrent" |> Array.sum |> float
            let strength = values before "recurrent" |> Array.sumBy (fun w -> abs (float w))
            Expect.isLessThan (abs columnSum) (0.2 * strength) "excitation and inhibition balance"
        }

        test "connections that are not declared stay 0 in training, and the others have their density" {
            let network =
                LeakyRnn(
                    Units = 16L,
                    Populations = three,
                    Connections = [|
                        Connection(From = "a", To = "a", Density = 0.5)
                        Connection(From = "a", To = "b")
                        Connection(From = "b", To = "c")
                    |]
                )

            let before, after = trained network

            for state in [ before; after ] do
                values state "recurrent"
                |> Array.iteri (fun pair weight ->
                    match populationOf (pair / 16), populationOf (pair % 16) with
                    | "a", "a" -> ()
                    | "a", "b"
                    | "b", "c" -> Expect.notEqual weight 0.0f "connected"
                    | _ -> Expect.equal weight 0.0f $"{pair} is not connected")

            let within =
                Seq.length (
                    seq {
                        for i in 0..7 do
                            for j in 0..7 do
                                if (values after "recurrent")[i * 16 + j] <> 0.0f then
                                    i
                    }
                )

            // Five standard deviations of a binomial number of 64 pairs.
            Expect.isTrue (within > 12 && within < 52) $"half of 64: {within}"
            Expect.notEqual (values after "recurrent") (values before "recurrent") "learnt"
        }

        test "a sparse network stays as sparse, and no unit leads to itself where that is declared" {
            let network = LeakyRnn(Units = 16L, Density = 0.25, SelfConnections = false)
            let before, after = trained network

            let there state =
                values state "recurrent" |> Array.map (fun w -> w <> 0.0f)

            Expect.equal (there after) (there before) "the same pairs"
            let count = there after |> Seq.filter id |> Seq.length
            Expect.isTrue (count > 25 && count < 95) $"a quarter of 240: {count}"
            Expect.all [ for unit in 0..15 -> (there after)[unit * 17] ] not "no loops"
        }

        test "fixed parameters and fixed connections stay as they were drawn, the others change" {
            let network =
                LeakyRnn(
                    Units = 16L,
                    Populations = three,
                    Connections = [|
                        Connection(From = "a", To = "a", Fixed = true)
                        Connection(From = "a", To = "b")
                    |],
                    Fixed = [| FixedParameter.InputWeights; FixedParameter.OutputBias |]
                )

            let before, after = trained network
            Expect.equal (values after "input_weights") (values before "input_weights") "input weights"
            Expect.equal (values after "output_bias") (values before "output_bias") "output bias"
            Expect.notEqual (values after "output_weights") (values before "output_weights") "output weights"

            let block state from into = [|
                for i in 0..15 do
                    for j in 0..15 do
                        if populationOf i = from && populationOf j = into then
                            (values state "recurrent")[i * 16 + j]
            |]

            Expect.equal (block after "a" "a") (block before "a" "a") "fixed connections"
            Expect.notEqual (block after "a" "b") (block before "a" "b") "free connections"
        }

        test "populations and connections that do not fit are told with their place" {
            let codes (network: LeakyRnn) = [ for problem in network.Validate() -> problem.Code, problem.Property ]
            Expect.isEmpty (codes (LeakyRnn(Units = 16L, Populations = three))) "a fit"
            Expect.equal (codes (LeakyRnn(Units = 17L, Populations = three))) [ "SPN4001", "Populations" ] "sizes"

            Expect.equal
                (codes (
                    LeakyRnn(Units = 16L, Populations = three, Connections = [| Connection(From = "a", To = "d") |])
                ))
                [ "SPN4001", "Connections[0].To" ]
                "names"

            Expect.equal (codes (LeakyRnn(MixRules = true))) [ "SPN4003", "MixRules" ] "mixing"
        }

        test "their populations are layers" {
            let layers (network: LeakyRnn) = [
                for layer in network.Signature(both.Signature()).Layers -> layer.Name, layer.First, layer.Size
            ]

            Expect.equal
                (layers (LeakyRnn(Units = 16L, Populations = three, ExcitatoryFraction = Nullable 0.75)))
                [
                    "recurrent", 0L, 16L
                    "excitatory", 0L, 12L
                    "inhibitory", 12L, 4L
                    "a", 0L, 8L
                    "b", 8L, 4L
                    "c", 12L, 4L
                ]
                "layers"
        }
    ]

let private separate =
    testSequenced
    <| test "separate input: sensory and mixed rule channels add up, and every gradient is autograd's" {
        TorchNative.Load() |> ignore
        use _ = torch.NewDisposeScope()
        let units, inputs, rules, outputs = 9L, 6L, 2L, 3L
        let numbers = RandomStream.Derive(3L, Nullable(), "plain")

        let draw name (shape: int64 list) =
            let count = List.fold (*) 1L shape |> int

            name,
            TensorData.Of<float>(ReadOnlySpan [| for _ in 1..count -> 0.4 * numbers.Normal() |], List.toArray shape)

        let names = [
            "recurrent"
            "bias"
            "input_bias"
            "input_weights"
            "output_weights"
            "output_bias"
        ]

        let state =
            Map [
                draw "recurrent" [ units; units ]
                draw "bias" [ units ]
                draw "input_bias" [ units ]
                draw "input_weights" [ inputs; units ]
                draw "output_weights" [ units; outputs ]
                draw "output_bias" [ outputs ]
                draw "rule_mixing" [ rules; rules ]
            ]

        let spec =
            LeakyRnn(Units = units, SeparateInput = true, MixRules = true, RecurrentNoise = 0.0)

        use network = new LeakyNetwork(spec, 0.2, state, torch.CPU)

        let x =
            torch.rand ([| 8L; 4L; inputs |], dtype = torch.float64, generator = new torch.Generator(1UL, torch.CPU))

        let parameters = [
            for name in names -> network.Parameters[name].detach().clone().requires_grad_()
        ]

        let mixing = state["rule_mixing"].ToTensor torch.CPU

        let sensory, rule =
            x.narrow (2, 0L, inputs - rules), x.narrow (2, inputs - rules, rules)

        let weights = parameters[3]

        let given =
            sensory.matmul (weights.narrow (0, 0L, inputs - rules))
            + parameters[2]
            + rule.matmul(mixing).matmul(weights.narrow (0, inputs - rules, rules))

        // What enters additively is an input with unit weights.
        let unity = torch.eye (units, dtype = torch.float64)

        let _, expected =
            PlainLeaky.run
                Activation.Softplus
                0.2
                [ parameters[0]; parameters[1]; unity; parameters[4]; parameters[5] ]
                given
                (torch.zeros_like given)

        let stream = RandomStream.Derive(1L, Nullable(), "noise").At 5L
        let actual = network.Forward(x, stream)
        Expect.isLessThan ((actual - expected).abs().max().item<float>()) 1e-13 "outputs"
        let gradient = torch.ones_like expected
        (gradient * expected).sum().backward()
        network.Backward(gradient, 0.0, 0.0)

        for name, parameter in List.zip names parameters do
            let wanted = nonNull parameter.grad

            let error =
                (network.Parameters.View(network.Gradient, name) - wanted).abs().max().item<float>()

            Expect.isLessThan error (1e-12 * (1.0 + wanted.abs().max().item<float>())) $"gradient by {name}"

        let struct (activity, evaluated) = network.Run(x, stream)
        Expect.isLessThan ((evaluated - actual.sigmoid ()).abs().max().item<float>()) 1e-13 "analysis"
        Expect.sequenceEqual activity.shape [ 8L; 4L; units ] "activity"
    }

let private drawn =
    test "separate input is drawn Glorot-uniform for each layer, and rules are mixed by an orthogonal matrix" {
        let state =
            initial (LeakyRnn(Units = 16L, SeparateInput = true, MixRules = true)) both

        let weights = values state "input_weights" |> Array.map (abs >> float)
        let sensory, rule = Array.max weights[.. 9 * 16 - 1], Array.max weights[9 * 16 ..]
        Expect.isTrue (sensory <= sqrt (6.0 / 25.0) && sensory > 0.9 * sqrt (6.0 / 25.0)) "nine sensory channels"
        Expect.isTrue (rule <= sqrt (6.0 / 18.0) && rule > 0.9 * sqrt (6.0 / 18.0)) "two rule channels"
        let m = values state "rule_mixing" |> Array.map float
        Expect.isLessThan (abs (m[0] * m[2] + m[1] * m[3]) + abs (m[0] * m[0] + m[1] * m[1] - 1.0)) 1e-6 "orthogonal"
    }

[<Tests>]
let tests = testList "what leaky networks declare" [ constrained; separate; drawn ]
