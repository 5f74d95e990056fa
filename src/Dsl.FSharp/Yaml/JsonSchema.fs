/// The JSON schema of experiments, by which editors complete kinds and keys and show what they mean.
/// Draft 7, since that is what the YAML extension of VS Code reads best.
module Spindle.Dsl.JsonSchema

open System.Text.Json.Nodes
open Spindle.Catalog

type private S = JsonNode

let private text = ValueSchema.text
let private map = ValueSchema.map
let private array = ValueSchema.array
let private texts = ValueSchema.texts

let private described (description: string) (members: (string * S) list) : JsonObject =
    map (("description", text description) :: members)

let private reference (definition: string) : JsonObject =
    map [ "$ref", text $"#/definitions/{definition}" ]

/// One value, or a list of them.
let private oneOrMore (description: string) (value: unit -> JsonObject) : JsonObject =
    described description [
        "anyOf",
        array [
            value ()
            map [ "type", text "array"; "items", value (); "minItems", ValueSchema.whole 1 ]
        ]
    ]

let private nonEmptyText () : JsonObject =
    map [ "type", text "string"; "minLength", ValueSchema.whole 1 ]

let private wholeNumber () : JsonObject = map [ "type", text "integer" ]

/// A map from names to what a definition describes; an empty section is fine.
let private section (description: string) (definition: string) : JsonObject =
    described description [
        "type", texts [ "object"; "null" ]
        "propertyNames",
        map [
            "pattern", text "^[a-z][a-z0-9_]*$"
            "patternErrorMessage",
            text "a name begins with a lower-case letter; lower-case letters, digits and _ follow"
        ]
        "additionalProperties", reference definition
    ]

/// A use of one kind: its parameters and nothing else. `form` is the schema of one of them.
let private ofKind form more (kind: KindDescription) : JsonObject =
    let name: S = map [ "const", text kind.Name; "description", text kind.Summary ]

    ("kind", true, name) :: more ()
    |> ValueSchema.mapOf kind.Parameters form
    |> described kind.Summary

/// A use of one of some kinds: its kind decides what else it may hold.
let private ofKinds (noun: string) (write: KindDescription -> JsonObject) (kinds: KindDescription list) : S =
    match kinds with
    | [] -> ValueSchema.truth false
    | kinds ->
        let names =
            kinds
            |> List.map (fun kind -> map [ "const", text kind.Name; "description", text kind.Summary ] :> S)

        let branches =
            kinds
            |> List.map (fun kind ->
                let condition =
                    map [
                        "properties", map [ "kind", map [ "const", text kind.Name ] ]
                        "required", texts [ "kind" ]
                    ]

                map [ "if", condition; "then", write kind ] :> S)

        map [
            "type", text "object"
            "required", texts [ "kind" ]
            "properties", map [ "kind", described $"The kind of {noun}." [ "oneOf", array names ] ]
            "allOf", array branches
        ]

/// A declaration of a section.
let private ofSection (catalog: KindCatalog) (section: Section) : S =
    let limits () : (string * bool * S) list =
        if section = Section.Architectures then
            []
        else
            [ "limits", false, reference "limits" ]

    catalog.Kinds
    |> Seq.filter (fun kind -> kind.Section = section)
    |> List.ofSeq
    |> ofKinds (Sections.noun section) (ofKind ValueSchema.ofParameter limits)

/// The specs that may stand in others in place, each with the name of its definition.
let private inPlace (catalog: KindCatalog) : (string * S) list =
    let rec embedded (kind: ParameterType) =
        match kind with
        | :? ParameterType.ListOf as list -> embedded list.Item
        | :? ParameterType.Group as group ->
            group.Parameters
            |> Seq.collect (fun inside -> embedded inside.Type)
            |> List.ofSeq
        | :? ParameterType.Embedded as embedded -> [ embedded ]
        | _ -> []

    catalog.Kinds
    |> Seq.collect _.Parameters
    |> Seq.collect (fun parameter -> embedded parameter.Type)
    |> Seq.distinctBy ValueSchema.definition
    |> Seq.map (fun embedded ->
        ValueSchema.definition embedded,
        embedded.Kinds
        |> List.ofSeq
        |> ofKinds (Sections.noun embedded.Section) (ofKind ValueSchema.insideAnother (fun () -> [])))
    |> List.ofSeq

let private limits () : JsonObject =
    described "What each step may take before it is ended. Part of no key: changing it runs nothing again." [
        "type", texts [ "object"; "null" ]
        "properties",
        map [
            for key, meaning in
                [
                    "time", "How long a step may run, as 30 min."
                    "memory", "How much memory the process of a step may hold, as 4 GB."
                ] do
                match Limits.typeOf key with
                | Some(:? ParameterType.Quantity as quantity) ->
                    let value = ValueSchema.ofQuantity quantity
                    value["description"] <- text meaning
                    key, value :> S
                | _ -> ()
        ]
        "additionalProperties", ValueSchema.truth false
    ]

let private model () : JsonObject =
    map [
        "type", text "object"
        "required", texts [ "task"; "architecture"; "training" ]
        "properties",
        map [
            "task", oneOrMore "The task that it solves; several make a family." nonEmptyText
            "architecture", oneOrMore "Its network; several make a family." nonEmptyText
            "training", oneOrMore "How it is trained; several make a family." nonEmptyText
            "seed", oneOrMore $"Its seed. Default: {Defaults.modelSeed}." wholeNumber
            "seeds", oneOrMore "Its seeds, one member for each." wholeNumber
            "limits", reference "limits"
        ]
        "not", map [ "required", texts [ "seed"; "seeds" ] ]
        "additionalProperties", ValueSchema.truth false
    ]

let private level (description: string) : JsonObject =
    let multiple =
        map [
            "type", text "object"
            "required", texts [ "times"; "that" ]
            "properties",
            map [
                "times", described "The factor." [ "type", text "number" ]
                "that", described "The metric that is multiplied." [ "type", text "string" ]
            ]
            "additionalProperties", ValueSchema.truth false
        ]

    described description [ "anyOf", array [ map [ "type", text "number" ]; multiple ] ]

let private expectation () : JsonObject =
    let that =
        "A probe and one of its metrics: wiring.element_match, or wiring[architecture=separated].element_match for some members."

    map [
        "type", text "object"
        "required", texts [ "that" ]
        "properties",
        map [
            "that", described that [ "type", text "string" ]
            "at_least", level "The least value that meets the expectation."
            "at_most", level "The greatest value that meets the expectation."
            "is", level "The value, give or take what within says."
            "within", described "The tolerance of is." [ "type", text "number"; "minimum", ValueSchema.whole 0 ]
            "over",
            described "How the numbers of several members are made one. Default: each member must meet the bound." [
                "enum", texts ExpectationReader.summaries
            ]
            "source", described "Where the value is from." [ "type", text "string" ]
        ]
        "oneOf",
        array [
            map [ "required", texts [ "at_least" ] ]
            map [ "required", texts [ "at_most" ] ]
            map [ "required", texts [ "is" ] ]
        ]
        "dependencies", map [ "is", texts [ "within" ]; "within", texts [ "is" ] ]
        "additionalProperties", ValueSchema.truth false
    ]

let private properties () : JsonObject =
    map [
        "spindle", described "The version of the language." [ "const", ValueSchema.whole Defaults.version ]
        "experiment",
        described "The name of the experiment." [ "type", text "string"; "minLength", ValueSchema.whole 1 ]
        "description", described "What it is about." [ "type", text "string" ]
        "seed",
        described $"The seed from which all random numbers derive, a whole number of 64 bits. Default: {Defaults.seed}." [
            "type", text "integer"
        ]
        "plugins",
        described "Assemblies with kinds of your own, as paths relative to this file." [
            "type", texts [ "array"; "null" ]
            "items", nonEmptyText ()
        ]
        "limits", reference "limits"
        "tasks", section "What is to be solved." "tasks"
        "architectures", section "Networks." "architectures"
        "trainings", section "How networks are trained." "trainings"
        "models", section "A task, an architecture, a training and a seed each; lists make families." "model"
        "recordings", section "Data from outside." "recordings"
        "probes", section "Measurements." "probes"
        "expect",
        described "What should come out." [ "type", texts [ "array"; "null" ]; "items", reference "expectation" ]
    ]

/// The schema of experiments that use the kinds of a catalog.
let ofCatalog (catalog: KindCatalog) : JsonObject =
    let definitions = [
        for section in Sections.all do
            Sections.key section, ofSection catalog section
        yield! inPlace catalog
        "limits", limits ()
        "model", model ()
        "expectation", expectation ()
    ]

    map [
        "$schema", text "http://json-schema.org/draft-07/schema#"
        "title", text "Spindle experiment"
        "type", text "object"
        "required", texts [ "spindle"; "experiment" ]
        "properties", properties ()
        "additionalProperties", ValueSchema.truth false
        "definitions", map definitions
    ]
