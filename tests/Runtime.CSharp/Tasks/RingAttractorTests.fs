module Spindle.Tests.Tasks.RingAttractorTests

open System
open Expecto
open Spindle.Contracts
open Spindle.Tasks.RingAttractor
open Spindle.Tests.Runtime

let private simulate (task: RingAttractor) (split: string) =
    InMemoryStepContext([ "task", box task; "split", box split ], []).Run(SimulateOperation()).Tensors "data"

let private floats (name: string) (data: Collections.Generic.IReadOnlyDictionary<string, TensorData>) =
    data[name].Values<float32>().ToArray() |> Array.map float

let private wrap angle =
    Math.IEEERemainder(angle, 2.0 * Math.PI)

/// Phase of the bump over neuron index, for every step of every trial.
let private phases (task: RingAttractor) (rates: float[]) =
    let n = int task.Neurons

    Array.init (int task.Trials) (fun trial ->
        Array.init (int task.Steps) (fun step ->
            let first = (trial * int task.Steps + step) * n

            let part wave =
                Seq.sum (seq { for i in 0 .. n - 1 -> rates[first + i] * wave (2.0 * Math.PI * float i / float n) })

            atan2 (part sin) (part cos)))

let private regression (pairs: (float * float)[]) =
    let meanX, meanY = Array.averageBy fst pairs, Array.averageBy snd pairs

    let sum f =
        Array.sumBy (fun (x, y) -> f (x - meanX) (y - meanY)) pairs

    let xy, xx, yy = sum (*), sum (fun x _ -> x * x), sum (fun _ y -> y * y)
    xy / xx, xy / sqrt (xx * yy)

let private deviation (values: float[]) =
    let mean = Array.average values
    sqrt (Array.sumBy (fun v -> (v - mean) ** 2.0) values / float (values.Length - 1))

/// How the bump follows the head: gain and correlation of its steps with v·Δt, and the spread of the error at some steps.
let private tracking (task: RingAttractor) =
    let data = simulate task "training"
    let phase = phases task (floats "rates" data)
    let steps = int task.Steps
    let velocity = floats "velocity" data |> Array.chunkBySize steps
    let heading = floats "heading" data |> Array.chunkBySize steps
    let step = float task.TimeStep.Seconds

    let pairs = [|
        for trial in 0 .. phase.Length - 1 do
            for t in 1 .. steps - 1 do
                if abs (velocity[trial][t]) <= 4.0 then
                    velocity[trial][t] * step, wrap (phase[trial][t] - phase[trial][t - 1])
    |]

    let spread at =
        deviation (
            phase
            |> Array.mapi (fun trial p -> wrap (p[at] - p[0] + heading[trial][at] - heading[trial][0]))
        )

    regression pairs, [ for at in [ 100; 300; steps - 1 ] -> spread at ]

/// Deviations of a hundred trials scatter by 7 %, those of the reference too; three such errors and the rounding of its two digits.
let private expectSpread (expected: float) (actual: float) =
    Expect.isLessThan (abs (actual - expected)) (0.3 * expected + 0.005) $"spread {actual:F3}, reference {expected}"

let private quiet = RingAttractor(Perturbation = 0.0)

[<Tests>]
let tests =
    testList "ring attractor" [
        test "weights lie in the ranges of the reference and the shifter is antisymmetric but for the antipode" {
            // Reference §1.2: W in -0.129 … 0.07, V ±0.00364 with extremes at offsets ±34.
            let teacher = Teacher.Of(RingAttractor())
            Expect.floatClose Accuracy.medium (float (Array.max teacher.Recurrent)) 0.07 "strongest excitation"
            Expect.isLessThan (abs (float (Array.min teacher.Recurrent) + 0.129)) 0.0005 "strongest inhibition"

            let shift offset =
                float teacher.Shifter[10 * 100 + (10 + offset + 100) % 100]

            Expect.isLessThan (abs (float (Array.max teacher.Shifter) - 0.00364)) 0.000005 "largest shifter weight"

            Expect.equal
                (shift -34)
                (float (Array.max teacher.Shifter))
                "its place: a neuron excites those of lower index"

            Expect.equal (shift 34) (float (Array.min teacher.Shifter)) "the least"

            for offset in 1..49 do
                Expect.equal (shift offset) (-(shift -offset)) $"offset {offset}"
        }

        test "the settled bump has the shape that the reference gives" {
            // Reference §1.4, seed 0: peak 0.905, 40 % active, 32 % above half maximum, mean 0.275.
            let task = RingAttractor(Perturbation = 0.0, Trials = 1L, Steps = 2L)
            let rates = Array.take 100 (floats "rates" (simulate task "training"))
            let peak = Array.max rates

            let share threshold =
                Array.filter (fun r -> r > threshold) rates |> Array.length

            Expect.isLessThan (abs (peak - 0.905)) 0.005 "peak"
            Expect.isLessThan (abs (share 0.0 - 40)) 2 "active neurons of a hundred"
            Expect.isLessThan (abs (share (peak / 2.0) - 32)) 2 "above half of the peak"
            Expect.isLessThan (abs (Array.average rates - 0.275)) 0.005 "mean"
        }

        test "without perturbation the bump turns against the head with the gain and the error of the reference" {
            // Reference §2: gain -1.02, correlation -0.99997, spread of the error 0.03, 0.05, 0.10 rad.
            let (gain, correlation), spreads = tracking quiet
            Expect.isLessThan (abs (gain + 1.02)) 0.005 "gain"
            Expect.isLessThan correlation -0.9999 "correlation"
            List.iter2 expectSpread [ 0.03; 0.05; 0.10 ] spreads
        }

        test "with perturbation it does so with the larger error of the reference" {
            // Reference §2: correlation -0.998, spread of the error 0.04, 0.08, 0.13 rad.
            let (gain, correlation), spreads = tracking (RingAttractor())
            Expect.isLessThan (abs (gain + 1.02)) 0.01 "gain"
            Expect.isLessThan (abs (correlation + 0.998)) 0.001 "correlation"
            List.iter2 expectSpread [ 0.04; 0.08; 0.13 ] spreads
        }

        test "the velocity has the spread of its recursion and the heading adds it up within the circle" {
            let task = RingAttractor(Neurons = 3L, Steps = 2000L, Settling = 50L)
            let data = simulate task "training"
            let velocity, heading = floats "velocity" data, floats "heading" data
            // σ/√(1 − m²) = 2 rad/s; 100 trials × 2000 steps with a correlation time of 9 steps.
            Expect.isLessThan (abs (deviation velocity - 2.0)) 0.05 "spread of the velocity"
            Expect.isTrue (heading |> Array.forall (fun x -> x >= 0.0 && x < 2.0 * Math.PI)) "within [0, 2π)"

            for trial in [ 0; 99 ] do
                for t in 1..1999 do
                    let at = trial * 2000 + t

                    Expect.isLessThan
                        (abs (wrap (heading[at] - heading[at - 1] - velocity[at] * 0.025)))
                        1e-5
                        "heading after the step"
        }

        test "more trials leave the earlier ones as they were, and training and test differ" {
            let task trials =
                RingAttractor(Neurons = 20L, Trials = trials, Steps = 30L, Settling = 10L)

            let five, nine = simulate (task 5L) "training", simulate (task 9L) "training"
            Expect.equal (floats "rates" nine).[.. 5 * 30 * 20 - 1] (floats "rates" five) "rates"
            Expect.notEqual (floats "velocity" (simulate (task 5L) "test")) (floats "velocity" five) "another set"
        }

        test "a constant agent turns steadily and stops at the ends of a cut circle" {
            let task =
                RingAttractor(
                    Neurons = 5L,
                    Trials = 1L,
                    Steps = 100L,
                    Settling = 0L,
                    Agent = Agent.Constant,
                    ConstantVelocity = AngularVelocity 2m,
                    Periodic = false
                )

            let heading = floats "heading" (simulate task "training")
            Expect.floatClose Accuracy.medium heading[9] (Math.PI + 10.0 * 0.05) "ten steps"
            Expect.floatClose Accuracy.medium heading[99] (2.0 * Math.PI) "the end"
        }

        test "the step's arithmetic is the plain sum of the reference's equations" {
            let n = 7

            let task =
                RingAttractor(
                    Neurons = int64 n,
                    Trials = 1L,
                    Steps = 3L,
                    Settling = 0L,
                    Perturbation = 0.0,
                    Alpha = 0.3,
                    Normalise = true
                )

            let data = simulate task "training"
            let rates, velocity = floats "rates" data, floats "velocity" data
            let teacher = Teacher.Of task
            let initial = RandomStream.Derive(7L, Nullable(), "ring_attractor.initial")
            let mutable u = Array.init n (fun _ -> initial.Normal() / sqrt (float n))

            for t in 0..2 do
                let input j =
                    Seq.sum (
                        seq {
                            for i in 0 .. n - 1 ->
                                u[i]
                                * (float teacher.Recurrent[i * n + j]
                                   + velocity[t] * float teacher.Shifter[i * n + j])
                        }
                    )

                let r = Array.init n (fun j -> max 0.0 (tanh (input j)))
                u <- Array.map2 (fun u r -> 0.7 * u + 0.3 * r) u r
                let length = sqrt (Array.sumBy (fun x -> x * x) u)
                u <- Array.map (fun x -> x / length) u

                for j in 0 .. n - 1 do
                    Expect.isLessThan (abs (rates[t * n + j] - r[j])) 1e-6 $"step {t}, neuron {j}"
        }
    ]
