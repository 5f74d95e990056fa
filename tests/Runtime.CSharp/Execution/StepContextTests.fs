module Spindle.Tests.Execution.StepContextTests

open System.Collections.Generic
open System.IO
open System.Text.Json.Nodes
open Expecto
open Spindle.Contracts
open Spindle.Execution
open Spindle.Plans
open Spindle.Store
open Spindle.Tests.Execution.ToyRun

let private failure operation parameters files =
    use workshop = new Workshop()

    let summary =
        workshop.Run([ step "s" operation parameters [] ], RunOptions(Files = files))

    summary.Failures |> Seq.exactlyOne |> _.Failure |> nonNull

let private none = Dictionary<Digest, FrozenFile>()

/// A file as it was planned, when nothing is known of what it looked like.
let private planned (digest: Digest) (path: string) =
    Dictionary(dict [ digest, FrozenFile(path, digest) ])

let private withFile (content: string) (body: string -> Digest -> 'a) =
    let path = Path.GetTempFileName()

    try
        File.WriteAllText(path, content)
        body path (Digest.Of content)
    finally
        File.Delete path

let private sides (steps: Step list) =
    use workshop = new Workshop()
    let summary = workshop.Run steps
    [ for result in summary.Steps -> (nonNull result.Entry).Outputs[0].Digest ]

let private toss id (member': string option) =
    let seeds = JsonObject()
    seeds["experiment"] <- JsonValue.Create "7"
    member' |> Option.iter (fun seed -> seeds["member"] <- JsonValue.Create seed)

    let coin =
        JsonNode.Parse """{"kind":"coin","version":1,"parameters":{"tosses":64,"heads":0.5}}"""
        |> nonNull

    let parameters = JsonObject()
    parameters["coin"] <- coin
    parameters["random"] <- seeds

    Step(
        id,
        "coin/toss",
        1,
        parameters,
        Dictionary(),
        [
            OutputDeclaration("sides", ArtifactType.Tensors)
            OutputDeclaration("count", ArtifactType.Record)
        ],
        Resources("none", 1)
    )

[<Tests>]
let tests =
    testList "what a step may do" [
        test "a record with a number that is not finite is refused by the number's name" {
            let failure = failure "number/nan" [] none
            Expect.equal failure.Code DiagnosticCodes.NotFinite "code"
            Expect.equal failure.Message "the number 'value' of the record 'out' is not finite" "message"
        }

        test "a step that ends without a promised output fails" {
            let failure = failure "number/forget" [] none
            Expect.equal failure.Code DiagnosticCodes.BrokenPromise "code"
            Expect.equal failure.Message "the operation 'number/forget' ended without its output 'out'" "message"
        }

        test "an output that is not declared is refused" {
            Expect.equal
                (failure "number/surprise" [] none).Message
                "the operation 'number/surprise' writes the output 'surprise', which its step does not declare"
                "message"
        }

        test "an output of another type than declared is refused" {
            Expect.equal
                (failure "number/mistype" [] none).Message
                "the operation 'number/mistype' writes Table to 'out', which is declared as Record"
                "message"
        }

        test "a missing parameter and an unknown operation are failures, not crashes" {
            Expect.stringContains (failure "number/constant" [] none).Message "no parameter 'value'" "parameter"
            Expect.stringContains (failure "number/unheard" [] none).Message "no operation 'number/unheard'" "operation"
        }

        test "a file is read by the digest of its content" {
            withFile "twelve bytes" (fun path digest ->
                use workshop = new Workshop()
                let steps = [ step "size" "number/file" [ "file", text digest.Hex ] [] ]

                let summary = workshop.Run(steps, RunOptions(Files = planned digest path))

                Expect.equal (workshop.Number(summary, "size")) 12.0 "read")
        }

        test "a file that changed since the run was planned fails its step" {
            withFile "as planned" (fun path digest ->
                File.WriteAllText(path, "edited since")

                let failure =
                    failure "number/file" [ "file", text digest.Hex ] (planned digest path)

                Expect.equal failure.Code DiagnosticCodes.FileChanged "code"
                Expect.equal failure.Message $"the file {path} has changed since the run was planned" "message")
        }

        test "a file that looks as it did when it was planned is not digested again" {
            withFile "as planned" (fun path _ ->
                let seen =
                    use handle = File.OpenHandle path
                    FileStamp.Of handle

                let digest = Digest.Of "other bytes"
                let files = Dictionary(dict [ digest, FrozenFile(path, digest, seen) ])

                do
                    use stream = FrozenFiles(files).Open(DataFile("data", digest.Hex))
                    Expect.equal stream.Length 10L "nothing but what it looks like was asked"

                let time = File.GetLastWriteTimeUtc path
                File.WriteAllText(path, "AS PLANNED")
                File.SetLastWriteTimeUtc(path, time)

                let problem =
                    Expect.throwsC
                        (fun () -> FrozenFiles(files).Open(DataFile("data", digest.Hex)) |> ignore)
                        (fun problem -> problem :?> SpindleException)

                Expect.equal problem.Code DiagnosticCodes.FileChanged "a change that size and time do not tell")
        }

        test "a file that changes while it is read fails its step, and one that only gets other permissions does not" {
            withFile "as planned" (fun path digest ->
                let opened () =
                    let files = FrozenFiles(planned digest path)
                    files.Open(DataFile("data", digest.Hex)).Dispose()
                    files

                let files = opened ()
                File.SetUnixFileMode(path, UnixFileMode.UserRead ||| UnixFileMode.UserWrite ||| UnixFileMode.GroupRead)
                files.Verify()

                for change in
                    [
                        fun () -> File.WriteAllText(path, "as planned, and more")
                        fun () -> File.Delete path
                    ] do
                    File.WriteAllText(path, "as planned")
                    let files = opened ()
                    change ()

                    let problem =
                        Expect.throwsC (fun () -> files.Verify()) (fun problem -> problem :?> SpindleException)

                    Expect.equal problem.Message $"the file {path} was changed while it was read" "told")
        }

        test "a file that is gone fails its step" {
            let digest = Digest.Of "gone"

            let failure =
                failure "number/file" [ "file", text digest.Hex ] (planned digest "/nowhere/at all")

            Expect.equal failure.Code DiagnosticCodes.FileChanged "code"
        }

        test "random numbers come from the seeds alone, not from the step's name or place" {
            match
                sides [
                    toss "first" None
                    toss "member one" (Some "1")
                    toss "member two" (Some "2")
                ]
            with
            | [ first; one; two ] ->
                Expect.notEqual one two "members differ"
                Expect.equal (sides [ toss "moved" (Some "2"); toss "renamed" None ]) [ two; first ] "the same streams"
            | other -> failtest $"{other}"
        }
    ]
