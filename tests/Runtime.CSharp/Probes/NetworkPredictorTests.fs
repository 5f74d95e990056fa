module Spindle.Tests.Probes.NetworkPredictorTests

open System
open Expecto
open Spindle.Architectures
open Spindle.Contracts
open Spindle.Probes
open Spindle.Tests.Probes.Ring

let private random = RandomStream.Derive(7L, Nullable(), "network")
let private draw scale = float32 (scale * random.Normal())

/// The equations of the reference, §5.2, unit by unit.
let private slow (state: Tensors) alpha (simulation: SimulatedTrials) trial first steps =
    let read name =
        state[name].Values<float32>().ToArray() |> Array.map float

    let w, b, win, bin =
        read "recurrent", read "bias", read "input_weights", read "input_bias"

    let observed = state["observed"].Values<int64>().ToArray()
    let n, inputs = b.Length, win.Length
    let rates = simulation.Rates(trial, first).ToArray()

    let mutable u =
        Array.init n (fun unit ->
            if unit < observed.Length then
                float rates[int observed[unit]]
            else
                0.0)

    [
        for step in first + 1 .. first + steps do
            let v = float (simulation.Velocity(trial, step))

            let r =
                Array.init n (fun j ->
                    let recurrent = Seq.sum (seq { for i in 0 .. n - 1 -> u[i] * w[i * n + j] })
                    let k = j - (n - inputs)
                    max 0.0 (tanh (recurrent + b[j] + (if k >= 0 then win[k] * v + bin[k] else 0.0))))

            u <- Array.map2 (fun before rate -> (1.0 - alpha) * before + alpha * rate) u r
            r
    ]

[<Tests>]
let tests =
    testCase "a network's prediction follows its equations from any start, fed with the velocity of the steps after it"
    <| fun () ->
        let simulation = SimulatedTrials brief.Value
        let observed = [| 3L; 40L; 77L |]
        let recurrent = Array2D.init 7 7 (fun _ _ -> draw 0.5)

        let state =
            tensors [
                for KeyValue(name, value) in state recurrent (Array.init 2 (fun _ -> draw 0.3)) observed do
                    match name with
                    | "bias" -> name, floats [ 7 ] (Array.init 7 (fun _ -> draw 0.2))
                    | "input_bias" -> name, floats [ 2 ] (Array.init 2 (fun _ -> draw 0.2))
                    | _ -> name, value
            ]

        let spec =
            InputSeparatedRnn(Units = 7L, InputUnits = 2L, ObservedUnits = Nullable 3L)

        use network = new NetworkPredictor(spec, state, "cpu", simulation)
        let starts = [| TrialStart(0, 0); TrialStart(5, 37) |]
        let prediction = network.Run(starts, 20)

        for index, start in Array.indexed starts do
            let expected = slow state 0.2 simulation start.Trial start.Step 20

            for ahead, rates in List.indexed expected do
                let predicted = prediction.At(ahead + 1, index).ToArray()

                for unit in 0..6 do
                    Expect.floatClose
                        { absolute = 2e-6; relative = 0.0 }
                        (float predicted[unit])
                        rates[unit]
                        $"start {index}, step {ahead + 1}, unit {unit}"
