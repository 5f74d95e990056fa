module Spindle.Tests.Architectures.InputSeparatedRnnTests

open System
open Expecto
open TorchSharp
open Spindle.Architectures
open Spindle.Contracts
open Spindle.Tasks.RingAttractor
open Spindle.Tests.Runtime
open Spindle.Torch

let private codes (problems: Problem seq) = [ for problem in problems -> problem.Code, problem.Property ]

let private layers (spec: InputSeparatedRnn) = [
    for layer in spec.Signature(RingAttractor().Signature()).Layers -> layer.Name, layer.First, layer.Size
]

let private initial (spec: InputSeparatedRnn) seed =
    let parameters = [ "architecture", box spec; "features", box 1L; "neurons", box 100L ]
    InMemoryStepContext(parameters, [], seed = seed).Run(InitialOperation()).Tensors "state"

let private statics =
    testList "input-separated network, as declared" [
        test "observes the units without input, or all where every unit gets input" {
            Expect.equal (layers (InputSeparatedRnn())) [ "observed", 0L, 100L; "input", 100L, 100L ] "separated"

            Expect.equal
                (layers (InputSeparatedRnn(Units = 100L, InputUnits = 100L)))
                [ "observed", 0L, 100L; "input", 0L, 100L ]
                "mixed"

            Expect.equal
                (layers (InputSeparatedRnn(ObservedUnits = 50L)))
                [ "observed", 0L, 50L; "input", 100L, 100L; "hidden", 50L, 50L ]
                "partly observed"
        }

        test "observed units stand for an arc of the ring or for evenly spaced neurons" {
            let neurons observed =
                InputSeparatedRnn(ObservedUnits = 4L, Observed = observed).ObservedNeurons 10L

            Expect.sequenceEqual (neurons ObservedSubset.Contiguous) [ 0L; 1L; 2L; 3L ] "contiguous"
            Expect.sequenceEqual (neurons ObservedSubset.EvenlySpaced) [ 0L; 2L; 5L; 7L ] "evenly spaced"
        }

        test "sizes that do not fit are told with the property at fault" {
            Expect.equal (codes (InputSeparatedRnn(Units = 50L).Validate())) [ "SPN4001", "InputUnits" ] "input units"

            Expect.equal
                (codes (InputSeparatedRnn(ObservedUnits = 201L).Validate()))
                [ "SPN4001", "ObservedUnits" ]
                "observed units"

            let against neurons (spec: InputSeparatedRnn) =
                codes (spec.Validate(RingAttractor(Neurons = neurons).Signature()))

            Expect.equal (against 80L (InputSeparatedRnn())) [ "SPN4001", "Units" ] "more than the task's neurons"

            Expect.equal
                (against 80L (InputSeparatedRnn(ObservedUnits = 90L)))
                [ "SPN4001", "ObservedUnits" ]
                "said expressly"

            Expect.isEmpty (against 100L (InputSeparatedRnn())) "a fit"
        }

        test "an untrained network is Glorot-uniform, without bias, and its own by seed" {
            // Reference §5.3: ±0.1225 for 200 units, ±0.2437 for the input of 100.
            let state = initial (InputSeparatedRnn()) 1L
            let values name = state[name].Values<float32>().ToArray()

            let largest name =
                Array.max (Array.map abs (values name)) |> float

            Expect.isLessThan (abs (largest "recurrent" - 0.12247)) 0.0001 "recurrent limit"
            Expect.isTrue (largest "input_weights" <= 0.2437 && largest "input_weights" > 0.22) "input limit"
            let variance = values "recurrent" |> Array.averageBy (fun w -> float w * float w)
            Expect.isLessThan (abs (variance - 0.005)) 0.0002 "variance of a uniform number: limit²/3 = 1/200"
            Expect.equal (largest "bias" + largest "input_bias") 0.0 "biases"
            let other = (initial (InputSeparatedRnn()) 2L)["recurrent"]
            Expect.notEqual (other.Values<float32>().ToArray()) (values "recurrent") "another seed"
        }
    ]

let private load spec state =
    InputSeparatedNetwork.Load(spec, state, torch.CPU)

let private running =
    testSequenced
    <| testList "input-separated network, running" [
        for normalise in [ false; true ] do
            test $"gives the rates of the plain loop, normalise {normalise}" {
                TorchNative.Load() |> ignore
                use _ = torch.NewDisposeScope()

                let spec =
                    InputSeparatedRnn(Units = 9L, InputUnits = 4L, Alpha = 0.3, Normalise = normalise)

                use network = load spec (PlainNetwork.state spec 20L 2)
                let generator = new torch.Generator(5UL, torch.CPU)

                let velocity =
                    torch.randn ([| 12L; 3L; 2L |], dtype = torch.float64, generator = generator)

                let start = torch.rand ([| 3L; 9L |], dtype = torch.float64, generator = generator)
                let parameters = [ network.Recurrent; network.Bias; network.InputWeights; network.InputBias ]
                let expected = PlainNetwork.run spec parameters velocity start
                let actual = network.Run(velocity, start)
                Expect.sequenceEqual actual.shape [ 12L; 3L; 9L ] "steps × trials × units"
                Expect.isLessThan ((actual - expected).abs().max().item<float>()) 1e-14 "rates"
                Expect.isGreaterThan (expected.max().item<float>()) 0.1 "something is active"
                use sweep = new RateSweep(network, 12L, 3L)
                sweep.Initial.copy_ start |> ignore
                sweep.Forward velocity
                Expect.isLessThan ((sweep.Rates - expected).abs().max().item<float>()) 1e-14 "rates of the sweep"
            }
    ]

[<Tests>]
let tests = testList "architectures" [ statics; running ]
