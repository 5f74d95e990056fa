module Spindle.Tests.Plans.CanonicalJsonTests

open System
open System.Text.Json.Nodes
open Expecto
open FsCheck
open Spindle.Plans

/// RFC 8785, appendix B: the bits of a double and its text.
let private numbers = [
    0x0000000000000000UL, "0"
    0x8000000000000000UL, "0"
    0x0000000000000001UL, "5e-324"
    0x8000000000000001UL, "-5e-324"
    0x7fefffffffffffffUL, "1.7976931348623157e+308"
    0xffefffffffffffffUL, "-1.7976931348623157e+308"
    0x4340000000000000UL, "9007199254740992"
    0xc340000000000000UL, "-9007199254740992"
    0x4430000000000000UL, "295147905179352830000"
    0x44b52d02c7e14af5UL, "9.999999999999997e+22"
    0x44b52d02c7e14af6UL, "1e+23"
    0x44b52d02c7e14af7UL, "1.0000000000000001e+23"
    0x444b1ae4d6e2ef4eUL, "999999999999999700000"
    0x444b1ae4d6e2ef4fUL, "999999999999999900000"
    0x444b1ae4d6e2ef50UL, "1e+21"
    0x3eb0c6f7a0b5ed8cUL, "9.999999999999997e-7"
    0x3eb0c6f7a0b5ed8dUL, "0.000001"
    0x41b3de4355555553UL, "333333333.3333332"
    0x41b3de4355555554UL, "333333333.33333325"
    0x41b3de4355555555UL, "333333333.3333333"
    0x41b3de4355555556UL, "333333333.3333334"
    0x41b3de4355555557UL, "333333333.33333343"
    0xbecbf647612f3696UL, "-0.0000033333333333333333"
    0x43143ff3c1cb0959UL, "1424953923781206.2"
]

let private canonical (text: string) =
    CanonicalJson.Write(JsonNode.Parse text)

[<Tests>]
let tests =
    testList "canonical JSON" [
        test "numbers are written as appendix B of RFC 8785 says" {
            for bits, text in numbers do
                Expect.equal (CanonicalJson.Number(BitConverter.UInt64BitsToDouble bits)) text $"%x{bits}"
        }

        test "values are written as section 3.2.2 of RFC 8785 says" {
            let given =
                """{ "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                       "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
                       "literals": [null, true, false] }"""

            Expect.equal
                (canonical given)
                "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"
                "the example of the RFC"
        }

        test "members are sorted by UTF-16 units as section 3.2.3 of RFC 8785 says" {
            let given =
                """{ "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 }"""

            Expect.equal
                (canonical given)
                "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}"
                "the order of the RFC"
        }

        test "numbers that are not finite are refused" {
            for value in [ nan; infinity; -infinity ] do
                Expect.throwsT<ArgumentException> (fun () -> CanonicalJson.Number value |> ignore) $"{value}"
        }

        test "whole numbers that a double cannot hold are refused" {
            Expect.throwsT<ArgumentException>
                (fun () -> CanonicalJson.Write(JsonValue.Create 9007199254740993L) |> ignore)
                "2^53 + 1"
        }

        testProperty "every finite number reads back as itself" (fun (value: NormalFloat) ->
            Double.Parse(CanonicalJson.Number value.Get, Globalization.CultureInfo.InvariantCulture) = value.Get)

        testProperty "the order of members does not matter" (fun (keys: int list) ->
            let write keys =
                let map = JsonObject()

                for key: int in keys do
                    map[$"key {key}"] <- JsonValue.Create key

                CanonicalJson.Write map

            let distinct = List.distinct keys
            write distinct = write (List.rev distinct))
    ]
