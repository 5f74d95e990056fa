namespace Spindle

open Spindle.Dsl

/// A whole experiment, as a script hands it over.
[<Sealed>]
type Study internal (name: Spanned<string>, sayings: Saying list) =
    member internal _.Named = name
    member internal _.Sayings = sayings

    /// The experiment's name.
    member _.Name = name.Value

    /// Where it is begun: a line of a script.
    member _.Place: Spindle.Contracts.SourceSpan = name.Span

    /// The plugins that it uses, as written.
    member _.Plugins: Spanned<string> list =
        sayings
        |> List.collect (function
            | Plugins paths -> paths
            | _ -> [])

/// What `experiment "name" { … }` is made of. Statements are values; what follows a `let!` is called with its handle.
[<Sealed>]
type ExperimentBuilder internal (name: Spanned<string>) =
    member _.Zero() : Statement<unit> = Statement((), [])

    member _.Yield(statement: Statement<'Value>) : Statement<unit> = Statement((), statement.Sayings)

    member _.Bind(statement: Statement<'Value>, rest: 'Value -> Statement<unit>) : Statement<unit> =
        Statement((), statement.Sayings @ (rest statement.Value).Sayings)

    member _.Delay(rest: unit -> Statement<unit>) : unit -> Statement<unit> = rest

    member _.Combine(first: Statement<unit>, rest: unit -> Statement<unit>) : Statement<unit> =
        Statement((), first.Sayings @ (rest ()).Sayings)

    member _.For(items: 'Item seq, body: 'Item -> Statement<unit>) : Statement<unit> =
        Statement((), items |> List.ofSeq |> List.collect (fun item -> (body item).Sayings))

    member _.Run(all: unit -> Statement<unit>) : Study = Study(name, (all ()).Sayings)
