module Spindle.Tests.Training.LesionTests

open System
open Expecto
open TorchSharp
open Spindle.Architectures.Recurrent
open Spindle.Contracts
open Spindle.Tests.Runtime
open Spindle.Tests.Training.Saccade
open Spindle.Torch
open Spindle.Training

let private table =
    Table [|
        IntegerColumn("unit", "", [| 3L; 5L; 9L |])
        NumberColumn("gain", "", [| 0.5; nan; 2.0 |])
        TextColumn("class", [| "excited"; "mixed"; "excited" |])
    |]

let private lesion units criterion =
    Lesion(Of = ModelRef "trained", Units = units, Where = criterion)

let private silence (spec: RecurrentSpec) (lesion: Lesion) state =
    InMemoryStepContext(
        [ "lesion", box lesion; "architecture", box spec ],
        [ "initial", box state; "state", box state; "units", box table ]
    )
        .Run(SilenceOperation())

let private silenced (context: InMemoryStepContext) =
    List.ofArray (context.Table("silenced")["unit"] :?> IntegerColumn).Values

let private by = UnitCriterion(Probe = ProbeRef "units", Table = "units")

[<Tests>]
let tests =
    testSequenced
    <| testList "lesions" [
        test "the rows of silenced units are 0 and the other numbers as they were" {
            let state = initial network both
            let context = silence network (lesion [| 2L; 7L |] null) state
            let after = context.Tensors "state"
            Expect.equal (silenced context) [ 2L; 7L ] "told"

            for name in [ "recurrent"; "output_weights"; "input_weights"; "bias"; "output_bias" ] do
                let columns = if name = "output_weights" then 9 else 16

                let a, b =
                    state[name].Values<float32>().ToArray(), after[name].Values<float32>().ToArray()

                for at in 0 .. a.Length - 1 do
                    let outgoing = name = "recurrent" || name = "output_weights"

                    let wanted =
                        if outgoing && List.contains (at / columns) [ 2; 7 ] then
                            0.0f
                        else
                            a[at]

                    Expect.equal b[at] wanted $"{name} {at}"
        }

        test "a network with silenced units does what it does with their activity taken away" {
            TorchNative.Load() |> ignore
            use _ = torch.NewDisposeScope()
            let spec = LeakyRnn(Units = 16L, RecurrentNoise = 0.0)
            let state = initial spec both
            let after = (silence spec (lesion [| 2L; 7L |] null) state).Tensors "state"

            let x =
                torch.rand ([| 12L; 4L; 11L |], generator = new torch.Generator(1UL, torch.CPU))

            let stream = RandomStream.Derive(1L, Nullable(), "x").At 0L
            use hurt = spec.Load(both.Layout(), after, torch.CPU)
            let struct (activity, outputs) = hurt.Run(x, stream)
            let keep = torch.ones 16L
            keep[2L] <- torch.tensor 0.0f
            keep[7L] <- torch.tensor 0.0f
            let read name = state[name].ToTensor torch.CPU
            // What units send is their activity, but for the silenced ones.
            let heard = activity * keep
            let wanted = (heard.matmul (read "output_weights") + read "output_bias").sigmoid()
            Expect.isLessThan ((outputs - wanted).abs().max().item<float32>()) 1e-6f "outputs"
            let before, next = heard.narrow (0, 3L, 8L), activity.narrow (0, 4L, 8L)

            let drive =
                x.narrow(0, 4L, 8L).matmul(read "input_weights")
                + before.matmul (read "recurrent")
                + read "bias"

            let h = activity.narrow (0, 3L, 8L)

            let wanted =
                h * Scalar.op_Implicit 0.8
                + torch.nn.functional.softplus drive * Scalar.op_Implicit 0.2

            Expect.isLessThan ((next - wanted).abs().max().item<float32>()) 1e-5f "activity"
        }

        test "gated units are silenced in their gates too" {
            let spec = Gru(Units = 8L)

            let state =
                InMemoryStepContext([ "architecture", box spec; "inputs", box 11L; "outputs", box 9L ], [], seed = 1L)
                    .Run(GruInitial())
                    .Tensors
                    "state"

            let after = (silence spec (lesion [| 3L |] null) state).Tensors "state"

            for name, columns in [ "recurrent", 8; "gate_recurrent", 16; "output_weights", 9 ] do
                let values = after[name].Values<float32>().ToArray()
                Expect.all values[3 * columns .. 4 * columns - 1] (fun w -> w = 0.0f) name
                Expect.exists values[2 * columns .. 3 * columns - 1] (fun w -> w <> 0.0f) name
        }

        test "a probe's table picks units by number, by text or all, and never by a missing number" {
            let state = initial network both

            let picked criterion =
                silenced (silence network (lesion [| 1L |] criterion) state)

            Expect.equal (picked (UnitCriterion(Probe = by.Probe, Table = "units"))) [ 1L; 3L; 5L; 9L ] "all"

            Expect.equal
                (picked (UnitCriterion(Probe = by.Probe, Table = "units", Column = "gain", AtLeast = Nullable 1.0)))
                [ 1L; 9L ]
                "at least"

            Expect.equal
                (picked (UnitCriterion(Probe = by.Probe, Table = "units", Column = "gain", AtMost = Nullable 1.0)))
                [ 1L; 3L ]
                "at most"

            Expect.equal
                (picked (UnitCriterion(Probe = by.Probe, Table = "units", Column = "class", Is = "mixed")))
                [ 1L; 5L ]
                "text"

            for criterion in
                [
                    UnitCriterion(Probe = by.Probe, Table = "units", Column = "width")
                    UnitCriterion(Probe = by.Probe, Table = "units", Column = "class", AtLeast = Nullable 1.0)
                    UnitCriterion(Probe = by.Probe, Table = "units", UnitColumn = "gain")
                ] do
                let error =
                    Expect.throwsC (fun () -> picked criterion |> ignore) (fun error -> error :?> SpindleException)

                Expect.equal error.Code "SPN4003" "unmet"
        }

        test "units that there are not, and a lesion of nothing, are told before anything runs" {
            let codes units = [
                for problem in (lesion units null).Validate(both, network) -> problem.Code, problem.Property
            ]

            Expect.equal (codes [| 3L; 16L |]) [ "SPN4001", "Units[1]" ] "index"
            Expect.isEmpty (codes [| 15L |]) "the last"
            Expect.equal [ for problem in (lesion [||] null).Validate() -> problem.Code ] [ "SPN4003" ] "nothing"
        }

        test "a model of other sizes is refused" {
            let refused =
                Expect.throwsC
                    (fun () ->
                        InMemoryStepContext(
                            [ "lesion", box (lesion [| 1L |] null); "architecture", box network ],
                            [ "initial", box (initial network both); "state", box (initial network gap) ]
                        )
                            .Run(SilenceOperation())
                        |> ignore)
                    (fun error -> error :?> SpindleException)

            Expect.equal refused.Code "SPN4001" "code"
            Expect.stringContains refused.Message "10 × 16" "what was found"
        }
    ]
