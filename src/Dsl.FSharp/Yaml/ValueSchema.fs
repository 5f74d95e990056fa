/// The JSON schema of parameters: what an editor may offer and must refuse for each.
module internal Spindle.Dsl.ValueSchema

open System
open System.Text.Json.Nodes
open System.Text.RegularExpressions
open Spindle.Catalog

let text (value: string) : JsonNode =
    JsonValue.Create value |> nonNull :> JsonNode

let whole (value: int) : JsonNode = JsonValue.Create value :> JsonNode
let truth (value: bool) : JsonNode = JsonValue.Create value :> JsonNode

let map (members: (string * JsonNode) list) : JsonObject =
    let json = JsonObject()

    for name, value in members do
        json[name] <- value

    json

let array (items: JsonNode seq) : JsonArray =
    JsonArray(items |> Seq.map (fun item -> item: JsonNode | null) |> Array.ofSeq)

let texts (names: string seq) : JsonArray = names |> Seq.map text |> array

/// A number and one of the units.
let private quantityPattern (quantity: ParameterType.Quantity) =
    let units = quantity.Units |> Seq.map (fun unit -> Regex.Escape unit.Symbol)

    $@"^\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*({String.Join('|', units)})\s*$"

/// A number with a unit.
let ofQuantity (quantity: ParameterType.Quantity) : JsonObject =
    map [
        "type", text "string"
        "pattern", text (quantityPattern quantity)
        "patternErrorMessage",
        text $"expected {Phrases.wanted quantity}: a number and {Nearest.list (quantity.Units |> Seq.map _.Symbol)}"
    ]

let private limit (name: string) (value: JsonNode | null) =
    match value with
    | null -> []
    | value -> [ name, value.DeepClone() ]

/// The limits of a parameter as keywords where its values are JSON numbers.
let private limits (parameter: ParameterDescription) =
    limit "minimum" parameter.Least @ limit "maximum" parameter.Greatest

/// What an editor shows of a parameter beside its summary: what it may be.
let private range (parameter: ParameterDescription) =
    let said (word: string) (limit: JsonNode | null) =
        match limit with
        | null -> ""
        | limit -> $" {word} {Typed.label limit}."

    said "At least" parameter.Least + said "At most" parameter.Greatest

let private byDefault (parameter: ParameterDescription) =
    match parameter.Default with
    | null when parameter.Required -> " Required."
    | null -> ""
    | value -> $" Default: {Written.text parameter.Type value}."

/// A parameter with what it means, whatever forms its value may have.
let private described (parameter: ParameterDescription) (forms: JsonObject list) : JsonObject =
    let json =
        map [
            "description", text ($"{parameter.Summary}{range parameter}{byDefault parameter}".Trim())
            "anyOf", array (forms |> List.map (fun form -> form :> JsonNode))
        ]

    match parameter.Default with
    // An editor would offer to write it out, with everything that is in it.
    | null -> ()
    | _ when Typed.hasParts parameter.Type -> ()
    | value -> json["default"] <- value.DeepClone()

    json

/// A map of parameters and nothing else. `form` is the schema of one of them, and `more` is what the map holds beside them,
/// with whether it must.
let mapOf
    (parameters: ParameterDescription seq)
    (form: ParameterDescription -> JsonObject)
    (more: (string * bool * JsonNode) list)
    : (string * JsonNode) list =
    let all =
        more
        @ [
            for parameter in parameters -> parameter.Key, parameter.Required, form parameter :> JsonNode
        ]

    [
        "type", text "object"
        "properties", map [ for key, _, value in all -> key, value ]
        "required",
        texts [
            for key, isRequired, _ in all do
                if isRequired then
                    key
        ]
        "additionalProperties", truth false
    ]

/// The definition of the specs that may stand in place of a type.
let definition (embedded: ParameterType.Embedded) : string =
    $"{Sections.key embedded.Section}_in_place.{embedded.Spec.Name}"

/// A single value of a type.
let rec private single (parameter: ParameterDescription) (kind: ParameterType) : JsonObject =
    match kind with
    | :? ParameterType.Whole -> map (("type", text "integer") :: limits parameter)
    | :? ParameterType.Number -> map (("type", text "number") :: limits parameter)
    | :? ParameterType.Truth -> map [ "type", text "boolean" ]
    | :? ParameterType.Quantity as quantity -> ofQuantity quantity
    | :? ParameterType.Choice as choice -> map [ "type", text "string"; "enum", texts choice.Names ]
    | :? ParameterType.Reference
    | :? ParameterType.File -> map [ "type", text "string"; "minLength", whole 1 ]
    | :? ParameterType.Group as group -> map (mapOf group.Parameters insideAnother [])
    | :? ParameterType.Embedded as embedded ->
        let name = map [ "type", text "string"; "minLength", whole 1 ]
        let inPlace = map [ "$ref", text $"#/definitions/{definition embedded}" ]
        map [ "anyOf", array [ name; inPlace ] ]
    | :? ParameterType.ListOf as list -> map [ "type", text "array"; "items", single parameter list.Item ]
    | _ -> map [ "type", text "string" ]

/// A parameter of what stands inside another value: one value of its type.
and insideAnother (parameter: ParameterDescription) : JsonObject =
    described parameter [ single parameter parameter.Type ]

/// A parameter: a value of its type, or a list of values to sweep it.
let ofParameter (parameter: ParameterDescription) : JsonObject =
    let sweep () =
        map [
            "type", text "array"
            "items", single parameter parameter.Type
            "minItems", whole 1
            "description", text "One member for each value."
        ]

    if Typed.hasParts parameter.Type then
        insideAnother parameter
    else
        described parameter [ single parameter parameter.Type; sweep () ]
