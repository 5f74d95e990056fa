/// The sections of an experiment in words.
module Spindle.Dsl.Sections

open Spindle.Catalog

/// Every section whose declarations have a kind.
let all = [
    Section.Tasks
    Section.Architectures
    Section.Trainings
    Section.Recordings
    Section.Probes
]

/// What one declaration of a section is called.
let noun (section: Section) : string =
    match section with
    | Section.Tasks -> "task"
    | Section.Architectures -> "architecture"
    | Section.Trainings -> "training"
    | Section.Recordings -> "recording"
    | _ -> "probe"

/// The key of a section.
let key (section: Section) : string = section.ToString().ToLowerInvariant()

/// A noun with its article.
let indefinite (noun: string) : string =
    if "aeiou".Contains noun[0] then
        $"an {noun}"
    else
        $"a {noun}"
