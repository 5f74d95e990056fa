module Spindle.Tests.Probes.RateMapsTests

open System
open Expecto
open Spindle.Contracts
open Spindle.Probes
open Spindle.Statistics
open Spindle.Tests.Runtime
open Spindle.Tests.Probes.Ring

let private identity = Array.init 100 int64

let private unseparated =
    lazy state (weights "recurrent") (Array.zeroCreate 100) identity

let private measure (data: Tensors) (network: SimulatedTrials -> IPredictor) (state: Tensors) =
    let context = InMemoryStepContext([], [])
    let simulation = SimulatedTrials data
    RateMapsMeasure.Write(context, RateMaps(Of = ModelRef "fly").Grid(), simulation, network simulation, state)
    context

let private number (context: InMemoryStepContext) name =
    ((context.Table "units")[name] :?> NumberColumn).Values

[<Tests>]
let tests =
    testList "rate_maps" [
        testCase "the teacher as its own student matches perfectly and ignores velocity as published"
        <| fun () ->
            let context = measure full.Value perfect unseparated.Value
            let metric = metric context
            Expect.floatClose Accuracy.high (metric "map_match_minimum") 1.0 "every map"
            Expect.floatClose Accuracy.high (metric "map_match_median") 1.0 "map match"
            // Published with the reference run: 0.002. Five other seeds gave 0.0013 … 0.0026: what is left is sampling error.
            Expect.isLessThan (metric "velocity_modulation_teacher_median") 0.004 "teacher"

            Expect.equal
                (metric "velocity_modulation_observed_median")
                (metric "velocity_modulation_teacher_median")
                "as the teacher"

        testCase "preferred headings fall with the neuron's index, once round the circle"
        <| fun () ->
            let headings =
                number (measure full.Value perfect unseparated.Value) "preferred_heading"

            // A bump's top is flat, so a single maximum is uncertain; the line that they follow is not.
            let rests =
                headings
                |> Array.mapi (fun neuron heading -> heading + Math.Tau * float neuron / 100.0)

            Expect.isGreaterThan (CircularMean.Of rests).Resultant 0.95 "one turn downwards"

        testCase "the maps of a task are those of its teacher"
        <| fun () ->
            let probe = RateMaps(Of = TaskRef "compass")

            let context =
                InMemoryStepContext([ "probe", box probe ], [ "test", box brief.Value ]).Run(RateMapsTeacher())

            let ofModel = measure brief.Value perfect unseparated.Value
            let bytes (tensors: Tensors) name = tensors[name].Bytes.ToArray()

            Expect.equal (bytes (context.Tensors "maps") "maps") (bytes (ofModel.Tensors "maps") "teacher_maps") "maps"

            Expect.sequenceEqual (context.Tensors "maps").["maps"].Shape [ 100L; 40L; 62L ] "shape"
            let subject = (model briefTask mixed 1000L).Task
            Expect.equal (written context) (promised probe subject) "promised metrics"

        testCase "units that stand for the wrong neurons match badly"
        <| fun () ->
            let shifted = Array.init 100 (fun unit -> int64 ((unit + 50) % 100))

            let context =
                measure brief.Value perfect (state (weights "recurrent") (Array.zeroCreate 100) shifted)

            Expect.isLessThan (metric context "map_match_median") 0.0 "the opposite neuron"

        testCase "a silent unit matches nothing and is not modulated"
        <| fun () ->
            let silent simulation =
                let inner: IPredictor = perfect simulation

                predictor 100 (fun trial step ->
                    let rates = inner.Run([| TrialStart(trial, step - 1) |], 1).At(1, 0).ToArray()
                    rates[3] <- 0.0f
                    rates)

            let context = measure brief.Value silent unseparated.Value
            Expect.equal (number context "map_match").[3] 0.0 "match"
            Expect.equal (number context "velocity_modulation").[3] 0.0 "modulation"
            Expect.equal (metric context "silent_observed_units") 1.0 "one of them"

        testCase "input units that follow velocity are found, with their sign"
        <| fun () ->
            let simulation = SimulatedTrials brief.Value
            let sign unit = if unit % 2 = 0 then 1.0f else -1.0f

            let network (simulation: SimulatedTrials) =
                predictor 200 (fun trial step -> [|
                    yield! simulation.Rates(trial, step).ToArray()
                    for unit in 0..99 -> max 0.0f (0.2f + 0.1f * sign unit * simulation.Velocity(trial, step))
                |])

            let inputWeights = Array.init 100 sign
            let wired = state (Array2D.zeroCreate 200 200) inputWeights identity
            let context = measure brief.Value network wired
            Expect.equal simulation.Neurons 100 "neurons"
            Expect.equal (metric context "velocity_modulated_input_fraction") 1.0 "all"
            Expect.isGreaterThan (metric context "modulation_weight_correlation") 0.99 "sign"
            Expect.isGreaterThan (metric context "velocity_modulation_input_median") 0.5 "median"
            Expect.equal (context.Figure "rate_maps").Panels.Count 3 "teacher, observed, input"
            let probe = RateMaps(Of = ModelRef "fly")
            Expect.equal (written context) (promised probe (model briefTask separated 1000L)) "promised metrics"

        testCase "a network without separation promises what it measures, and no more"
        <| fun () ->
            let context = measure brief.Value perfect unseparated.Value

            Expect.equal
                (written context)
                (promised (RateMaps(Of = ModelRef "fly")) (model briefTask mixed 1000L))
                "metrics"

            Expect.equal (context.Figure "rate_maps").Panels.Count 2 "teacher and observed"

            Expect.all
                ((context.Table "units")["population"] :?> TextColumn).Values
                ((=) "observed and input")
                "both at once"
    ]
