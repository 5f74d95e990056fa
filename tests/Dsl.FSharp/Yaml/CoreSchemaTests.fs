module Spindle.Tests.Dsl.Yaml.CoreSchemaTests

open System.Text
open Expecto
open Spindle.Dsl

let private number text = text, Number text
let private text text = text, Text text

/// The values of plain scalars by section 10.3.2 of the YAML 1.2.2 specification.
let private table = [
    number "1e-4"
    number "1E5"
    number ".5"
    number "5."
    number "0o7"
    number "010"
    number "08"
    number "0x1F"
    number "+1"
    number "-.inf"
    number "+.INF"
    number ".nan"
    number "-0.0e+3"
    number "+.5"
    text "1_000"
    text "on"
    text "off"
    text "yes"
    text "no"
    text "12:30"
    text "2026-01-01"
    text "0b1"
    text "0x"
    text "0o8"
    text "-0x1F"
    text "1e"
    text "1e+"
    text "."
    text "+"
    text "-.nan"
    text "+-.inf"
    text "tRUE"
    text "１"
    "~", Nothing
    "null", Nothing
    "NULL", Nothing
    "", Nothing
    "true", Truth true
    "True", Truth true
    "FALSE", Truth false
]

[<Tests>]
let tests =
    testList "core schema" [
        for text, value in table do
            test $"a plain '{text}' is {value}" {
                Expect.equal (CoreSchema.value text) value "value"

                match YamlReader.read "a.yaml" (Encoding.UTF8.GetBytes $"a: {text}") with
                | Ok { Value = Fields [ only ] } -> Expect.equal only.Value.Value value "as read from a file"
                | other -> failtest $"{other}"
            }

        for text in [ "1e-4"; "null"; "true"; ""; "~" ] do
            test $"a quoted '{text}' is text" {
                for quote in [ "'"; "\"" ] do
                    match YamlReader.read "a.yaml" (Encoding.UTF8.GetBytes $"[{quote}{text}{quote}]") with
                    | Ok { Value = Items [ only ] } -> Expect.equal only.Value (Text text) quote
                    | other -> failtest $"{other}"
            }

        test "numbers in octal and hexadecimal have their value" {
            Expect.equal
                (Numbers.number "0o17", Numbers.number "0x1F", Numbers.number "010")
                (Some 15., Some 31., Some 10.)
                "values"
        }
    ]
