/// What is found wrong with tasks on letters before anything runs.
module Spindle.Tests.Tasks.Proprioception.CheckTests

open Expecto
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Dsl
open Spindle.Tasks.Proprioception

let private catalog =
    lazy (KindCatalog.Of [| KindSource(typeof<Spec>.Assembly, fun () -> null) |])

/// Code, place and message of what is wrong with a task of these parameters.
let private problems (parameters: string) = [
    let text =
        $"spindle: 1\nexperiment: letters\ntasks:\n  arm: {{ kind: character_movements, {parameters} }}\n"

    let experiment, unread =
        ExperimentReader.read "letters.yaml" (System.Text.Encoding.UTF8.GetBytes text)

    let environment = {
        Catalog = catalog.Value
        Digest = fun _ -> Error "there is no such file"
    }

    for problem in unread @ Compile.check environment experiment do
        let line = text.Split('\n')[problem.Span.Line - 1]
        problem.Code, line.Substring(problem.Span.Column - 1), problem.Message
]

let private found (parameters: string) (code: string) (at: string) (words: string) =
    match problems parameters with
    | [ (found, place, message) ] ->
        Expect.equal found code message
        Expect.stringStarts place at "the place"
        Expect.stringContains message words "the message"
    | several -> failtest $"{parameters}: {several}"

[<Tests>]
let tests =
    testList "tasks on letters are checked" [
        test "sizes, speeds, rotations and shears lie in their ranges, and are told where they do not" {
            found "sizes: [1, 20.5]" "SPN3004" "20.5" "between 0.05 and 20"
            found "speeds: [0.04]" "SPN3004" "0.04" "between 0.05 and 20"
            found "rotations: [0 deg, -361 deg]" "SPN3004" "-361 deg" "between"
            found "shears: [81 deg, 0 deg]" "SPN3004" "81 deg" "between"
            Expect.isEmpty (problems "sizes: [0.05, 20], rotations: [360 deg], shears: [-80 deg]") "limits are allowed"
        }

        test "lists that are drawn from are not empty" {
            let problems =
                CharacterMovements(Sizes = [], Speeds = [], Rotations = [], Shears = []).Validate()

            Expect.equal
                (set [ for problem in problems -> problem.Property, problem.Code ])
                (set [
                    for name in [ "Sizes"; "Speeds"; "Rotations"; "Shears" ] -> name, DiagnosticCodes.EmptyList
                ])
                "each"
        }

        test
            "a shard whose tensors may not fit into a file is told, and the count of the hint is the greatest that is not" {
            let movements shard =
                CharacterMovements(Training = 1_000_000L, Shard = shard)

            let problem = Seq.exactlyOne ((movements 100_000L).Validate())
            Expect.equal (problem.Code, problem.Property) (DiagnosticCodes.OutOfRange, "Shard") problem.Message
            Expect.stringContains problem.Message "100000 movements of up to 300 samples" "the message"

            let most =
                int64 (
                    (nonNull problem.Hint).Split ' '
                    |> Array.find (fun word -> fst (System.Int64.TryParse word))
                )

            Expect.isEmpty ((movements most).Validate()) "the hint's count"
            Expect.isNonEmpty ((movements (most + 1L)).Validate()) "one more"
        }

        test "shards that the splits do not fill are as large as the splits" {
            Expect.isEmpty (CharacterMovements(Training = 1000L, Shard = 1_000_000L).Validate()) "a thousand movements"
            found "training: 10, validation: 0, test: 200000, shard: 200000" "SPN3004" "shard: 200000" "may not fit"
        }
    ]
