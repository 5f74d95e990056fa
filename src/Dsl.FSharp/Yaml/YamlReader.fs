/// Reads YAML 1.2 safely: no tags, no merge keys, each key once, bounded in size, depth and aliases.
module Spindle.Dsl.YamlReader

open System
open System.Collections.Generic
open System.IO
open Spindle.Contracts
open YamlDotNet.Core
open YamlDotNet.Core.Events

/// How deep lists and maps may nest.
let deepest = 64

/// How many values a text may hold, once its aliases are written out.
let mostValues = 100_000

/// What a text turned out to be, while its events come in.
type private Reading(path: string, lines: SourceLines, findings: Findings) =
    let text = lines.Text
    let collections = Stack<OpenCollection>()
    let anchors = Dictionary<string, Finished>(StringComparer.Ordinal)
    let mutable root: Node option = None
    let mutable documents = 0
    let mutable values = 0
    let mutable reached = 0
    let mutable passed = 0

    let skip (condition: char -> bool) (start: int) (finish: int) =
        let mutable index = start

        while index < finish && condition text[index] do
            index <- index + 1

        index

    /// Anchors and tags stand before the value that they belong to, with spaces and comments between.
    let skipProperties (start: int) (finish: int) =
        let mutable index = start

        while index < finish && (text[index] = '&' || text[index] = '!' || text[index] = '#') do
            let isEnd =
                if text[index] = '#' then
                    fun letter -> letter = '\n'
                else
                    Char.IsWhiteSpace

            index <- skip (isEnd >> not) index finish
            index <- skip Char.IsWhiteSpace index finish

        index

    /// From a place to another, as far as that is on the same line.
    let span (start: int) (finish: int) =
        let struct (line, column) = lines.Place start
        let lineEnd = lines.End line

        let length =
            if finish <= lineEnd then
                finish - start
            else
                text.AsSpan(start, lineEnd - start).TrimEnd().Length

        SourceSpan(path, line, column, max 1 length)

    let innermost () =
        if collections.Count = 0 then
            None
        else
            Some(collections.Peek())

    let awaitsKey () =
        match innermost () with
        | Some collection -> collection.IsMap && collection.Awaited = Awaited.Key
        | None -> false

    let refuseKey (collection: OpenCollection) = collection.Awaited <- Awaited.NoValue

    /// Where a line's first value belongs to a block, its indentation decides what that is.
    let checkIndentation (place: SourceSpan) =
        if place.Line > reached then
            reached <- place.Line

            let isBlock =
                match innermost () with
                | Some collection -> not collection.IsFlow
                | None -> true

            if isBlock && SyntaxErrors.isTabbed (lines.Line place.Line) then
                findings.Add(SyntaxErrors.tab path lines place.Line)

    let refuseTag (node: NodeEvent) =
        if not node.Tag.IsEmpty then
            let start = text.IndexOf('!', int node.Start.Index)
            let finish = skip (Char.IsWhiteSpace >> not) start text.Length

            findings.Add(
                DiagnosticCodes.TagRefused,
                span start finish,
                $"tags such as {text[start .. finish - 1]} are not read",
                "leave it out: the kind decides the type of a value"
            )

    let anchorOf (node: NodeEvent) =
        if node.Anchor.IsEmpty then "" else node.Anchor.Value

    let close (anchor: string) (value: Finished) =
        if anchor <> "" then
            anchors[anchor] <- value

        match innermost () with
        | None -> root <- Some value.Node
        | Some collection when awaitsKey () ->
            findings.Add(DiagnosticCodes.KeyNotText, value.Node.Span, "a key must be text")
            refuseKey collection
        | Some collection -> collection.Add value

    let count size =
        values <- values + size
        values <= mostValues

    let tooMany place =
        findings.Add(
            DiagnosticCodes.TooManyValues,
            place,
            $"with its aliases written out, the text has more than {mostValues} values"
        )

        false

    let tooDeep place =
        findings.Add(DiagnosticCodes.NestedTooDeeply, place, $"lists and maps are nested more than {deepest} deep here")

        false

    let readKey (collection: OpenCollection) (scalar: Scalar) (place: SourceSpan) =
        let key = scalar.Value
        let isPlain = scalar.Style = ScalarStyle.Plain

        match collection.Earlier key with
        | _ when key = "" ->
            findings.Add(DiagnosticCodes.KeyNotText, place, "a key is missing here")
            refuseKey collection
        | _ when key = "<<" && isPlain ->
            findings.Add(
                DiagnosticCodes.MergeKeyRefused,
                place,
                "merge keys are not part of YAML 1.2",
                "write the keys out"
            )

            refuseKey collection
        | Some earlier ->
            findings.Add(
                DiagnosticCodes.DuplicateKey,
                place,
                $"the key '{key}' stands here for the second time",
                $"the first is in line {earlier.Line}, column {earlier.Column}"
            )

            refuseKey collection
        | None -> collection.Begin { Value = key; Span = place }

    let readScalar (scalar: Scalar) =
        refuseTag scalar
        let finish = int scalar.End.Index

        // An empty key has no place of its own: it stands before the colon that comes next.
        let start =
            if finish < passed then
                skip Char.IsWhiteSpace passed text.Length
            else
                skipProperties (int scalar.Start.Index) finish

        let place = span start (max start finish)
        passed <- max passed finish
        checkIndentation place

        if not (count 1) then
            tooMany place
        else
            match innermost () with
            | Some collection when awaitsKey () -> readKey collection scalar place
            | _ ->
                let value =
                    if scalar.Style = ScalarStyle.Plain then
                        CoreSchema.value scalar.Value
                    else
                        Text scalar.Value

                close (anchorOf scalar) {
                    Node = { Value = value; Span = place }
                    Size = 1
                    Height = 0
                }

            true

    let readAlias (alias: AnchorAlias) =
        let place = span (int alias.Start.Index) (int alias.End.Index)
        checkIndentation place

        let nothing = {
            Node = { Value = Nothing; Span = place }
            Size = 1
            Height = 0
        }

        match anchors.TryGetValue alias.Value.Value with
        | true, value when collections.Count + value.Height > deepest -> tooDeep place
        | true, value when not (count value.Size) -> tooMany place
        | true, value ->
            close "" {
                value with
                    Node = { value.Node with Span = place }
            }

            true
        | _ ->
            findings.Add(
                DiagnosticCodes.UnknownAnchor,
                place,
                $"there is no anchor &{alias.Value.Value} before this alias"
            )

            close "" nothing
            true

    let openCollection (isMap: bool) (isFlow: bool) (node: NodeEvent) =
        refuseTag node
        let written = int node.Start.Index

        let start =
            if node.Tag.IsEmpty && node.Anchor.IsEmpty then
                written
            else
                skipProperties written text.Length

        let place = span start (start + 1)
        checkIndentation place

        if collections.Count >= deepest then
            tooDeep place
        elif not (count 1) then
            tooMany place
        else
            collections.Push(OpenCollection(isMap, isFlow, start, place.Line, place.Column, anchorOf node))
            true

    let closeCollection (closed: ParsingEvent) =
        let collection = collections.Pop()

        let length =
            if collection.IsFlow then
                (span collection.Start (int closed.End.Index + 1)).Length
            else
                collection.LineEnd - collection.Column

        close collection.Anchor (collection.Finish(path, length))
        true

    member _.Root = root
    member _.Innermost = innermost ()
    member _.Reached = reached

    /// Takes the next event; false where there is no use in reading on.
    member _.Take(event: ParsingEvent) : bool =
        match event with
        | :? DocumentStart as start ->
            documents <- documents + 1

            if documents > 1 then
                findings.Add(
                    DiagnosticCodes.SeveralDocuments,
                    span (int start.Start.Index) (int start.End.Index),
                    "a second document begins here; an experiment is one document"
                )

            documents = 1
        | :? Scalar as scalar -> readScalar scalar
        | :? AnchorAlias as alias -> readAlias alias
        | :? MappingStart as map -> openCollection true (map.Style = MappingStyle.Flow) map
        | :? SequenceStart as list -> openCollection false (list.Style = SequenceStyle.Flow) list
        | :? MappingEnd
        | :? SequenceEnd -> closeCollection event
        | _ -> true

/// The value that a text holds; none where it cannot be read. What is wrong with it goes to the findings.
let parse (path: string) (text: string) (findings: Findings) : Node option =
    let lines = SourceLines text
    let reading = Reading(path, lines, findings)
    let parser = Parser(Scanner(new StringReader(text), true))

    let readOn () =
        try
            parser.MoveNext() && reading.Take(nonNull parser.Current) && not findings.IsFull
        with
        | :? YamlException as refused ->
            findings.Add(SyntaxErrors.diagnostic path lines reading.Innermost reading.Reached refused)
            false
        // A parser that trips over hostile text must not take the command with it.
        | :? ArgumentException
        | :? InvalidOperationException
        | :? IndexOutOfRangeException
        | :? FormatException
        | :? OverflowException ->
            findings.Add(
                DiagnosticCodes.MalformedYaml,
                SourceSpan(path, max 1 reading.Reached, 1),
                "not YAML after this line"
            )

            false

    while readOn () do
        ()

    match reading.Root with
    | Some { Value = Nothing; Span = _ }
    | None when findings.IsEmpty ->
        findings.Add(DiagnosticCodes.EmptyText, SourceSpan(path, 1, 1), "the text is empty")
        None
    | root -> root

/// The value that the bytes of a file hold, or everything that is wrong with them.
let read (path: string) (bytes: byte[]) : Result<Node, Diagnostic list> =
    match SourceText.decode path bytes with
    | Error problem -> Error [ problem ]
    | Ok text ->
        let findings = Findings()

        match parse path text findings, findings.InOrder with
        | Some root, [] -> Ok root
        | _, problems -> Error problems
