namespace Spindle.Dsl

open Spindle.Catalog
open Spindle.Contracts

/// Several values for one parameter. The property is that of the spec; none where the lambda names no property.
type internal Sweep = {
    Property: string option
    Values: objnull list
}

/// A kind in use, as an F# script declares it: a spec instead of text.
type internal SpecDeclaration = {
    Section: Section
    Name: Spanned<string>
    Spec: Spec
    Sweeps: Sweep list
    Limits: Field list
}

/// One thing that an F# script says of its experiment.
type internal Saying =
    | Description of text: Spanned<string>
    | Seed of value: Spanned<int64>
    | Plugins of paths: Spanned<string> list
    | Limited of limits: Spanned<Field list>
    | Declared of declaration: SpecDeclaration
    | Modelled of model: Model
    | Expected of expectation: Expectation

module internal Place =
    /// A line of a script, the finest place that the compiler tells.
    let at (path: string) (line: int) : SourceSpan = SourceSpan(path, line, 1)

    let spanned (path: string) (line: int) (value: 'T) : Spanned<'T> = { Value = value; Span = at path line }
