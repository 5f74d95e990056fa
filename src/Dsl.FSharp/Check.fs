/// The rules that need no member yet: everything about an experiment that can be said declaration by declaration.
module Spindle.Dsl.Check

open System.Collections.Generic
open Spindle.Contracts

/// Something that members are made of, by its noun and name.
type Key = (struct (string * string))

/// A declaration or a model that is free of problems so far.
type Entry =
    | Declared of TypedDeclaration
    | Modelled of Model

/// What stands after checking, in an order in which everything comes after what it needs.
type Sound = {
    Entries: (Key * Entry) list
    Needs: Entry -> Key list
    /// The digest of a file that an entry names.
    Digest: string -> string
}

let private typed (environment: Environment) (declaration: Declaration) =
    Kinds.find environment.Catalog declaration
    |> Result.bind (fun kind -> Parameters.read kind declaration)

/// The rules on a typed declaration.
let private ofDeclaration environment experiment table digests (declaration: TypedDeclaration) =
    References.inDeclaration environment.Catalog experiment table declaration
    @ References.embedded environment.Catalog experiment table declaration
    @ Files.inDeclaration environment digests declaration
    @ Families.ofDeclaration declaration

let private circle (nameOf: Key -> Spanned<string>) (keys: Key list) =
    let names = [ for struct (_, name) in keys -> name ]
    let way = System.String.Join(" → ", names @ [ names.Head ])
    Diagnostic.Error(DiagnosticCodes.Cycle, (nameOf keys.Head).Span, $"'{names.Head}' needs itself: {way}")

/// Tasks and recordings before models before probes, as far as needs allow.
let private rank (struct (noun, _): Key) =
    match noun with
    | "task" -> 0
    | "recording" -> 1
    | "architecture" -> 2
    | "training" -> 3
    | "model" -> 4
    | _ -> 5

/// Checks everything that can be checked before there are members. Entries with a problem, or with a need that is not met,
/// are left out, so that one mistake is told once.
let experiment (environment: Environment) (experiment: Experiment) : Sound * Diagnostic list =
    let table = References.table experiment
    let digests = Files.Digests()
    let problems = ResizeArray<Diagnostic>()
    let entries = Dictionary<Key, Entry>()
    let names = Dictionary<Key, Spanned<string>>()

    problems.AddRange(Names.unusable experiment)
    problems.AddRange(Names.duplicates experiment)
    problems.AddRange(Limits.problems experiment)

    for declaration in experiment.Declarations do
        let key: Key = struct (Sections.noun declaration.Section, declaration.Name.Value)
        names[key] <- declaration.Name

        match typed environment declaration with
        | Error found -> problems.AddRange found
        | Ok typed ->
            match ofDeclaration environment experiment table digests typed with
            | [] -> entries.TryAdd(key, Declared typed) |> ignore
            | found -> problems.AddRange found

    let sizeOf noun name =
        match entries.TryGetValue(struct (noun, name)) with
        | true, Declared typed -> Families.size typed
        | _ -> 1L

    let ambiguous = [
        for KeyValue(key, entry) in entries do
            match entry with
            | Declared typed -> key, Families.embedded sizeOf typed
            | Modelled _ -> ()
    ]

    for key, found in ambiguous do
        if not found.IsEmpty then
            problems.AddRange found
            entries.Remove key |> ignore

    for model in experiment.Models do
        names[struct ("model", model.Name.Value)] <- model.Name

        match References.inModel table model @ Families.ofModel sizeOf model with
        | [] -> entries.TryAdd(struct ("model", model.Name.Value), Modelled model) |> ignore
        | found -> problems.AddRange found

    let needs entry : Key list =
        match entry with
        | Declared typed -> References.ofDeclaration table typed
        | Modelled model -> References.ofModel model
        |> List.map (fun (noun, name) -> struct (noun, name))

    let order, circles =
        entries.Keys
        |> Seq.sortBy rank
        |> List.ofSeq
        |> Order.sort (fun key ->
            match entries.TryGetValue key with
            | true, entry -> needs entry
            | _ -> [])

    problems.AddRange(circles |> List.map (circle (fun key -> names[key])))
    let sound = HashSet<Key>()
    let inCircle = HashSet<Key>(Seq.concat circles)

    for key in order do
        match entries.TryGetValue key with
        | true, entry when not (inCircle.Contains key) && List.forall sound.Contains (needs entry) ->
            sound.Add key |> ignore
        | _ -> ()

    {
        Entries = [
            for key in order do
                if sound.Contains key then
                    key, entries[key]
        ]
        Needs = needs
        Digest =
            fun path ->
                match digests.TryGetValue path with
                | true, Ok digest -> digest
                | _ -> ""
    },
    List.ofSeq problems
