/// Values of parameters as F# expressions.
module internal Spindle.Dsl.FSharpValue

open System
open System.Collections.Generic
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
        clr.Name

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

/// A value of a type; `handle` gives the F# names of what is referred to.
let rec ofNode
    (handle: ParameterType.Reference -> string -> string)
    (kind: ParameterType)
    (clr: Type)
    (node: Node)
    : string =
    let inner = present clr

    let written =
        match kind, node.Value with
        | (:? ParameterType.ListOf as list), Items items ->
            let item = clr.GetGenericArguments()[0]
            let bare = listOf handle list.Item item items

            // Handles have finer types than the list; an empty list has none.
            if items.IsEmpty || (list.Item :? ParameterType.Reference) then
                $"({bare}: {typeName item} list)"
            else
                bare
        | (:? ParameterType.Whole), Number digits -> if inner = typeof<int64> then digits + "L" else digits
        | _, Number digits -> number digits
        | _, Truth value -> if value then "true" else "false"
        | (:? ParameterType.Quantity), Text quantity -> $"{inner.Name}({fst (Numbers.split quantity)}m)"
        | (:? ParameterType.Choice), Text word ->
            let case = Enum.GetNames inner |> Seq.find (fun name -> SnakeCase.Of name = word)
            $"{inner.Name}.{case}"
        | (:? ParameterType.Reference as reference), Text name -> handle reference name
        | (:? ParameterType.File), Text path -> $"DataFile {text path}"
        | _, Text value -> text value
        | _ -> "null"

    if inner = clr then
        written
    else
        $"System.Nullable({written})"

/// Several values of a type as a list.
and listOf handle kind clr (items: Node list) : string =
    match items with
    | [] -> "[]"
    | items -> $"""[ {String.Join("; ", items |> List.map (ofNode handle kind clr))} ]"""

/// A value as a property of the type is set: what fits int needs no suffix there, and what may be absent no wrapping.
let property handle (parameter: ParameterDescription) (node: Node) : string =
    let clr = parameter.Property.PropertyType

    match node.Value with
    | Number digits when clr = typeof<int64> && wholes [ int64 digits ] = [ digits ] -> digits
    | _ -> ofNode handle parameter.Type (present clr) node
