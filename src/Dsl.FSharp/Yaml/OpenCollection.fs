namespace Spindle.Dsl

open System
open System.Collections.Generic
open Spindle.Contracts

/// What a map that is being read waits for.
[<RequireQualifiedAccess>]
type internal Awaited =
    | Key
    | ValueOf of key: Spanned<string>
    /// The value of a key that was refused; it is read and dropped.
    | NoValue

/// A finished value with what bounds aliases of it: how many values it holds and how deep they nest.
[<Struct>]
type internal Finished = { Node: Node; Size: int; Height: int }

/// A list or a map whose end is not read yet.
type internal OpenCollection(isMap: bool, isFlow: bool, start: int, line: int, column: int, anchor: string) =
    let items = List<Node>()
    let fields = List<Field>()
    let keys = Dictionary<string, SourceSpan>(StringComparer.Ordinal)
    let mutable size = 1
    let mutable height = 1
    let mutable lineEnd = column + 1

    member _.IsMap = isMap
    member _.IsFlow = isFlow
    member _.Start = start
    member _.Line = line
    member _.Column = column
    member _.Anchor = anchor

    /// Where its first line ends, as far as it is read: an underline goes no further.
    member _.LineEnd = lineEnd

    member val Awaited = Awaited.Key with get, set

    /// The place of a key that was given before.
    member _.Earlier(key: string) =
        match keys.TryGetValue key with
        | true, span -> Some span
        | _ -> None

    member private _.Cover(span: SourceSpan) =
        if span.Line = line then
            lineEnd <- max lineEnd (span.Column + span.Length)

    /// Takes a key that was not given before; its value comes next.
    member collection.Begin(key: Spanned<string>) =
        keys.Add(key.Value, key.Span)
        collection.Cover key.Span
        collection.Awaited <- Awaited.ValueOf key

    /// Takes an item, or the value of the key before it.
    member collection.Add(value: Finished) =
        collection.Cover value.Node.Span
        size <- size + value.Size
        height <- max height (value.Height + 1)

        match isMap, collection.Awaited with
        | true, Awaited.ValueOf key -> fields.Add { Key = key; Value = value.Node }
        | true, _ -> ()
        | false, _ -> items.Add value.Node

        collection.Awaited <- Awaited.Key

    /// The whole, which is underlined from its start for some columns.
    member _.Finish(path: string, length: int) : Finished =
        let value =
            if isMap then
                Fields(List.ofSeq fields)
            else
                Items(List.ofSeq items)

        {
            Node = {
                Value = value
                Span = SourceSpan(path, line, column, max 1 length)
            }
            Size = size
            Height = height
        }
