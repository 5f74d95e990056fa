module Spindle.Tests.Dsl.Yaml.JsonSchemaTests

open System
open System.IO
open System.Text
open System.Text.Json
open System.Text.Json.Nodes
open Expecto
open global.Json.Schema
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Dsl
open Spindle.Plans
open Spindle.Tests.Dsl

/// Written YAML as an editor's validator sees it.
let rec private json (node: Node) : JsonNode | null =
    match node.Value with
    | Nothing -> null
    | Truth value -> JsonValue.Create value
    | Number text -> JsonValue.Create(Numbers.number text |> Option.defaultValue 0.)
    | Text text -> JsonValue.Create text
    | Items items -> JsonArray(items |> List.map json |> Array.ofList)
    | Fields fields ->
        let map = JsonObject()

        for field in fields do
            map[field.Key.Value] <- json field.Value

        map

let private schemaOf (catalog: KindCatalog) =
    JsonSchema.FromText(CanonicalJson.Write(Spindle.Dsl.JsonSchema.ofCatalog catalog))

let private isValid (schema: JsonSchema) (yaml: string) =
    match YamlReader.read "a.yaml" (Encoding.UTF8.GetBytes yaml) with
    | Ok node ->
        use document = JsonDocument.Parse(CanonicalJson.Write(json node))
        schema.Evaluate(document.RootElement).IsValid
    | Error problems -> failtest $"{problems}"

let private toys = schemaOf Toys.catalog
let private head = "spindle: 1\nexperiment: x\n"

let private good = [
    ""
    "seed: -3\ndescription: what it is\nplugins: [./a.dll]\n"
    "tasks:\n  home: { kind: walk, steps: 10, noise: 1e-3, start: random_place, periodic: true, time_step: 1.5 ms }\n"
    "tasks:\n  home: { kind: walk, steps: [10, 20], start: [origin, random_place], time_step: [1 ms, 0.01 s] }\n"
    "tasks:\n  home: { kind: walk, places: [1, 2.5] }\n  away: { kind: walk, places: [[1], [2, 3]] }\n"
    "tasks:\nrecordings:\n  log: { kind: diary, file: data/log.txt }\n"
    "tasks:\n  way: { kind: hike, legs: [{ name: up, lasts: 1.5 s, finds: [{ name: gold }] }, { name: down }], detour: { name: round } }\n"
    "tasks:\n  all: { kind: tour, trails: [way, { kind: hike, slope: 1 }, { kind: tour, trails: [way] }], encore: { kind: hike } }\n"
    "models:\n  m: { task: a, architecture: [b, c], training: d, seeds: [1, 2] }\n  n: { task: a, architecture: b, training: d }\n"
    "limits: { time: 30 min, memory: 4 GB }\ntasks: { home: { kind: walk, limits: { time: 1.5 h } } }\nmodels:\n  m: { task: a, architecture: b, training: c, limits: { memory: 512 MiB } }\n"
    "probes:\n  p: { kind: follow, of: m, truth: home }\n"
    "expect:\n  - { that: p.error_1, at_least: 0.1 }\n  - { that: p.error_1, is: 1, within: 0.1, over: median, source: s }\n"
    "expect:\n  - that: p.error_1\n    at_most: { times: 2, that: p.error_10 }\n"
]

let private broken = [
    "an unknown section", "taskss: {}\n"
    "a version that does not exist", "description: 1\n"
    "no kind", "tasks: { home: { steps: 10 } }\n"
    "an unknown kind", "tasks: { home: { kind: wlak } }\n"
    "a kind of another section", "tasks: { home: { kind: net } }\n"
    "an unknown key", "tasks: { home: { kind: walk, stepss: 10 } }\n"
    "a parameter of another kind", "tasks: { home: { kind: dice, steps: 10 } }\n"
    "text for a number", "tasks: { home: { kind: walk, steps: many } }\n"
    "a fraction for a whole number", "tasks: { home: { kind: walk, steps: 1.5 } }\n"
    "a number below its range", "tasks: { home: { kind: walk, steps: 0 } }\n"
    "a swept number above its range", "tasks: { home: { kind: walk, noise: [1, 11] } }\n"
    "a number without its unit", "tasks: { home: { kind: walk, time_step: 1.5 } }\n"
    "an unknown unit", "tasks: { home: { kind: walk, time_step: 1.5 parsecs } }\n"
    "a word that is no choice", "tasks: { home: { kind: walk, start: nowhere } }\n"
    "an empty sweep", "tasks: { home: { kind: walk, steps: [] } }\n"
    "an unknown key in a clause", "tasks: { way: { kind: hike, legs: [{ name: up, lsts: 1 s }] } }\n"
    "a clause without what it needs", "tasks: { way: { kind: hike, legs: [{ lasts: 1 s }] } }\n"
    "a wrong unit in a clause", "tasks: { way: { kind: hike, detour: { name: round, lasts: 1 m } } }\n"
    "a value out of range in a clause in a clause",
    "tasks: { way: { kind: hike, legs: [{ name: up, finds: [{ name: gold, size: 11 }] }] } }\n"
    "a sweep in a clause", "tasks: { way: { kind: hike, legs: [{ name: up, lasts: [1 s, 2 s] }] } }\n"
    "a sweep of a clause", "tasks: { way: { kind: hike, detour: [{ name: up }, { name: down }] } }\n"
    "one clause for a list of them", "tasks: { way: { kind: hike, legs: { name: up } } }\n"
    "a kind in place that does not fit", "tasks: { all: { kind: tour, trails: [{ kind: walk }] } }\n"
    "an unknown key in place", "tasks: { all: { kind: tour, trails: [{ kind: hike, slop: 1 }] } }\n"
    "limits in place", "tasks: { all: { kind: tour, trails: [{ kind: hike, limits: { time: 1 s } }] } }\n"
    "a spec in place without its kind", "tasks: { all: { kind: tour, trails: [{ slope: 1 }] } }\n"
    "a required parameter that is missing", "recordings: { log: { kind: diary } }\n"
    "a name with a space", "tasks: { the home: { kind: walk } }\n"
    "a model without its training", "models: { m: { task: a, architecture: b } }\n"
    "seed and seeds", "models: { m: { task: a, architecture: b, training: c, seed: 1, seeds: [1] } }\n"
    "an unknown field of a model", "models: { m: { task: a, architecture: b, training: c, seedling: 1 } }\n"
    "a limit without its unit", "limits: { time: 30 }\n"
    "an unknown limit", "limits: { tme: 30 s }\n"
    "limits of an architecture", "architectures: { a: { kind: net, limits: { time: 1 s } } }\n"
    "an expectation without a bound", "expect: [{ that: a.b }]\n"
    "an expectation with two bounds", "expect: [{ that: a.b, at_least: 1, at_most: 2 }]\n"
    "a value without a tolerance", "expect: [{ that: a.b, is: 1 }]\n"
    "a tolerance without a value", "expect: [{ that: a.b, at_least: 1, within: 1 }]\n"
    "an unknown summary", "expect: [{ that: a.b, at_least: 1, over: all }]\n"
    "an expectation as text", "expect: [a.b]\n"
]

/// Every experiment that is shipped, by its folder.
let private shipped =
    let rec root (folder: DirectoryInfo | null) =
        match folder with
        | null -> failwith "the tests do not run inside the repository"
        | folder when File.Exists(Path.Combine(folder.FullName, "Experiments.sln")) -> folder.FullName
        | folder -> root folder.Parent

    Directory.EnumerateFiles(
        Path.Combine(root (DirectoryInfo AppContext.BaseDirectory), "experiments"),
        "experiment.yaml",
        SearchOption.AllDirectories
    )
    |> Seq.sort
    |> List.ofSeq

[<Tests>]
let tests =
    testList "JSON schema" [
        for body in good do
            test $"accepts {body.Trim()}" { Expect.isTrue (isValid toys (head + body)) "valid" }

        for name, body in broken do
            test $"refuses {name}" { Expect.isFalse (isValid toys (head + body)) body }

        test "refuses an experiment without version or name" {
            Expect.isFalse (isValid toys "experiment: x\n") "no version"
            Expect.isFalse (isValid toys "spindle: 1\n") "no name"
            Expect.isFalse (isValid toys "spindle: 2\nexperiment: x\n") "another version"
        }

        test "shows the documentation of kinds and parameters with ranges and defaults" {
            let text = CanonicalJson.Write(Spindle.Dsl.JsonSchema.ofCatalog Toys.catalog)
            Expect.stringContains text "A walk along a line." "kind"
            Expect.stringContains text "How long it takes. At least 0.001 s." "parameter of a clause"

            Expect.stringContains
                text
                "The legs, in order. Default: [{name: out}, {name: back, lasts: 2 s, finds: [{name: stone}]}]."
                "a default that is a list of clauses"

            Expect.stringContains text "Length of one step. At least 0.001 s. At most 1 s. Default: 0.01 s." "parameter"
        }

        test "accepts every experiment that is shipped, and refuses it with a slip of the pen" {
            let spindle = typeof<Spec>.Assembly

            let documentation () : Stream | null =
                File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Spindle.Runtime.xml"))

            let schema =
                schemaOf (KindCatalog.Of [| KindSource(spindle, Func<Stream | null> documentation) |])

            Expect.isNonEmpty shipped "there are experiments"

            for path in shipped do
                let yaml = File.ReadAllText path
                Expect.isTrue (isValid schema yaml) path
                Expect.isFalse (isValid schema (yaml.Replace("kind: ", "kin: "))) path
        }
    ]
