namespace Spindle.Dsl

open Spindle.Catalog
open Spindle.Contracts

/// A value together with the place where it is written.
type Spanned<'T> = { Value: 'T; Span: SourceSpan }

/// A value as written, before the catalog gives it a type.
type Value =
    | Nothing
    | Truth of value: bool
    /// A number, kept as its text so that decimals stay exact.
    | Number of text: string
    | Text of text: string
    | Items of items: Node list
    | Fields of fields: Field list

/// A value with its place.
and Node = Spanned<Value>

/// A key and its value.
and Field = { Key: Spanned<string>; Value: Node }

/// What can be done with a written value.
module Node =
    /// The value with every part of it at one place.
    let rec allAt (span: SourceSpan) (node: Node) : Node =
        let value =
            match node.Value with
            | Items items -> Items(List.map (allAt span) items)
            | Fields fields ->
                Fields [
                    for field in fields ->
                        {
                            Key = { field.Key with Span = span }
                            Value = allAt span field.Value
                        }
                ]
            | scalar -> scalar

        { Value = value; Span = span }

/// One use of a kind: `compass: { kind: ring_attractor, neurons: 100 }`.
type Declaration = {
    Section: Section
    Name: Spanned<string>
    Kind: Spanned<string>
    /// The parameters that are given; a list where the kind wants a single value sweeps the parameter.
    Parameters: Field list
    /// What each of its steps may take: `{ time: 30 min, memory: 4 GB }`.
    Limits: Field list
}

/// A model, or a family of models where a field holds several values.
type Model = {
    Name: Spanned<string>
    Task: Spanned<string> list
    Architecture: Spanned<string> list
    Training: Spanned<string> list
    Seeds: Spanned<int64> list
    /// What each of its steps may take.
    Limits: Field list
}

/// A value to compare a metric with.
type Level =
    | Constant of value: float
    /// A factor times another metric, as `{ times: 0.67, that: "wiring[architecture=separated].element_match" }`.
    | Times of factor: float * that: Spanned<string>

/// What a metric should be.
type Bound =
    | AtLeast of level: Level
    | AtMost of level: Level
    /// `is: 0.85, within: 0.1`
    | Near of level: Level * tolerance: float

module Bound =
    /// A bound with the metric changed that its level may be a multiple of.
    let mapThat (change: Spanned<string> -> Spanned<string>) (bound: Bound) : Bound =
        let level =
            function
            | Times(factor, that) -> Times(factor, change that)
            | constant -> constant

        match bound with
        | AtLeast value -> AtLeast(level value)
        | AtMost value -> AtMost(level value)
        | Near(value, tolerance) -> Near(level value, tolerance)

/// A number that should come out: `{ that: "wiring.element_match", at_least: 0.35, source: "reference, section 9" }`.
type Expectation = {
    That: Spanned<string>
    Over: Spindle.Plans.Summary
    Bound: Bound
    Source: string
    Span: SourceSpan
}

/// The experiment: what YAML and F# both mean.
type Experiment = {
    /// The file it is written in, as the user named it; files that it names are relative to it.
    Path: string
    Name: Spanned<string>
    Description: string
    Seed: int64
    Plugins: Spanned<string> list
    /// What every step may take that says nothing else.
    Limits: Field list
    /// Tasks, architectures, trainings, recordings and probes, in the order of their declaration.
    Declarations: Declaration list
    Models: Model list
    Expectations: Expectation list
}

/// What the language asks of the world; the command line answers.
type Environment = {
    Catalog: KindCatalog
    /// The digest of a file's content, or why there is none. The path is as written in the experiment.
    Digest: string -> Result<string, string>
}
