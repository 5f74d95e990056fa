/// Limits that an F# script gives, as if they had been written.
module internal Spindle.Dsl.LimitFields

open Spindle.Catalog
open Spindle.Contracts

/// The fields of the limits that are given, all at one place.
let fields (span: SourceSpan) (time: Duration option) (memory: MemorySize option) : Field list =
    let field (key: string) (text: string) : Field = {
        Key = { Value = key; Span = span }
        Value = { Value = Text text; Span = span }
    }

    [
        match time with
        | Some time -> field "time" (ScalarText.Quantity(Duration.Units, time.Seconds))
        | None -> ()
        match memory with
        | Some memory -> field "memory" (ScalarText.Quantity(MemorySize.Units, memory.Gigabytes))
        | None -> ()
    ]
