module Spindle.Tests.Dsl.Yaml.ExperimentReaderTests

open System.Text
open Expecto
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Dsl
open Spindle.Tests.Dsl

let private study =
    """# A study with everything in it.
spindle: 1
experiment: toy-study
description: "Two words"
seed: -9223372036854775808
plugins: [./Mine.dll]

tasks:
  home: { kind: walk, steps: 10 }
architectures:
  small:
    kind: net
    units: [8, 0x10]
trainings: { fast: { kind: drill } }
models:
  one: { task: home, architecture: [small, small], training: fast, seeds: [1, 2] }
  two: { task: home, architecture: small, training: fast, seed: 3 }
recordings:
probes:
  seen: { kind: size, of: one }
expect:
  - { that: "seen[seed=1].mean", at_least: { times: 2e-1, that: seen.spread }, over: mean, source: "a book" }
  - that: seen.spread
    is: 1
    within: 0.5
"""

/// What follows the two lines of the head, then code, line, column, length, and words of a message or a hint.
let private mistakes = [
    "recordngs: {}\n", [ "SPN2002", 3, 1, 9 ], "did you mean 'recordings'?"
    "tasks:\n  home: { steps: 1 }\n", [ "SPN1016", 4, 3, 4 ], "of which kind"
    "tasks:\n  home: walk\n", [ "SPN3001", 4, 9, 4 ], "write { kind: walk }"
    "tasks:\n  home: [walk]\n", [ "SPN3001", 4, 9, 6 ], "found a list"
    "tasks:\n  home: { kind: [walk, dice] }\n", [ "SPN3001", 4, 17, 12 ], "expected the name of a kind"
    "tasks: walk\n", [ "SPN3001", 3, 8, 4 ], "expected a map from names to tasks"
    "description: 5\n", [ "SPN3001", 3, 14, 1 ], "put it in quotes"
    "seed: 1.5\n", [ "SPN3001", 3, 7, 3 ], "whole number"
    "seed: 9223372036854775808\n", [ "SPN3004", 3, 7, 19 ], "64 bits"
    "plugins: ./a.dll\n", [ "SPN3001", 3, 10, 7 ], "write a list"
    "models:\n  m: { task: a, architecture: b, training: c, sed: 1 }\n", [ "SPN2001", 4, 47, 3 ], "did you mean 'seed'?"
    "models:\n  m: { task: 3, architecture: b, training: '' }\n",
    [ "SPN3001", 4, 14, 1; "SPN3001", 4, 44, 2 ],
    "found empty text"
    "models:\n  m: { task: a, architecture: b, training: c, seeds: 1, seed: 2 }\n",
    [ "SPN1018", 4, 57, 4 ],
    "only one of"
    "models:\n  m: { task: a, architecture: b, training: c, seeds: [1, x] }\n", [ "SPN3001", 4, 58, 1 ], "found text"
    "models:\n  m: { task: a, architecture: b, training: c, seeds: [] }\n", [ "SPN3010", 4, 54, 2 ], "no seed"
    "expect: { that: a.b }\n", [ "SPN3001", 3, 9, 13 ], "expected a list of expectations"
    "expect:\n  - a.b\n", [ "SPN3001", 4, 5, 3 ], "expected a map"
    "expect:\n  - { that: a.b }\n", [ "SPN1016", 4, 5, 13 ], "at_least, at_most or is"
    "expect:\n  - { at_least: 1 }\n", [ "SPN1016", 4, 5, 15 ], "of what"
    "expect:\n  - { that: a.b, is: 1 }\n", [ "SPN1016", 4, 18, 2 ], "within"
    "expect:\n  - { that: a.b, at_least: 1, at_most: 2 }\n", [ "SPN1018", 4, 31, 7 ], "second expectation"
    "expect:\n  - { that: a.b, at_least: 1, within: 2 }\n", [ "SPN1018", 4, 31, 6 ], "within belongs to is"
    "expect:\n  - { that: a.b, at_leest: 1 }\n",
    [ "SPN1016", 4, 5, 26; "SPN2001", 4, 18, 8 ],
    "did you mean 'at_least'?"
    "expect:\n  - { that: a.b, at_least: .inf }\n", [ "SPN3006", 4, 28, 4 ], "finite"
    "expect:\n  - { that: a.b, at_least: \"1\" }\n", [ "SPN3001", 4, 28, 3 ], "without quotes"
    "expect:\n  - { that: a.b, at_least: { times: 2 } }\n", [ "SPN1016", 4, 28, 12 ], "needs 'that'"
    "expect:\n  - { that: a.b, at_least: 1, over: median_ }\n", [ "SPN3007", 4, 37, 7 ], "did you mean 'median'?"
    "expect:\n  - { that: a.b, at_least: 1, source: 3 }\n", [ "SPN3001", 4, 39, 1 ], "put it in quotes"
]

let private head = "spindle: 1\nexperiment: x\n"

[<Tests>]
let tests =
    testList "experiment reader" [
        test "everything in a text becomes part of the experiment" {
            let experiment, problems = Texts.read study
            Expect.isEmpty problems "no problems"
            Expect.equal experiment.Path "toy.yaml" "path"
            Expect.equal experiment.Name.Value "toy-study" "name"
            Expect.equal experiment.Description "Two words" "description"
            Expect.equal experiment.Seed System.Int64.MinValue "seed"
            Expect.equal (experiment.Plugins |> List.map _.Value) [ "./Mine.dll" ] "plugins"

            Expect.equal
                (experiment.Declarations
                 |> List.map (fun one -> one.Section, one.Name.Value, one.Kind.Value))
                [
                    Section.Tasks, "home", "walk"
                    Section.Architectures, "small", "net"
                    Section.Trainings, "fast", "drill"
                    Section.Probes, "seen", "size"
                ]
                "declarations"

            Expect.equal
                (experiment.Models
                 |> List.map (fun one -> one.Architecture.Length, one.Seeds |> List.map _.Value))
                [ 2, [ 1L; 2L ]; 1, [ 3L ] ]
                "models"

            match experiment.Expectations with
            | [ first; second ] ->
                Expect.equal first.Over Spindle.Plans.Summary.Mean "over"
                Expect.equal first.Source "a book" "source"
                Expect.equal second.Bound (Near(Constant 1., 0.5)) "bound"

                match first.Bound with
                | AtLeast(Times(0.2, that)) -> Expect.equal (Texts.underlined study that.Span) "seen.spread" "place"
                | other -> failtest $"{other}"
            | other -> failtest $"{other}"
        }

        test "every span underlines what it speaks of" {
            let experiment, _ = Texts.read study

            let underlined = Texts.underlined study

            let values = [
                for declaration in experiment.Declarations do
                    underlined declaration.Name.Span, declaration.Name.Value
                    underlined declaration.Kind.Span, declaration.Kind.Value

                    for field in declaration.Parameters do
                        underlined field.Key.Span, field.Key.Value
                for model in experiment.Models do
                    for name in model.Name :: model.Task @ model.Architecture @ model.Training do
                        underlined name.Span, name.Value

                    for seed in model.Seeds do
                        underlined seed.Span, string seed.Value
            ]

            for found, expected in values do
                Expect.equal found expected "underlined"

            let units = (List.item 1 experiment.Declarations).Parameters.Head
            Expect.equal (underlined units.Value.Span) "[8, 0x10]" "a list on one line"
            Expect.equal (underlined experiment.Expectations[1].Span) "that: seen.spread" "the first line of a block"

            Expect.equal
                (underlined experiment.Expectations[0].Span)
                (study.Split('\n') |> Array.find _.Contains("a book") |> _.Substring(4))
                "a map on one line"
        }

        test "what an experiment does not say has its default" {
            let experiment, problems = Texts.read head
            Expect.isEmpty problems "no problems"
            Expect.equal experiment.Seed 0L "seed"
            Expect.equal (experiment.Description, experiment.Plugins, experiment.Declarations) ("", [], []) "nothing"
        }

        test "the head is needed: version and name" {
            let places text =
                Texts.read text |> snd |> List.map Texts.place

            Expect.equal (places "tasks: {}\n") [ "SPN1016", 1, 1, 1; "SPN1016", 1, 1, 1 ] "both missing"
            Expect.equal (places "spindle: 2\nexperiment: x\n") [ "SPN1017", 1, 10, 1 ] "another version"
            Expect.equal (places "spindle: one\nexperiment: x\n") [ "SPN1017", 1, 10, 3 ] "no version"
            Expect.equal (places "spindle: 1\nexperiment: 12\n") [ "SPN3001", 2, 13, 2 ] "a number as name"
            Expect.equal (places "spindle: 1\nexperiment: ''\n") [ "SPN2005", 2, 13, 2 ] "an empty name"
            Expect.equal (places "- spindle\n") [ "SPN3001", 1, 1, 9 ] "a list"
            Expect.equal (places "hello\n") [ "SPN3001", 1, 1, 5 ] "text"
        }

        for body, places, words in mistakes do
            test $"told at its place: {body.Trim()}" {
                let _, problems = Texts.read (head + body)
                Expect.equal (problems |> List.map Texts.place) places "places"

                let said =
                    problems
                    |> List.map (fun problem -> $"{problem.Message} {problem.Hint}")
                    |> String.concat "\n"

                Expect.stringContains said words "message or hint"
            }

        test "all problems of a text are told, in order, with those of its YAML" {
            let text =
                head
                + "seed: !x 1\nseed: 2\ntaskss: {}\ntasks:\n  home: { steps: 2 }\nexpect: [3]\n"

            Expect.equal
                (Texts.read text
                 |> snd
                 |> List.map (fun problem -> problem.Code, problem.Span.Line))
                [ "SPN1010", 3; "SPN1012", 4; "SPN2002", 5; "SPN1016", 7; "SPN3001", 8 ]
                "in order"
        }

        test "a problem of reading is not told again by the checks" {
            let text =
                head
                + "tasks:\n  home: { steps: 2 }\n  away: [walk]\nmodels:\n  m: { task: 3, architecture: b, training: c }\n"

            let experiment, found = Texts.read text
            Expect.equal found.Length 3 "read"

            Expect.equal
                (Compile.check Toys.environment experiment |> List.map _.Code)
                [ DiagnosticCodes.DanglingReference; DiagnosticCodes.DanglingReference ]
                "only the names that are not declared"
        }

        test "Windows line ends and a byte order mark change no place" {
            let text = head + "tasks:\n  home: { steps: 2 }\n"

            let bytes =
                Array.append (Encoding.UTF8.GetPreamble()) (Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n")))

            Expect.equal (ExperimentReader.read "a" bytes |> snd |> List.map Texts.place) [ "SPN1016", 4, 3, 4 ] "place"
        }
    ]
