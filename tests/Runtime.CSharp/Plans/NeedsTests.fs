module Spindle.Tests.Plans.NeedsTests

open System.Collections.Generic
open System.Text.Json.Nodes
open Expecto
open Spindle.Contracts
open Spindle.Plans

/// A plan of steps by number, each with the numbers of those before it that it reads.
let private plan (reads: int list list) =
    Plan(
        "needs",
        [|
            for number, inputs in List.indexed reads ->
                Step(
                    $"{number}",
                    "nothing",
                    1,
                    JsonObject(),
                    dict [ for input in inputs -> $"in{input}", ArtifactRef($"{input}", "out") ]
                    |> Dictionary,
                    [ OutputDeclaration("out", ArtifactType.Record) ],
                    Resources("none", 1)
                )
        |],
        [],
        []
    )

let rec private slow (reads: int list list) (step: int) : Set<string> =
    Set.add $"{step}" (reads[step] |> List.map (slow reads) |> Set.unionMany)

[<Tests>]
let tests =
    testList "some steps with what they need" [
        testProperty "are all that can be reached against the arrows"
        <| fun (choices: (uint16 * uint16) list) (chosen: uint16 list) ->
            // Each step reads at most two of those before it.
            let reads =
                (0us, 0us) :: List.truncate 10 choices
                |> List.mapi (fun number (one, other) ->
                    if number = 0 then
                        []
                    else
                        List.distinct [ int one % number; int other % number ])

            let wanted = [ for number in List.truncate 3 chosen -> int number % reads.Length ]
            let found = (plan reads).WithNeeds(HashSet [ for number in wanted -> $"{number}" ])
            set found = (wanted |> List.map (slow reads) |> Set.unionMany)
    ]
