module Spindle.Tests.Dsl.ValuesTests

open Expecto
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Dsl
open Spindle.Plans

let private node (value: Value) : Node = {
    Value = value
    Span = SourceSpan.None
}

let private duration = ParameterType.Quantity("duration", Duration.Units)
let private angle = ParameterType.Quantity("angle", Angle.Units)

let private read kind value =
    match Values.read kind (node value) with
    | Ok json -> CanonicalJson.Write json
    | Error problems -> problems |> List.map _.Code |> String.concat " "

let private accepts name kind cases =
    test name {
        for value, expected in cases do
            Expect.equal (read kind value) expected $"{value}"
    }

[<Tests>]
let tests =
    testList "written values" [
        accepts "whole numbers in every form of YAML's core schema" (ParameterType.Whole()) [
            Number "12", "12"
            Number "+1", "1"
            Number "-3", "-3"
            Number "1e4", "10000"
            Number "3.0", "3"
            Number "0o7", "7"
            Number "0x1F", "31"
            Number "010", "10"
            Number "9007199254740992", "9007199254740992"
            Number "9007199254740993", "SPN3005"
            Number "1e30", "SPN3001"
            Number "2.5", "SPN3001"
            Number ".nan", "SPN3006"
            Text "1_000", "SPN3001"
            Text "12:30", "SPN3001"
            Truth true, "SPN3001"
            Nothing, "SPN3001"
        ]

        accepts "numbers in every form, each with one canonical text" (ParameterType.Number()) [
            Number "1e-4", "0.0001"
            Number "1E5", "100000"
            Number ".5", "0.5"
            Number "5.", "5"
            Number "1", "1"
            Number "1.0", "1"
            Number "0x1F", "31"
            Number "-0", "0"
            Number "-.inf", "SPN3006"
            Number ".nan", "SPN3006"
            Number "1e999", "SPN3006"
            Text "1e-4", "SPN3001"
            Text "NaN", "SPN3001"
            Text "0xZZ", "SPN3001"
            Items [], "SPN3001"
        ]

        accepts "quantities with their unit, exactly" duration [
            Text "1.5 s", "\"1.5 s\""
            Text "1500 ms", "\"1.5 s\""
            Text "1500ms", "\"1.5 s\""
            Text "15e2 ms", "\"1.5 s\""
            Text "0.1 ms", "\"0.0001 s\""
            Text ".5 h", "\"1800 s\""
            Text "-2 s", "\"-2 s\""
            Text "1", "SPN3002"
            Number "1", "SPN3002"
            Number ".inf", "SPN3006"
            Text "1 S", "SPN3003"
            Text "1 s s", "SPN3003"
            Text "s", "SPN3001"
            Text "1..5 s", "SPN3003"
            Text "1e40 s", "SPN3006"
            Text "1e-40 s", "SPN3006"
            Text "0e-40 s", "\"0 s\""
        ]

        test "0.1 + 0.2 in milliseconds is 0.3 exactly" {
            Expect.equal (read duration (Text "0.30 ms")) (read duration (Text "300 us")) "one value"
            Expect.equal (read angle (Text "90 deg")) "\"90 deg\"" "degrees stay"
        }

        accepts "truth values are true and false only" (ParameterType.Truth()) [
            Truth true, "true"
            Truth false, "false"
            Text "yes", "SPN3001"
            Text "off", "SPN3001"
            Number "1", "SPN3001"
        ]

        accepts "text is text only" (ParameterType.Text()) [
            Text "", "\"\""
            Text "no", "\"no\""
            Number "1", "SPN3001"
            Truth true, "SPN3001"
        ]

        accepts "a choice is one of its words" (ParameterType.Choice [| "contiguous"; "even" |]) [
            Text "even", "\"even\""
            Text "Even", "SPN3007"
            Number "1", "SPN3001"
        ]

        accepts "lists keep their order and tell of every item" (ParameterType.ListOf(ParameterType.Whole())) [
            Items [ node (Number "3"); node (Number "1") ], "[3,1]"
            Items [], "[]"
            Items [ node (Text "a"); node (Number "1"); node (Number "1.5") ], "SPN3001 SPN3001"
            Number "3", "SPN3001"
        ]

        testProperty "a whole number of 32 bits reads back" (fun (value: int) ->
            read (ParameterType.Whole()) (Number(string value)) = string value)

        testProperty "a finite number reads back" (fun (value: FsCheck.NormalFloat) ->
            let text =
                value.Get.ToString("R", System.Globalization.CultureInfo.InvariantCulture)

            read (ParameterType.Number()) (Number text) = CanonicalJson.Number value.Get)

        test "every code has a title and a number of its own" {
            for code in DiagnosticCodes.All do
                Expect.stringContains code.Id "SPN" code.Id
                Expect.isNonEmpty code.Title $"{code.Id} has a title"

            let ids = DiagnosticCodes.All |> Seq.map _.Id |> List.ofSeq
            Expect.equal (List.distinct ids) ids "no number means two things"
        }
    ]
