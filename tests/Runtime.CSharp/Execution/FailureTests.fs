module Spindle.Tests.Execution.FailureTests

open System
open System.IO
open System.Text.Json.Nodes
open Expecto
open Spindle.Contracts
open Spindle.Execution
open Spindle.Plans
open Spindle.Store
open Spindle.Tests.Execution.ToyRun

/// A failing run with a folder of its own: the failure, and the text that was kept.
let private failing (workshop: Workshop) steps =
    let folder = RunFolder.Create(workshop.Store, TimeProvider.System)

    let summary =
        workshop.Run(steps, RunOptions(Run = folder.Name, Failures = FailureFiles folder))

    let result = summary.Failures |> Seq.exactlyOne
    let failure = nonNull result.Failure
    summary, failure, File.ReadAllText(folder.File(nonNull failure.File))

let private numbers kind gaps (value: string) (at: int64) =
    let whole: JsonNode = JsonValue.Create at
    let table: JsonNode = JsonValue.Create((kind = ArtifactType.Table))

    let plain =
        step "heights" "limits/numbers" [ "value", text value; "at", whole; "table", table ] []

    Step(
        plain.Id,
        plain.Operation,
        1,
        plain.Parameters,
        plain.Inputs,
        [ OutputDeclaration("out", kind, Gaps = gaps) ],
        plain.Resources
    )

let private refusal step =
    use workshop = new Workshop()
    let summary = workshop.Run [ step ]

    match summary.Failures |> List.ofSeq with
    | [] -> None
    | failures ->
        failures
        |> List.exactlyOne
        |> _.Failure
        |> nonNull
        |> (fun f -> Some(f.Code, f.Message))

let private notFinite message =
    Some(DiagnosticCodes.NotFinite, message)

[<Tests>]
let tests =
    testList "a step that fails" [
        test "leaves a file with parameters, inputs, last words, what it printed and the stack trace" {
            use workshop = new Workshop()

            let summary, failure, kept =
                failing workshop [
                    step "models/net[seed=1]/train" "limits/talkative" [ "rate", number 0.5 ] []
                    constant "apart" 1.0
                ]

            Expect.equal (outcome summary "apart") StepOutcome.Executed "what does not depend on it is finished"

            Expect.equal failure.File "failures/001-models.net.seed=1..train.txt" "the name says which step"

            for expected in
                [
                    "step       models/net[seed=1]/train\n"
                    "operation  limits/talkative, version 1\n"
                    "failed     error SPN8001: the numbers do not add up\n"
                    "thrown     ArithmeticException\n"
                    "progress   50 %: half way\n"
                    "\"rate\": 0.5"
                    "\nline 12\n"
                    "\nand no end of line\n"
                    "at Spindle.Tests.Kinds.Talkative.Run"
                ] do
                Expect.stringContains kept expected "told"

            Expect.isFalse (kept.Contains "\nline 10\n") "the last twenty lines only"
        }

        test "tells what it printed itself, not what the step before it in the same process printed" {
            use workshop = new Workshop()

            let steps = [
                step "source" "worker/next" [] [ "in", "one" ]
                step "bad" "worker/fail" [] [ "in", "source" ]
            ]

            let _, failure, _ = failing workshop (constant "one" 1.0 :: steps)
            Expect.equal failure.Printed "" "the first step printed a line"
        }

        test "is told though its file cannot be written" {
            use workshop = new Workshop()
            let folder = RunFolder.Create(workshop.Store, TimeProvider.System)
            File.WriteAllText(folder.File "failures", "in the way")

            let summary =
                workshop.Run([ step "bad" "number/fail" [] [] ], RunOptions(Failures = FailureFiles folder))

            let failure = summary.Failures |> Seq.exactlyOne |> _.Failure |> nonNull
            Expect.isNull failure.File "no file"
            Expect.equal failure.Code DiagnosticCodes.StepFailed "and the failure as ever"
        }

        test "because its tensors hold a number that is not finite is told the array and the place" {
            for value in [ "NaN"; "Infinity"; "-Infinity" ] do
                Expect.equal
                    (refusal (numbers ArtifactType.Tensors false value 36L))
                    (notFinite "the number 'heights[3,6]' of the tensors 'out' is not finite")
                    value

            Expect.equal
                (refusal (numbers ArtifactType.Tensors false "NaN" 69L))
                (notFinite "the number 'heights[6,9]' of the tensors 'out' is not finite")
                "the last one, which fills no whole block"
        }

        test "because its table holds a number that is not finite is told the column and the row" {
            Expect.equal
                (refusal (numbers ArtifactType.Table false "NaN" 5L))
                (notFinite "the number 'height[5]' of the table 'out' is not finite")
                "NaN"
        }

        test "does not fail for NaN where its output declares gaps, and does for infinity" {
            for kind in [ ArtifactType.Tensors; ArtifactType.Table ] do
                Expect.isNone (refusal (numbers kind true "NaN" 5L)) "missing"
                Expect.isSome (refusal (numbers kind true "Infinity" 5L)) "infinite"
        }
    ]
