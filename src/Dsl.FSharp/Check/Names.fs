/// Rules on the names of declarations and models.
module Spindle.Dsl.Names

open System
open Spindle.Catalog
open Spindle.Contracts

/// Everything that has a name of its own, with the noun for it.
let declared (experiment: Experiment) : (string * Spanned<string>) list = [
    for declaration in experiment.Declarations do
        Sections.noun declaration.Section, declaration.Name
    for model in experiment.Models do
        "model", model.Name
]

let private isUsable (name: string) =
    name.Length > 0
    && Char.IsAsciiLetterLower name[0]
    && name
       |> Seq.forall (fun letter -> Char.IsAsciiLetterLower letter || Char.IsAsciiDigit letter || letter = '_')

/// Names are identifiers, so that they can stand in selectors, in the names of members, in file names and in F#.
let unusable (experiment: Experiment) : Diagnostic list = [
    for noun, name in declared experiment do
        if not (isUsable name.Value) then
            Diagnostic.Error(
                DiagnosticCodes.UnusableName,
                name.Span,
                $"'{name.Value}' cannot be the name of {Sections.indefinite noun}",
                "a name begins with a lower-case letter; lower-case letters, digits and _ follow"
            )
]

/// What probes can measure shares one space of names; each other section has its own.
let private space noun =
    match noun with
    | "task"
    | "model"
    | "recording" -> "subject"
    | other -> other

/// Two things of one name could not be told apart where the name is used.
let duplicates (experiment: Experiment) : Diagnostic list =
    declared experiment
    |> List.groupBy (fun (noun, name) -> space noun, name.Value)
    |> List.collect (fun (_, same) ->
        let firstNoun, first = same.Head

        [
            for noun, name in same.Tail do
                let message =
                    if noun = firstNoun then
                        $"there are two {noun}s called '{name.Value}'"
                    else
                        $"'{name.Value}' is the name of {Sections.indefinite firstNoun} already"

                let hint: string | null =
                    if first.Span.Line > 0 then
                        $"the first is in line {first.Span.Line}"
                    else
                        null

                Diagnostic.Error(DiagnosticCodes.DuplicateName, name.Span, message, hint)
        ])
