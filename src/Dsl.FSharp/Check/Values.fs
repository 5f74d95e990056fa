/// Gives a written value its type. The result is typed JSON, as the catalog's `SpecJson` reads it.
module Spindle.Dsl.Values

open System.Text.Json.Nodes
open Spindle.Catalog
open Spindle.Contracts

/// How to mend a list where one value must stand.
let private single = "cannot be swept: declare each variant under a name of its own"

/// The kind that stands in place, or why there is none.
let private kindOf (embedded: ParameterType.Embedded) (kind: Field) : Result<KindDescription, Diagnostic list> =
    let noun = Sections.noun embedded.Section
    let fitting = embedded.Kinds |> Seq.map _.Name |> List.ofSeq

    let error code message (hint: string option) =
        Error [ Diagnostic.Error(code, kind.Value.Span, message, Option.toObj hint) ]

    match kind.Value.Value with
    | Text name ->
        match embedded.Find name, embedded.Catalog.Kinds |> Seq.tryFind (fun known -> known.Name = name) with
        | NonNull found, _ -> Ok found
        | Null, Some other when other.Section <> embedded.Section ->
            error
                DiagnosticCodes.MisplacedKind
                $"'{name}' is a kind of {Sections.noun other.Section}, not of {noun}"
                (Nearest.hint fitting name)
        | Null, Some _ ->
            error
                DiagnosticCodes.WrongReference
                $"expected {Sections.indefinite noun} of kind {Nearest.list fitting}, but this is of kind {name}"
                None
        | Null, None ->
            error DiagnosticCodes.UnknownKind $"there is no kind of {noun} called '{name}'" (Nearest.hint fitting name)
    | _ -> error DiagnosticCodes.WrongType $"expected the name of a kind, found {Phrases.found kind.Value}" None

/// The typed JSON of a written value, or everything that is wrong with it.
let rec read (parameter: ParameterType) (node: Node) : Result<JsonNode, Diagnostic list> =
    match parameter with
    | :? ParameterType.ListOf as list -> readList list node
    | :? ParameterType.Group as group ->
        match node.Value with
        | Fields fields -> readFields (SnakeCase.Of group.Clause.Name) group.Parameters node.Span fields
        | Items _ -> Scalars.wrong group node (Some $"a map {single}")
        | _ -> Scalars.wrong group node None
    | :? ParameterType.Embedded as embedded ->
        match node.Value with
        | Fields fields -> readInPlace embedded node.Span fields
        | Items _ -> Scalars.wrong embedded node (Some $"a {Sections.noun embedded.Section} in place {single}")
        | _ -> Scalars.readName embedded node
    | scalar -> Scalars.read scalar node

and private readList list node =
    match node.Value with
    | Items items ->
        items
        |> List.map (read list.Item)
        |> Problems.all
        |> Result.map (fun values ->
            JsonArray(values |> List.map (fun value -> value: JsonNode | null) |> Array.ofList) :> JsonNode)
    | Number text
    | Text text -> Scalars.wrong list node (Some $"write a list of one: [{text}]")
    | Fields _ -> Scalars.wrong list node (Some "write a list of one: [{ … }]")
    | _ -> Scalars.wrong list node None

/// A spec in place: its kind and the parameters that are given.
and private readInPlace embedded span fields =
    let isKind (field: Field) = field.Key.Value = "kind"

    match List.tryFind isKind fields with
    | None ->
        let message =
            $"this {Sections.noun embedded.Section} does not say of which kind it is"

        let hint = "add kind: and the name of a kind"
        Error [ Diagnostic.Error(DiagnosticCodes.MissingKey, span, message, hint) ]
    | Some kind ->
        kindOf embedded kind
        |> Result.bind (fun found ->
            fields
            |> List.filter (isKind >> not)
            |> readFields found.Name found.Parameters span
            |> Result.map (fun parameters ->
                let json = JsonObject()
                json["kind"] <- Scalars.textNode found.Name
                json["parameters"] <- parameters
                json :> JsonNode))

/// The given parameters of a map, by key.
and private readFields owner parameters span fields =
    let given = [
        for parameter in parameters do
            match fields |> List.tryFind (fun field -> field.Key.Value = parameter.Key) with
            | Some field -> parameter, readField parameter field
            | None -> ()
    ]

    let lacking (parameter: ParameterDescription) =
        span, $"this {owner} does not give '{parameter.Key}', which it needs"

    let problems =
        Keys.problems owner parameters lacking fields
        @ List.collect (snd >> Problems.ofResult) given

    if problems.IsEmpty then
        let json = JsonObject()

        for parameter, value in given do
            json[parameter.Key] <- Option.toObj (Result.toOption value)

        Ok(json :> JsonNode)
    else
        Error problems

and private readField (parameter: ParameterDescription) (field: Field) =
    let key = field.Key.Value

    if Typed.isSwept parameter.Type field.Value then
        Scalars.error
            DiagnosticCodes.CannotSweep
            field.Value
            $"'{key}' takes one value here, found {Phrases.written field.Value}"
            (Some $"what stands inside another value {single}")
    else
        read parameter.Type field.Value
        |> Result.bind (fun value ->
            match Ranges.outside parameter key value field.Value with
            | [] -> Ok value
            | problems -> Error problems)
