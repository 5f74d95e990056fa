module Spindle.Tests.Dsl.Builders.ScriptPlacesTests

open Expecto
open Spindle
open Spindle.Contracts
open Spindle.Dsl

/// What a script would say from its third line on.
let private script = [|
    "open Spindle"
    ""
    "let study ="
    "    experiment \"toys\" {"
    "        let! path = declare.task(\"path\", Walk(Steps = 50, TimeStep = Duration.Milliseconds(12m), Noise = 1))"
    "        let! quick ="
    "            declare"
    "                .training(\"quick\", Drill(Updates = 20))"
    "                .sweep((fun drill -> drill.LearningRate), [ 1e-4; 0.3 ])"
    "        let! fly = declare.model(\"fly\", path, net, quick, seeds = [ 1 .. 3 ])"
    "        expect(follow.where(net)[\"error_1\"], atLeast 1)"
    "    }"
|]

let private at line = SourceSpan("script.fsx", line, 1)
let private spanned line value : Spanned<'T> = { Value = value; Span = at line }
let private number line text : Node = { Value = Number text; Span = at line }

let private declaration section line name kind parameters : Declaration = {
    Section = section
    Name = spanned line name
    Kind = spanned line kind
    Parameters = [
        for key, value in parameters ->
            {
                Key = spanned line key
                Value = { Value = value; Span = at line }
            }
    ]
    Limits = []
}

let private said: Experiment = {
    Path = "script.fsx"
    Name = spanned 4 "toys"
    Description = ""
    Seed = 0L
    Plugins = []
    Limits = []
    Declarations = [
        declaration Spindle.Catalog.Section.Tasks 5 "path" "walk" [
            "steps", Number "50"
            "time_step", Text "0.012 s"
            "noise", Number "1"
            "walkers", Number "2"
        ]
        declaration Spindle.Catalog.Section.Trainings 7 "quick" "drill" [
            "learning_rate", Items [ number 7 "0.0001"; number 7 "0.3" ]
        ]
    ]
    Models = [
        {
            Name = spanned 10 "fly"
            Task = [ spanned 10 "path" ]
            Architecture = [ spanned 10 "network" ]
            Training = [ spanned 10 "quick" ]
            Seeds = [ spanned 10 1L ]
            Limits = []
        }
    ]
    Expectations = [
        {
            That = spanned 11 "follow[architecture=net].error_1"
            Over = Over.Each
            Bound = AtLeast(Constant 1)
            Source = ""
            Span = at 11
        }
    ]
}

let private found = ScriptPlaces.find (fun _ -> script) (fun _ -> "mine.fsx") said

/// The words of the script that a place underlines.
let private underlined (span: SourceSpan) =
    Expect.equal span.Path "mine.fsx" "the file"
    script[span.Line - 1].Substring(span.Column - 1, span.Length)

[<Tests>]
let tests =
    testList "places in a script" [
        test "names and kinds are found" {
            let words = [
                underlined found.Name.Span
                for declaration in found.Declarations do
                    underlined declaration.Name.Span
                    underlined declaration.Kind.Span
            ]

            Expect.equal words [ "toys"; "path"; "Walk"; "quick"; "Drill" ] "the words"
        }

        test "parameters and their values are found" {
            let words = [
                for field in found.Declarations.Head.Parameters do
                    underlined field.Key.Span, underlined field.Value.Span
            ]

            Expect.equal
                words
                [
                    "Steps", "50"
                    "TimeStep", "Duration.Milliseconds(12m)"
                    "Noise", "1"
                    "let!", "let!"
                ]
                "keys and values; what is not written out stays at the declaration"
        }

        test "the values of a sweep are found one by one" {
            let field = found.Declarations[1].Parameters.Head

            let values =
                match field.Value.Value with
                | Items items -> items |> List.map (fun item -> underlined item.Span)
                | other -> failtest $"no sweep: {other}"

            Expect.equal (underlined field.Key.Span) "LearningRate" "the key"
            Expect.equal values [ "1e-4"; "0.3" ] "the values"
        }

        test "what stands inside values is found, or stays at what is around it" {
            let script = [|
                "let study ="
                "    experiment \"toys\" {"
                "        let! way ="
                "            declare.task("
                "                \"way\","
                "                Hike("
                "                    Legs = ["
                "                        Leg(Name = \"a, (b\", Lasts = Duration(2m))"
                "                        Leg("
                "                            Finds = [ Find(Name = \"x\"); Find(Size = 3, Name = \"y\") ],"
                "                            Name = \"down\""
                "                        )"
                "                    ],"
                "                    Detour = round"
                "                )"
                "            )"
                "    }"
            |]

            let node value : Node = { Value = value; Span = at 3 }

            let fields given =
                Fields [
                    for key, value in given ->
                        {
                            Key = spanned 3 key
                            Value = node value
                        }
                ]

            let find given = node (fields given)

            let legs =
                Items [
                    node (fields [ "name", Text "a, (b"; "lasts", Text "2 s" ])
                    node (
                        fields [
                            "name", Text "down"
                            "finds", Items [ find [ "name", Text "x" ]; find [ "name", Text "y"; "size", Number "3" ] ]
                        ]
                    )
                ]

            let study = {
                said with
                    Name = spanned 2 "toys"
                    Declarations = [
                        declaration Spindle.Catalog.Section.Tasks 3 "way" "hike" [
                            "legs", legs
                            "detour", fields [ "name", Text "far" ]
                        ]
                    ]
                    Models = []
                    Expectations = []
            }

            let found = ScriptPlaces.find (fun _ -> script) (fun _ -> "mine.fsx") study

            let underlined (span: SourceSpan) =
                Expect.equal span.Path "mine.fsx" "the file"
                $"{span.Line} {script[span.Line - 1].Substring(span.Column - 1, span.Length)}"

            let rec words (node: Node) = [
                match node.Value with
                | Items items -> yield! List.collect words items
                | Fields fields ->
                    for field in fields do
                        underlined field.Key.Span
                        yield! words field.Value
                | _ -> underlined node.Span
            ]

            Expect.equal
                [
                    for field in found.Declarations.Head.Parameters do
                        yield! words field.Value
                ]
                [
                    "8 Name"
                    "8 \"a, (b\""
                    "8 Lasts"
                    "8 Duration(2m)"
                    "11 Name"
                    "11 \"down\""
                    "10 Finds"
                    "10 Name"
                    "10 \"x\""
                    "10 Name"
                    "10 \"y\""
                    "10 Size"
                    "10 3"
                    "14 round"
                    "14 round"
                ]
                "keys and values, each in its line"
        }

        test "what a model is made of is found, or stays at the model" {
            let model = found.Models.Head

            Expect.equal
                [
                    underlined model.Name.Span
                    underlined model.Task.Head.Span
                    underlined model.Architecture.Head.Span
                    underlined model.Training.Head.Span
                    underlined model.Seeds.Head.Span
                ]
                [ "fly"; "path"; "let!"; "quick"; "[ 1 .. 3 ]" ]
                "the words"
        }

        test "the metric of an expectation is found" {
            let expectation = found.Expectations.Head
            Expect.equal (underlined expectation.That.Span) "error_1" "the metric"
            Expect.equal (underlined expectation.Span).[..5] "expect" "the expectation"
        }

        test "a place is the line's beginning where the script's text cannot be read" {
            let blind = ScriptPlaces.find (fun _ -> [||]) id said
            Expect.equal blind.Models.Head.Name.Span (SourceSpan("script.fsx", 10, 1)) "the place"
        }
    ]
