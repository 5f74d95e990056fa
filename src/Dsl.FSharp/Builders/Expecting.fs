namespace Spindle

open System.Runtime.CompilerServices
open System.Runtime.InteropServices
open Spindle.Contracts
open Spindle.Dsl

/// How the numbers of several members are made one: Each (the default), Mean, Median, Minimum or Maximum.
type Over = Spindle.Plans.Summary

/// What a metric should be: `atLeast`, `atMost` or `near`.
[<Sealed>]
type Limit internal (at: SourceSpan -> Bound) =
    member internal _.At = at

/// The words of an expectation.
[<AbstractClass; Sealed; AutoOpen>]
type Expecting =
    static member private level (multiple: Multiple) (span: SourceSpan) =
        Level.Times(multiple.Factor, { Value = multiple.That; Span = span })

    /// No less than a value.
    static member atLeast(value: float) : Limit = Limit(fun _ -> AtLeast(Constant value))

    /// No less than a factor times another metric: `atLeast (0.5 * wiring["element_match"])`.
    static member atLeast(multiple: Multiple) : Limit =
        Limit(fun span -> AtLeast(Expecting.level multiple span))

    /// No more than a value.
    static member atMost(value: float) : Limit = Limit(fun _ -> AtMost(Constant value))

    /// No more than a factor times another metric: `atMost (0.5 * wiring["element_match"])`.
    static member atMost(multiple: Multiple) : Limit =
        Limit(fun span -> AtMost(Expecting.level multiple span))

    /// A value, give or take a tolerance: `near(0.85, within = 0.1)`.
    static member near(value: float, within: float) : Limit =
        Limit(fun _ -> Near(Constant value, within))

    /// A factor times another metric, give or take a tolerance.
    static member near(multiple: Multiple, within: float) : Limit =
        Limit(fun span -> Near(Expecting.level multiple span, within))

    /// A factor times another metric, which is written as in YAML.
    static member times(factor: float, that: string) : Multiple = Multiple(factor, that)

    /// A number that should come out: what is written as in YAML, what it should be, and where that is from.
    static member expect
        (
            that: string,
            limit: Limit,
            [<Optional; DefaultParameterValue(Over.Each)>] over: Over,
            [<Optional; DefaultParameterValue("")>] source: string,
            [<CallerFilePath; Optional; DefaultParameterValue("")>] path: string,
            [<CallerLineNumber; Optional; DefaultParameterValue(0)>] line: int
        ) : Statement<unit> =
        let span = Place.at path line

        let expectation = {
            That = { Value = that; Span = span }
            Over = over
            Bound = limit.At span
            Source = source
            Span = span
        }

        Statement((), [ Expected expectation ])

    /// A number that should come out:
    ///
    ///     expect(wiring.where(separated)["element_match"], atLeast 0.35, source = "reference, section 9")
    static member expect
        (
            that: ProbeMetric,
            limit: Limit,
            [<Optional; DefaultParameterValue(Over.Each)>] over: Over,
            [<Optional; DefaultParameterValue("")>] source: string,
            [<CallerFilePath; Optional; DefaultParameterValue("")>] path: string,
            [<CallerLineNumber; Optional; DefaultParameterValue(0)>] line: int
        ) : Statement<unit> =
        Expecting.expect (that.Text, limit, over, source, path, line)
