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
