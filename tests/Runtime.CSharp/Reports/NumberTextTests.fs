module Spindle.Tests.Reports.NumberTextTests

open Expecto
open Spindle.Reports

[<Tests>]
let tests =
    testList "numbers for people" [
        for value, text in
            [
                0.0, "0"
                1.0, "1"
                0.95, "0.95"
                0.123456, "0.1235"
                -0.5, "−0.5"
                1234.5678, "1235"
                123456.0, "123456"
                9.99e6, "9990000"
                2.5e7, "2.5 × 10⁷"
                1e-4, "0.0001"
                1e-9, "10⁻⁹"
                -1.5e-12, "−1.5 × 10⁻¹²"
                nan, "not a number"
                infinity, "∞"
            ] do
            test $"{value} is written {text}" { Expect.equal (NumberText.Write value) text "the text" }

        test "a mean is written to the second digit of its deviation" {
            Expect.equal (NumberText.Write(0.95701, 0.00432)) "0.9570 ± 0.0043" "small"
            Expect.equal (NumberText.Write(-12.345, 3.21)) "−12.3 ± 3.2" "large"
            Expect.equal (NumberText.Write(0.25, nan)) "0.25" "no deviation"
            Expect.equal (NumberText.Write(0.25, 0.0)) "0.25 ± 0" "none at all"
        }

        test "times are told in the units that fit" {
            Expect.equal (NumberText.Time 0.4249) "0.42 s" "seconds"
            Expect.equal (NumberText.Time 200.0) "3 min 20 s" "minutes"
            Expect.equal (NumberText.Time 7500.0) "2 h 5 min" "hours"
            Expect.equal (NumberText.Time nan) "" "not known"
        }
    ]
