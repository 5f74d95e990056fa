module Spindle.Tests.Cli.WordingTests

open System
open Expecto
open Spindle.Cli
open Spindle.Contracts

let private refused (read: string -> 'T) (text: string) (code: string) =
    let message =
        Expect.throwsC (fun () -> read text |> ignore) (fun problem -> problem.Message)

    Expect.stringContains message code text
    Expect.stringContains message $"'{text}'" "what was found"

[<Tests>]
let tests =
    testList "words of the command line" [
        test "a size has a unit, of thousands or of 1024" {
            for text, bytes in
                [
                    "0", 0L
                    "512B", 512L
                    "20GB", 20_000_000_000L
                    "1.5 gb", 1_500_000_000L
                    "3kB", 3_000L
                    "2KiB", 2048L
                    "1TiB", 1L <<< 40
                ] do
                Expect.equal (Wording.size "--max-size" text) bytes text

            for text in [ ""; "20"; "-1GB"; "GB"; "20 bananas"; "1e9B"; "99999999999TB"; "1,5GB" ] do
                refused (Wording.size "--max-size") text DiagnosticCodes.NotASize
        }

        test "a time has a unit" {
            for text, seconds in
                [
                    "0", 0.0
                    "0.0", 0.0
                    "90s", 90.0
                    "5 min", 300.0
                    "1.5h", 5400.0
                    "30d", 2_592_000.0
                    "2W", 1_209_600.0
                ] do
                Expect.equal (Wording.time "--older-than" text) (TimeSpan.FromSeconds seconds) text

            for text in [ ""; "30"; "-1d"; "d"; "30 moons"; "9999999w"; "inf" ] do
                refused (Wording.time "--older-than") text DiagnosticCodes.NotATime
        }
    ]
