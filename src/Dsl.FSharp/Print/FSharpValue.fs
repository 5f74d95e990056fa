/// Values of parameters as F# expressions.
module internal Spindle.Dsl.FSharpValue

open System
open System.Text
open Spindle.Catalog
open Spindle.Contracts

/// Text as a literal.
let text (value: string) : string =
    let literal = StringBuilder "\""

    for letter in value do
        match letter with
        | '"' -> literal.Append "\\\""
        | '\\' -> literal.Append "\\\\"
        | '\n' -> literal.Append "\\n"
        | '\r' -> literal.Append "\\r"
        | '\t' -> literal.Append "\\t"
        | _ when Char.IsControl letter || letter = '\u2028' || letter = '\u2029' -> literal.Append $"\\u{int letter:X4}"
        | _ -> literal.Append letter
        |> ignore

    literal.Append('"').ToString()

/// A number as a literal of type float.
let number (canonical: string) : string =
    if canonical |> Seq.forall (fun letter -> Char.IsAsciiDigit letter || letter = '-') then
        canonical + ".0"
    else
        canonical

/// Whole numbers as literals of one type: int where all fit, int64 where not.
let wholes (values: int64 list) : string list =
    let suffix =
        if values |> List.forall (fun value -> value = int64 (int32 value)) then
            ""
        else
            "L"

    values |> List.map (fun value -> $"{value}{suffix}")

/// Limits as the arguments of `limits`.
let limits (given: Field list) : string =
    let written (field: Field) =
        match Limits.typeOf field.Key.Value, field.Value.Value with
        | Some limit, Text quantity ->
            let clr =
                if limit.Equals(Limits.typeOf "time" |> Option.get) then
                    typeof<Duration>
                else
                    typeof<MemorySize>

            $"{field.Key.Value} = {clr.Name}({fst (Numbers.split quantity)}m)"
        | _ -> ""

    String.Join(", ", List.map written given)

/// The type itself where it may be absent.
let private present (clr: Type) : Type =
    match Nullable.GetUnderlyingType clr with
    | null -> clr
    | inner -> inner

/// A type's name in F#.
let rec typeName (clr: Type) : string =
    if clr = typeof<int64> then
        "int64"
    elif clr = typeof<int> then
        "int"
    elif clr = typeof<float> then
        "float"
    elif clr = typeof<bool> then
        "bool"
    elif clr = typeof<string> then
        "string"
    elif clr.IsGenericType then
        let name = clr.Name[.. clr.Name.IndexOf '`' - 1]
        let inner = clr.GetGenericArguments() |> Seq.map typeName |> String.concat ", "

        let space =
            if clr.Namespace = "Spindle.Contracts" then
                ""
            else
                $"{clr.Namespace}."

        $"{space}{name}<{inner}>"
    else
        match clr.DeclaringType with
        | null -> clr.Name
        | outer -> $"{typeName outer}.{clr.Name}"

/// The namespaces that the values of a type need besides Spindle's own.
let rec namespaces (clr: Type) : string list =
    let clr = present clr

    let fromSpindle = [
        typeof<Duration>
        typeof<MemorySize>
        typeof<Angle>
        typeof<AngularVelocity>
        typeof<DataFile>
        typeof<TaskRef>
    ]

    if clr.IsGenericType then
        (if clr.Namespace = "Spindle.Contracts" then
             [ "Spindle.Contracts" ]
         else
             [])
        @ (clr.GetGenericArguments() |> List.ofArray |> List.collect namespaces)
    elif clr.Namespace = "System" || List.contains clr fromSpindle then
        []
    else
        [ string clr.Namespace ]

/// The F# expressions for what other declarations are: a reference, and the spec that stands in another.
type Handles = {
    Reference: ParameterType.Reference -> string -> string
    Spec: ParameterType.Embedded -> string -> string
}

/// The fields of a map by their parameters.
let private given (parameters: ParameterDescription seq) (fields: Field list) = [
    for parameter in parameters do
        match fields |> List.tryFind (fun field -> field.Key.Value = parameter.Key) with
        | Some field -> parameter, field.Value
        | None -> ()
]

/// The kind of a spec that is written in place.
let kindInPlace (embedded: ParameterType.Embedded) (fields: Field list) : KindDescription option =
    fields
    |> List.tryPick (fun field ->
        match field.Key.Value, field.Value.Value with
        | "kind", Text kind -> Option.ofObj (embedded.Find kind)
        | _ -> None)

/// A value of a type on one line.
let rec ofNode (handles: Handles) (kind: ParameterType) (clr: Type) (node: Node) : string =
    argument handles "" kind clr node |> FSharpCall.flatArgument

/// A value of a type after a name and =, or alone where the name is empty.
and private argument handles (name: string) (kind: ParameterType) (clr: Type) (node: Node) : FSharpCall.Argument =
    let inner = present clr

    let plain written =
        FSharpCall.Plain(
            name
            + (if inner = clr then
                   written
               else
                   $"System.Nullable({written})")
        )

    match kind, node.Value with
    | (:? ParameterType.ListOf as list), Items items ->
        let item = clr.GetGenericArguments()[0]

        let isFiner =
            // Handles and specs have finer types than the list; an empty list has none.
            items.IsEmpty
            || (list.Item :? ParameterType.Reference)
            || (list.Item :? ParameterType.Embedded)

        FSharpCall.Several(
            name,
            items |> List.map (argument handles "" list.Item item),
            (if isFiner then Some(typeName item) else None)
        )
    | (:? ParameterType.Group as group), Fields fields ->
        FSharpCall.Nested(name, call handles group.Clause (given group.Parameters fields))
    | (:? ParameterType.Embedded as embedded), Fields fields ->
        match kindInPlace embedded fields with
        | Some kind -> FSharpCall.Nested(name, call handles kind.SpecType (given kind.Parameters fields))
        | None -> plain "null"
    | (:? ParameterType.Embedded as embedded), Text declared -> plain (handles.Spec embedded declared)
    | (:? ParameterType.Whole), Number digits -> plain (if inner = typeof<int64> then digits + "L" else digits)
    | _, Number digits -> plain (number digits)
    | _, Truth value -> plain (if value then "true" else "false")
    | (:? ParameterType.Quantity), Text quantity -> plain $"{inner.Name}({fst (Numbers.split quantity)}m)"
    | (:? ParameterType.Choice), Text word ->
        let case = Enum.GetNames inner |> Seq.find (fun name -> SnakeCase.Of name = word)
        plain $"{typeName inner}.{case}"
    | (:? ParameterType.Reference as reference), Text name -> plain (handles.Reference reference name)
    | (:? ParameterType.File), Text path -> plain $"DataFile {text path}"
    | _, Text value -> plain (text value)
    | _ -> plain "null"

/// The call that makes a spec or a clause.
and call handles (record: Type) (given: (ParameterDescription * Node) list) : FSharpCall.Call = {
    Function = typeName record
    Arguments = [ for parameter, node in given -> property handles parameter node ]
    Suffix = []
}

/// A value as a property of the type is set: what fits int needs no suffix there, and what may be absent no wrapping.
and property handles (parameter: ParameterDescription) (node: Node) : FSharpCall.Argument =
    let clr = parameter.Property.PropertyType
    let name = $"{parameter.Property.Name} = "

    match node.Value with
    | Number digits when clr = typeof<int64> && wholes [ int64 digits ] = [ digits ] -> FSharpCall.Plain(name + digits)
    | _ -> argument handles name parameter.Type (present clr) node

/// Several values of a type as a list.
let listOf handles kind clr (items: Node list) : string =
    match items with
    | [] -> "[]"
    | items -> $"""[ {String.Join("; ", items |> List.map (ofNode handles kind clr))} ]"""

/// The namespaces that a written value needs. The types of handles need no name, except in lists.
let rec needed (kind: ParameterType) (clr: Type) (node: Node) : string list =
    let within parameters fields = [
        for parameter, value in given parameters fields do
            yield! needed parameter.Type parameter.Property.PropertyType value
    ]

    match kind, node.Value with
    | (:? ParameterType.Reference), Text _ -> []
    | (:? ParameterType.Group as group), Fields fields -> namespaces group.Clause @ within group.Parameters fields
    | (:? ParameterType.Embedded as embedded), Fields fields ->
        match kindInPlace embedded fields with
        | Some kind -> namespaces kind.SpecType @ within kind.Parameters fields
        | None -> []
    | (:? ParameterType.ListOf as list), Items items when Typed.hasParts kind ->
        let item = clr.GetGenericArguments()[0]
        namespaces item @ List.collect (needed list.Item item) items
    | _ -> namespaces clr
