/// Reads an experiment from YAML, with everything that is wrong with the text at once.
module Spindle.Dsl.ExperimentReader

open Spindle.Catalog
open Spindle.Contracts

let private keys = [
    "spindle"
    "experiment"
    "description"
    "seed"
    "plugins"
    "limits"
    "tasks"
    "architectures"
    "trainings"
    "models"
    "recordings"
    "probes"
    "expect"
]

/// What nothing could be read of.
let private blank path = {
    Path = path
    Name = {
        Value = ""
        Span = SourceSpan(path, 1, 1)
    }
    Description = ""
    Seed = Defaults.seed
    Plugins = []
    Limits = []
    Declarations = []
    Models = []
    Expectations = []
}

let private checkVersion (findings: Findings) (start: SourceSpan) fields =
    match MapReader.find "spindle" fields with
    | None ->
        findings.Add(
            DiagnosticCodes.MissingKey,
            start,
            "the version of the language is missing",
            $"begin with spindle: {Defaults.version}"
        )
    | Some field ->
        match field.Value.Value with
        | Number text when Numbers.whole text = Some(bigint Defaults.version) -> ()
        | Number text ->
            findings.Add(
                DiagnosticCodes.UnsupportedVersion,
                field.Value.Span,
                $"this Spindle reads version {Defaults.version} of the language, found {text}"
            )
        | _ ->
            findings.Add(
                DiagnosticCodes.UnsupportedVersion,
                field.Value.Span,
                $"expected the version of the language, found {Phrases.found field.Value}",
                $"write spindle: {Defaults.version}"
            )

let private name (findings: Findings) (start: SourceSpan) fields =
    match MapReader.find "experiment" fields with
    | None ->
        findings.Add(DiagnosticCodes.MissingKey, start, "the experiment has no name", "add experiment: and a name")

        { Value = ""; Span = start }
    | Some field ->
        let name = MapReader.text findings field.Value

        if name = Some "" then
            findings.Add(DiagnosticCodes.UnusableName, field.Value.Span, "the name of the experiment is empty")

        {
            Value = Option.defaultValue "" name
            Span = field.Value.Span
        }

let private plugins (findings: Findings) fields =
    match MapReader.find "plugins" fields with
    | None
    | Some { Value = { Value = Nothing } } -> []
    | Some { Value = { Value = Items items } } -> items |> List.choose (MapReader.spanned (MapReader.text findings))
    | Some field ->
        findings.Add(
            DiagnosticCodes.WrongType,
            field.Value.Span,
            $"expected a list of paths, found {Phrases.found field.Value}",
            "write a list, [./MyKinds.dll]"
        )

        []

let private expectations (findings: Findings) fields =
    match MapReader.find "expect" fields with
    | None
    | Some { Value = { Value = Nothing } } -> []
    | Some { Value = { Value = Items items } } -> items |> List.choose (ExpectationReader.read findings)
    | Some field ->
        findings.Add(
            DiagnosticCodes.WrongType,
            field.Value.Span,
            $"expected a list of expectations, found {Phrases.found field.Value}",
            "begin each with - "
        )

        []

/// The entries of a section, each with its name.
let private entries (findings: Findings) (field: Field) =
    MapReader.fields findings $"a map from names to {field.Key.Value}" field.Value

let private experiment (findings: Findings) path (root: Node) (fields: Field list) =
    MapReader.refuseUnknown findings DiagnosticCodes.UnknownSection "an experiment" keys fields
    let start = SourceSpan(path, root.Span.Line, root.Span.Column)
    checkVersion findings start fields

    let declarations = [
        for field in fields do
            match List.tryFind (fun section -> Sections.key section = field.Key.Value) Sections.all with
            | Some section -> yield! entries findings field |> List.map (DeclarationReader.read findings section)
            | None -> ()
    ]

    let models =
        match MapReader.find "models" fields with
        | Some field -> entries findings field |> List.map (ModelReader.read findings)
        | None -> []

    let value key reader otherwise =
        MapReader.find key fields
        |> Option.bind (fun field -> reader findings field.Value)
        |> Option.defaultValue otherwise

    {
        Path = path
        Name = name findings start fields
        Description = value "description" MapReader.text ""
        Seed = value "seed" MapReader.seed Defaults.seed
        Plugins = plugins findings fields
        Limits = MapReader.limits findings fields
        Declarations = declarations
        Models = models
        Expectations = expectations findings fields
    }

/// The experiment that the bytes of a file mean, as far as it can be read, and what is wrong with it, in order.
/// `path` is the file as the user named it.
let read (path: string) (bytes: byte[]) : Experiment * Diagnostic list =
    match SourceText.decode path bytes with
    | Error problem -> blank path, [ problem ]
    | Ok text ->
        let findings = Findings()

        let read =
            match YamlReader.parse path text findings with
            | Some({ Value = Fields fields } as root) -> experiment findings path root fields
            | Some root ->
                findings.Add(
                    DiagnosticCodes.WrongType,
                    root.Span,
                    $"expected an experiment, which is a map, found {Phrases.found root}"
                )

                blank path
            | None -> blank path

        read, findings.InOrder
