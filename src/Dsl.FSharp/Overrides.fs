/// Values given on the command line in place of those in the text: `trainings.standard.updates=200`.
module Spindle.Dsl.Overrides

open Spindle.Catalog
open Spindle.Contracts

/// An override has no place in the file: it is its own.
let private spanOf (path: string) (text: string) =
    SourceSpan($"--set {path}={text}", 0, 0)

let private unknown span message hint =
    Error [
        Diagnostic.Error(DiagnosticCodes.UnknownOverride, span, message, Option.toObj hint)
    ]

let private wrong (node: Node) wanted =
    Error [
        Diagnostic.Error(DiagnosticCodes.WrongType, node.Span, $"expected {wanted}, found {Phrases.found node}")
    ]

let private several (node: Node) =
    match node.Value with
    | Items items -> items
    | _ -> [ node ]

let private names (node: Node) : Result<Spanned<string> list, Diagnostic list> =
    several node
    |> List.map (fun item ->
        match item.Value with
        | Text name -> Ok { Value = name; Span = item.Span }
        | _ -> wrong item "a name")
    |> Problems.all

let private seed (node: Node) : Result<Spanned<int64>, Diagnostic list> =
    match node.Value with
    | Number text ->
        match Numbers.whole text with
        | Some value when System.Numerics.BigInteger.Abs value < System.Numerics.BigInteger.Pow(2I, 63) ->
            Ok {
                Value = int64 value
                Span = node.Span
            }
        | _ -> wrong node "a whole number of 64 bits"
    | _ -> wrong node "a whole number"

/// Limits with one of them, or with all of them replaced.
let private limited (given: Field list) (key: string option) (node: Node) : Result<Field list, Diagnostic list> =
    match key, node.Value with
    | Some key, _ ->
        let field = {
            Key = { Value = key; Span = node.Span }
            Value = node
        }

        Ok((given |> List.filter (fun field -> field.Key.Value <> key)) @ [ field ])
    | None, Fields fields -> Ok fields
    | None, Nothing -> Ok []
    | None, _ -> wrong node "a map with time and memory"

let private inModel (span: SourceSpan) field (node: Node) (model: Model) : Result<Model, Diagnostic list> =
    match field with
    | "task" -> names node |> Result.map (fun names -> { model with Task = names })
    | "architecture" -> names node |> Result.map (fun names -> { model with Architecture = names })
    | "training" -> names node |> Result.map (fun names -> { model with Training = names })
    | "seed"
    | "seeds" ->
        several node
        |> List.map seed
        |> Problems.all
        |> Result.map (fun seeds -> { model with Seeds = seeds })
    | "limits" ->
        limited model.Limits None node
        |> Result.map (fun limits -> { model with Limits = limits })
    | other ->
        let hint =
            Nearest.hint [ "task"; "architecture"; "training"; "seeds"; "limits" ] other

        unknown span $"a model has no field '{other}'" hint

/// A value with what a path inside it leads to replaced, or added to a map. `at` is the path so far.
let rec private inside span (at: string) (path: string list) (node: Node) (old: Node) : Result<Node, Diagnostic list> =
    match path, old.Value with
    | [], _ -> Ok node
    | key :: rest, Fields fields ->
        let path = $"{at}.{key}"

        let changed: Result<Node, Diagnostic list> =
            match fields |> List.tryFind (fun field -> field.Key.Value = key), rest with
            | Some field, _ -> inside span path rest node field.Value
            | None, [] -> Ok node
            | None, _ -> unknown span $"'{path}' is not given, so that nothing in it can be set" None

        changed
        |> Result.map (fun value ->
            let field = {
                Key = { Value = key; Span = span }
                Value = value
            }

            let others = fields |> List.filter (fun field -> field.Key.Value <> key)

            {
                old with
                    Value = Fields(others @ [ field ])
            })
    | place :: rest, Items items ->
        match System.Int32.TryParse place with
        | true, index when index >= 0 && index < items.Length ->
            inside span $"{at}.{place}" rest node items[index]
            |> Result.map (fun value -> {
                old with
                    Value = Items(List.updateAt index value items)
            })
        | _ ->
            let places =
                if items.IsEmpty then
                    "nothing"
                else
                    $"0 to {items.Length - 1}"

            unknown span $"'{at}' has no item {place}" (Some $"a list is counted from 0; here there are {places}")
    | key :: _, Text name ->
        unknown span $"'{at}' is '{name}', which has no part '{key}'" (Some "set it where it is declared")
    | key :: _, _ -> unknown span $"'{at}' has no part '{key}'" None

/// What holds in a declaration where it does not give a parameter, as if it were written.
let private standing (catalog: KindCatalog) (declaration: Declaration) (key: string) : Node option =
    match catalog.Find(declaration.Section, declaration.Kind.Value) with
    | null -> None
    | kind ->
        match kind.Parameter key with
        | null -> None
        | parameter ->
            Option.ofObj parameter.Default
            |> Option.map (Written.value declaration.Name.Span parameter.Type)

/// A declaration with a parameter, or with what a path inside it leads to, replaced.
let private parameter
    catalog
    span
    key
    path
    (node: Node)
    (declaration: Declaration)
    : Result<Declaration, Diagnostic list> =
    let given =
        declaration.Parameters |> List.tryFind (fun field -> field.Key.Value = key)

    let others =
        declaration.Parameters |> List.filter (fun field -> field.Key.Value <> key)

    let old =
        match given with
        | Some field -> Some field.Value
        | None when List.isEmpty path -> Some node
        | None -> standing catalog declaration key

    let changed: Result<Node, Diagnostic list> =
        match old with
        | Some old -> inside span key path node old
        | None -> unknown span $"'{key}' is not given, so that nothing in it can be set" None

    changed
    |> Result.map (fun value -> {
        declaration with
            Parameters =
                others
                @ [
                    {
                        Key = { Value = key; Span = span }
                        Value = value
                    }
                ]
    })

let private inDeclaration
    catalog
    span
    path
    (node: Node)
    (declaration: Declaration)
    : Result<Declaration, Diagnostic list> =
    match path, node.Value with
    | [ "kind" ], Text kind ->
        Ok {
            declaration with
                Kind = { Value = kind; Span = node.Span }
        }
    | [ "kind" ], _ -> wrong node "the name of a kind"
    | [ "limits" ], _ ->
        limited declaration.Limits None node
        |> Result.map (fun limits -> { declaration with Limits = limits })
    | [ "limits"; key ], _ ->
        limited declaration.Limits (Some key) node
        |> Result.map (fun limits -> { declaration with Limits = limits })
    | key :: path, _ -> parameter catalog span key path node declaration
    | [], _ -> Ok declaration

/// Changes the item of a name among some that are in question, or tells that there is none.
let private changing
    span
    noun
    name
    (nameOf: 'T -> string option)
    (change: 'T -> Result<'T, Diagnostic list>)
    (items: 'T list)
    : Result<'T list, Diagnostic list> =
    if items |> List.exists (fun item -> nameOf item = Some name) then
        items
        |> List.map (fun item -> if nameOf item = Some name then change item else Ok item)
        |> Problems.all
    else
        let hint = Nearest.hint (List.choose nameOf items) name
        unknown span $"there is no {noun} called '{name}'" hint

let private declarations span section name change (experiment: Experiment) =
    let nameOf (declaration: Declaration) =
        if declaration.Section = section then
            Some declaration.Name.Value
        else
            None

    changing span (Sections.noun section) name nameOf change experiment.Declarations
    |> Result.map (fun changed -> {
        experiment with
            Declarations = changed
    })

let private models span name change (experiment: Experiment) =
    changing span "model" name (fun (model: Model) -> Some model.Name.Value) change experiment.Models
    |> Result.map (fun models -> { experiment with Models = models })

let private one
    catalog
    (read: string -> Result<Node, Diagnostic list>)
    (experiment: Experiment)
    (path: string, text: string)
    =
    let span = spanOf path text

    let place =
        function
        | Ok node -> Ok(Node.allAt span node)
        | Error(problems: Diagnostic list) ->
            Error [ for p in problems -> Diagnostic(p.Code, p.Severity, span, p.Message, p.Hint) ]

    read text
    |> place
    |> Result.bind (fun node ->
        match List.ofArray (path.Split '.') with
        | [ "seed" ] -> seed node |> Result.map (fun seed -> { experiment with Seed = seed.Value })
        | [ "limits" ] ->
            limited experiment.Limits None node
            |> Result.map (fun limits -> { experiment with Limits = limits })
        | [ "limits"; key ] ->
            limited experiment.Limits (Some key) node
            |> Result.map (fun limits -> { experiment with Limits = limits })
        | [ "models"; name; field ] -> models span name (inModel span field node) experiment
        | [ "models"; name; "limits"; key ] ->
            let change (model: Model) =
                limited model.Limits (Some key) node
                |> Result.map (fun limits -> { model with Limits = limits })

            models span name change experiment
        | section :: name :: (_ :: _ as rest) when section <> "models" ->
            let change = inDeclaration catalog span rest node

            match Sections.all |> List.tryFind (fun known -> Sections.key known = section) with
            | Some known -> declarations span known name change experiment
            | None ->
                let hint = Nearest.hint ("models" :: List.map Sections.key Sections.all) section
                unknown span $"there is no section '{section}'" hint
        | _ ->
            unknown
                span
                $"'{path}' is no path of a value"
                (Some "write section.name.key=value, as in trainings.standard.updates=200"))

/// The experiment with values replaced. A text is read as YAML is, so that `[1, 2]` sweeps. A path leads into maps and lists,
/// as `tasks.odr.epochs.2.lasts`, also where the experiment leaves them as they are by default.
let apply
    (catalog: KindCatalog)
    (read: string -> Result<Node, Diagnostic list>)
    (overrides: (string * string) list)
    (experiment: Experiment)
    : Result<Experiment, Diagnostic list> =
    let apply (experiment, problems) next =
        match one catalog read experiment next with
        | Ok changed -> changed, problems
        | Error found -> experiment, problems @ found

    match List.fold apply (experiment, []) overrides with
    | changed, [] -> Ok changed
    | _, problems -> Error problems
