module Spindle.Tests.Dsl.NestedPlanTests

open System.Text.Json.Nodes
open Expecto
open Spindle.Dsl
open Spindle.Plans
open Spindle.Tests.Dsl

let private step (plan: Plan) id =
    plan.Steps |> Seq.find (fun step -> step.Id = id)

/// The trail that a task's step goes along, as its key has it.
let private trail (body: string) (task: string) : string =
    CanonicalJson.Write (step (Toys.plan body) $"tasks/{task}").Parameters["trail"]

let private digest file = Toys.files[file]

[<Tests>]
let tests =
    testList "clauses and specs in plans" [
        test "a clause stands in a plan with all its parameters, typed, without those that only plan" {
            let body =
                """
tasks:
  home: { kind: walk }
  way:
    kind: hike
    legs:
      - { name: up, lasts: 1500 ms, heights: [1.0, 2e0], finds: [{ name: gold, size: 2 }], like: home, remark: steep }
"""

            Expect.equal
                (trail body "way")
                """{"kind":"hike","parameters":{"legs":[{"finds":[{"name":"gold","size":2}],"heights":[1,2],"lasts":"1.5 s","name":"up","pace":"walking"}],"slope":0},"version":3}"""
                "the parameters"
        }

        test "clauses that are given as they are by default change no key" {
            let given =
                "tasks: { way: { kind: hike, legs: [{ name: out, lasts: 1 s }, { finds: [{ name: stone }], name: back, lasts: 2000 ms }] } }\n"

            Expect.equal (trail given "way") (trail "tasks: { way: { kind: hike } }\n" "way") "one key"
        }

        test "a file in a clause enters with the digest of its content" {
            let body =
                "tasks: { way: { kind: hike, legs: [{ name: up, map: diary.txt }], detour: { name: round, map: more.txt } } }\n"

            let parameters = (step (Toys.plan body) "tasks/way").Parameters["trail"] |> nonNull
            let text = CanonicalJson.Write parameters
            let first, second = digest "diary.txt", digest "more.txt"
            Expect.stringContains text $"\"map\":\"{first}\"" "in a list"
            Expect.stringContains text $"\"map\":\"{second}\"" "alone"
            Expect.isFalse (text.Contains "diary.txt") "no path"
        }

        test "a spec in another stands there with its kind and version, whether by name or in place" {
            let named =
                """
tasks:
  all: { kind: tour, trails: [way, { kind: tour, trails: [way] }], encore: way }
  way: { kind: hike, slope: 2, legs: [{ name: up }] }
"""

            let inPlace =
                """
tasks:
  all:
    kind: tour
    encore: { kind: hike, slope: 2, legs: [{ name: up }] }
    trails:
      - { kind: hike, slope: 2.0, legs: [{ name: up, lasts: 1 s }] }
      - { kind: tour, trails: [{ legs: [{ name: up }], slope: 2, kind: hike }] }
"""

            let way =
                """{"kind":"hike","parameters":{"legs":[{"finds":[],"heights":[],"lasts":"1 s","name":"up","pace":"walking"}],"slope":2},"version":3}"""

            let expected =
                $"""{{"kind":"tour","parameters":{{"encore":{way},"trails":[{way},{{"kind":"tour","parameters":{{"trails":[{way}]}},"version":1}}]}},"version":1}}"""

            Expect.equal (trail named "all") expected "by name"
            Expect.equal (trail inPlace "all") expected "in place"
        }

        test "the name under which a spec is declared enters no key" {
            let body name =
                $"tasks:\n  {name}: {{ kind: hike, slope: 1 }}\n  all: {{ kind: tour, trails: [{name}] }}\n"

            Expect.equal (trail (body "one") "all") (trail (body "other") "all") "the same key"
        }

        test "what stands in a spec is its own file's digest too" {
            let body =
                "tasks:\n  all: { kind: tour, trails: [way] }\n  way: { kind: hike, legs: [{ name: up, map: diary.txt }] }\n"

            Expect.stringContains (trail body "all") (digest "diary.txt") "by name"
        }

        test "an operation reads what the plan holds" {
            let body =
                "tasks:\n  all: { kind: tour, trails: [way, { kind: hike, legs: [{ name: up, lasts: 1 min, pace: flat_out }] }] }\n  way: { kind: hike }\n"

            let parameters = (step (Toys.plan body) "tasks/all").Parameters

            let tour =
                StepParameters.Read<Spindle.Tests.Kinds.Trail>(Toys.catalog, parameters, "trail")

            Expect.equal (tour.Length()) (Spindle.Contracts.Duration 63m) "the lengths of all legs"
        }

        test "a training reads a model and a probe, each the member with the same seed" {
            let plan =
                Toys.plan
                    """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
trainings:
  grafted: { kind: graft, from: fly, by: seen }
  standard: { kind: drill, updates: 50 }
models:
  bee: { task: home, architecture: small, training: grafted, seeds: [2, 1] }
  fly: { task: home, architecture: small, training: standard, seeds: [1, 2] }
probes:
  seen: { kind: size, of: fly }
  after: { kind: size, of: bee }
"""

            for seed in [ 1; 2 ] do
                let grafted = step plan $"models/bee[seed={seed}]/train/graft"
                Expect.equal (string grafted.Inputs["state"]) $"models/fly[seed={seed}]/train/0-50#state" "the model"
                Expect.equal (string grafted.Inputs["part"]) $"probes/seen[seed={seed}]#metrics" "the probe"
        }
    ]
