/// Experiments made up at random, sound ones, written in the many ways in which people write.
module Spindle.Tests.Dsl.Print.Generated

open System
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Dsl
open Spindle.Tests.Dsl

let private node (value: Value) : Node = {
    Value = value
    Span = SourceSpan.None
}

let private spanned (value: 'T) : Spanned<'T> = {
    Value = value
    Span = SourceSpan.None
}

/// Texts that are easily mistaken for something else, or that need quotes.
let private texts = [|
    "plain"
    "two words"
    "a, b"
    "[x]"
    "{ y: z }"
    "true"
    "null"
    "~"
    "1e-4"
    "0x1F"
    " spaces "
    "# comment"
    "a # b"
    "a: b"
    "ends:"
    "- item"
    "-"
    "?"
    "'single'"
    "\"double\""
    "back\\slash"
    "tab\there"
    "line\nbreak"
    "line\nbreak\n"
    "\n\nbreaks\n\n"
    "  indented\nlines"
    "cr\rlf\r\n"
    "é 日本 😀"
    "\u0001\u0085\u2028"
    "@at"
    "%percent"
    ":colon"
    ":#"
    "?what"
    "-x"
    "&and"
    "*star"
    "!bang"
    "|"
    ">"
    "<<"
    "---"
    "..."
    "="
|]

type private Writer(random: Random) =
    let pick (items: 'T[]) = items[random.Next items.Length]
    let between low high = random.Next(low, high + 1)

    member _.Pick items = pick items
    member _.Between(low, high) = between low high
    member _.Text = pick texts

    member _.Whole(value: int64) =
        match random.Next 4 with
        | 0 -> Number $"+{value}"
        | 1 -> Number $"0x{value:x}"
        | 2 -> Number $"{value}.0"
        | _ -> Number $"{value}"

    member _.Number(value: float) =
        Number(
            if random.Next 2 = 0 then
                value.ToString "R"
            else
                value.ToString "e17"
        )

    member _.Milliseconds(value: int) =
        match random.Next 3 with
        | 0 -> Text $"{value} ms"
        | 1 -> Text $"{decimal value / 1000m}s"
        | _ -> Text $"{value}000 us"

    /// One value, or a sweep over some.
    member _.Swept(value: unit -> Value) =
        match random.Next 4 with
        | 0 -> Items [ node (value ()) ]
        | 1 -> Items [ for _ in 1 .. between 2 3 -> node (value ()) ]
        | _ -> value ()

    /// Some of the fields, in any order.
    member _.Some(fields: (string * (unit -> Value)) list) : Field list =
        fields
        |> List.filter (fun _ -> random.Next 3 > 0)
        |> List.sortBy (fun _ -> random.Next())
        |> List.map (fun (key, value) -> {
            Key = spanned key
            Value = node (value ())
        })

let private walk (writer: Writer) =
    writer.Some [
        "steps", (fun () -> writer.Swept(fun () -> writer.Whole(writer.Pick [| 50L; 100L; 123456L |])))
        "time_step", (fun () -> writer.Swept(fun () -> writer.Milliseconds(writer.Pick [| 1; 10; 25; 1000 |])))
        "noise", (fun () -> writer.Swept(fun () -> writer.Number(writer.Pick [| 0.5; 1e-7; 0.1; 3.; 1. / 3. |])))
        "start", (fun () -> writer.Swept(fun () -> Text(writer.Pick [| "origin"; "random_place" |])))
        "periodic", (fun () -> Truth(writer.Pick [| true; false |]))
        "walkers", (fun () -> writer.Whole(writer.Pick [| 1L; 3L |]))
        "places",
        (fun () ->
            let list () =
                Items [
                    for _ in 1 .. writer.Between(1, 3) -> node (writer.Number(writer.Pick [| -2.5; 4. |]))
                ]

            match writer.Between(0, 2) with
            | 0 -> Items [ node (list ()); node (list ()) ]
            | 1 -> Items [ node (list ()) ]
            | _ -> list ())
        "cue", (fun () -> writer.Whole 7L)
    ]

let private field (key: string) (value: Value) : Field = {
    Key = spanned key
    Value = node value
}

/// A leg of a hike, some of its parameters given, in any order.
let private leg (writer: Writer) : Value =
    let find () =
        field "name" (Text "gold")
        :: writer.Some [ "size", (fun () -> writer.Whole(writer.Pick [| 1L; 3L |])) ]

    field "name" (Text writer.Text)
    :: writer.Some [
        "lasts", (fun () -> writer.Milliseconds(writer.Pick [| 1; 250; 1000 |]))
        "pace", (fun () -> Text(writer.Pick [| "walking"; "flat_out" |]))
        "heights", (fun () -> Items [ for _ in 1 .. writer.Between(0, 2) -> node (writer.Number 0.5) ])
        "finds", (fun () -> Items [ for _ in 1 .. writer.Between(0, 2) -> node (Fields(find ())) ])
        "map", (fun () -> Text "diary.txt")
        "like", (fun () -> Text "task1")
        "remark", (fun () -> Text writer.Text)
    ]
    |> Fields

let private hike (writer: Writer) : Field list =
    writer.Some [
        "legs", (fun () -> Items [ for _ in 1 .. writer.Between(0, 3) -> node (leg writer) ])
        "detour", (fun () -> leg writer)
        "slope", (fun () -> writer.Number(writer.Pick [| 0.; 1e-3 |]))
    ]

/// Trails by name and in place, one inside another.
let rec private tour (writer: Writer) (named: string list) : Field list =
    let trail () =
        match writer.Between(0, if named.IsEmpty then 1 else 3) with
        | 0 -> Fields(field "kind" (Text "hike") :: hike writer)
        | 1 -> Fields(tour writer [] @ [ field "kind" (Text "tour") ])
        | _ -> Text(writer.Pick(Array.ofList named))

    let trails () =
        Items [ for _ in 1 .. writer.Between(0, 2) -> node (trail ()) ]

    field "trails" (trails ())
    :: writer.Some [ "encore", (fun () -> Fields(field "kind" (Text "hike") :: hike writer)) ]

/// Limits, in any order and any unit.
let private limits (writer: Writer) : Field list =
    writer.Some [
        "time", (fun () -> Text(writer.Pick [| "30 min"; "1800 s"; "2h"; "1.5 s" |]))
        "memory", (fun () -> Text(writer.Pick [| "4 GB"; "512 MB"; "0.5TB"; "1 GiB" |]))
    ]

let private declaration section (name: string) (kind: string) parameters : Declaration = {
    Section = section
    Name = spanned name
    Kind = spanned kind
    Parameters = parameters
    Limits = []
}

let private size (writer: Writer) (subjects: string list) =
    let bins () =
        writer.Swept(fun () -> writer.Whole 10L)

    field "of" (Text(writer.Pick(Array.ofList subjects)))
    :: writer.Some [ "bins", bins ]

let private expectation (writer: Writer) (probes: string list) : Expectation =
    let that () =
        let probe = writer.Pick(Array.ofList probes)

        spanned (
            writer.Pick [|
                $"{probe}.mean"
                $"{probe}[architecture=small].mean"
                $"{probe}[seed=2,steps=50].spread"
            |]
        )

    let level () =
        let value = writer.Pick [| 0.; 1.; -0.25; 1e-9; 1e21 |]

        if writer.Between(0, 1) = 0 then
            Constant value
        else
            Times(value, that ())

    {
        That = that ()
        Over = enum<Spindle.Plans.Summary>(writer.Between(0, 4))
        Bound =
            match writer.Between(0, 2) with
            | 0 -> AtLeast(level ())
            | 1 -> AtMost(level ())
            | _ -> Near(level (), writer.Pick [| 0.; 0.5 |])
        Source = writer.Pick [| ""; writer.Text |]
        Span = SourceSpan.None
    }

/// The experiment of a seed.
let experiment (seed: int) : Experiment =
    let writer = Writer(Random seed)
    let named prefix count = [ for index in 1 .. writer.Between(1, count) -> $"{prefix}{index}" ]
    let tasks = named "task" 3
    let nets = "small" :: named "net" 2
    let models = named "model" 2
    let probes = named "probe" 2

    let some (names: string list) =
        List.map spanned (names |> List.truncate (writer.Between(1, names.Length)))

    {
        Path = "generated.yaml"
        Name = spanned (writer.Pick [| "study"; "a study"; "12"; "näher: #1" |])
        Description = writer.Pick [| ""; writer.Text |]
        Seed = writer.Pick [| 0L; 7L; -1L; Int64.MaxValue; Int64.MinValue |]
        Plugins = writer.Pick [| []; [ spanned "./Mine.dll" ] |]
        Limits = limits writer
        Declarations = [
            for name in tasks do
                yield {
                    declaration Section.Tasks name "walk" (walk writer) with
                        Limits = limits writer
                }

            yield declaration Section.Tasks "way" "hike" (hike writer)
            yield declaration Section.Tasks "other" "tour" (tour writer [ "way" ])
            // A script declares what stands in others before them.
            yield declaration Section.Tasks "all" "tour" (tour writer [ "way"; "other" ])

            for name in probes do
                yield declaration Section.Probes name "size" (size writer (tasks @ models))

            for name in nets do
                let units () =
                    writer.Swept(fun () -> writer.Whole 16L)

                yield declaration Section.Architectures name "net" (writer.Some [ "units", units ])

            let files = [
                field "file" (Text(writer.Pick [| "diary.txt"; "a b.txt" |]))
                field "more" (Items [ node (Text "more.txt") ])
            ]

            yield declaration Section.Recordings "log" "diary" files
            let rate () = writer.Number 0.25
            yield declaration Section.Trainings "drill" "drill" (writer.Some [ "learning_rate", rate ])

            let from = field "from" (Text "model1")
            let by () = Text "probe1"
            yield declaration Section.Trainings "grafted" "graft" (from :: writer.Some [ "by", by ])
        ]
        Models = [
            for name in models ->
                {
                    Name = spanned name
                    Task = some tasks
                    Architecture = some nets
                    Training = [ spanned "drill" ]
                    Seeds = writer.Pick [| []; [ spanned 1L ]; [ spanned 3L ]; [ spanned 1L; spanned Int64.MaxValue ] |]
                    Limits = limits writer
                }
        ]
        Expectations = [ for _ in 1 .. writer.Between(0, 3) -> expectation writer probes ]
    }
