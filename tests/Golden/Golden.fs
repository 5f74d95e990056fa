/// Small inputs and what SciPy and scikit-learn make of them, as golden.py wrote them to golden.json.
module Spindle.Tests.Golden

open System.Reflection
open System.Text.Json
open Expecto

let private file =
    lazy
        use stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream "golden.json"
            |> nonNull

        JsonDocument.Parse(stream).RootElement

/// A part of a case, or a whole one: numbers and lists of them, by name.
type Case(element: JsonElement) =
    let rec floats (value: JsonElement) : float list =
        if value.ValueKind = JsonValueKind.Array then
            value.EnumerateArray() |> Seq.collect floats |> List.ofSeq
        else
            [ value.GetDouble() ]

    /// What the case is called.
    member _.Name = element.GetProperty("case").GetString() |> nonNull

    /// A number.
    member _.Number(name: string) = element.GetProperty(name).GetDouble()

    /// A whole number.
    member _.Whole(name: string) = element.GetProperty(name).GetInt32()

    /// A list of numbers; of a list of lists all numbers, row by row.
    member _.Numbers(name: string) =
        element.GetProperty name |> floats |> Array.ofList

    /// A list of whole numbers.
    member case.Wholes(name: string) = case.Numbers name |> Array.map int

    /// A list of lists of numbers.
    member _.Rows(name: string) = [|
        for row in element.GetProperty(name).EnumerateArray() -> row |> floats |> Array.ofList
    |]

    /// A part with a name.
    member _.Part(name: string) = Case(element.GetProperty name)

    /// A list of parts.
    member _.Parts(name: string) = [ for part in element.GetProperty(name).EnumerateArray() -> Case part ]

/// The cases of a statistic, such as <c>paired_t</c>.
let cases (statistic: string) = [ for case in file.Value.GetProperty(statistic).EnumerateArray() -> Case case ]

/// One test a case.
let each (statistic: string) (check: Case -> unit) = [ for case in cases statistic -> test case.Name { check case } ]

/// That a number is the golden one but for rounding: by a part of its size, or by that part of one where it is smaller.
let agrees (tolerance: float) (actual: float) (expected: float) (what: string) =
    let slack = tolerance * max 1.0 (abs expected)

    if not (abs (actual - expected) <= slack) then
        failtest $"%s{what} is %.17g{actual}, expected %.17g{expected} within %g{slack}"

/// That a small probability is the golden one, by a part of its own size.
let agreesRelatively (tolerance: float) (actual: float) (expected: float) (what: string) =
    if not (abs (actual - expected) <= tolerance * abs expected) then
        failtest $"%s{what} is %.17g{actual}, expected %.17g{expected} within %g{tolerance} of it"

/// That numbers are the golden ones, each by the tolerance.
let agreeAll (tolerance: float) (actual: float array) (expected: float array) (what: string) =
    Expect.equal actual.Length expected.Length $"how many: {what}"
    Array.iteri2 (fun at a e -> agrees tolerance a e $"%s{what} [%d{at}]") actual expected
