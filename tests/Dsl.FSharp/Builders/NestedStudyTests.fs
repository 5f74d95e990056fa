module Spindle.Tests.Dsl.Builders.NestedStudyTests

open Expecto
open Spindle
open Spindle.Contracts
open Spindle.Dsl
open Spindle.Plans
open Spindle.Tests.Dsl
open Spindle.Tests.Kinds

let private experimentOf (study: Study) =
    Studies.toExperiment Toys.catalog study
    |> Result.defaultWith (fun problems -> failtest $"the study is refused: {problems}")

let private canonical = Canonical.experiment Toys.catalog

let private study =
    experiment "toys" {
        let! home = declare.task ("home", Walk())

        let! way =
            declare.task (
                "way",
                Hike(
                    Legs = [
                        Leg(Name = "up", Lasts = Duration 2m, Pace = Pace.FlatOut, Like = home)
                        Leg(Name = "down", Map = DataFile "diary.txt", Finds = [ Find(Name = "gold", Size = 2) ])
                    ]
                )
            )

        let short = Hike(Slope = 1.0)

        let! all =
            declare.task ("all", Tour(Trails = [| way.Spec; short |], Encore = way.Spec))

        declare.task ("more", Tour(Trails = [ all.Spec; Tour(Trails = [ way.Spec ]) ]))

        let! net = declare.architecture ("net", Net())
        let! standard = declare.training ("standard", Drill())
        let! fly = declare.model ("fly", home, net, standard, seeds = [ 1; 2 ])
        let! seen = declare.probe ("seen", Size(Of = fly))
        let! grafted = declare.training ("grafted", Graft(From = fly, By = seen))
        declare.model ("bee", home, net, grafted, seeds = [ 1; 2 ])
    }

let private yaml =
    """
tasks:
  home: { kind: walk }
  way:
    kind: hike
    legs:
      - { name: up, lasts: 2000 ms, pace: flat_out, like: home }
      - { name: down, map: diary.txt, finds: [{ name: gold, size: 2 }] }
  all: { kind: tour, trails: [way, { kind: hike, slope: 1 }], encore: way }
  more: { kind: tour, trails: [all, { kind: tour, trails: [way] }] }
architectures: { net: { kind: net } }
trainings:
  standard: { kind: drill }
  grafted: { kind: graft, from: fly, by: seen }
models:
  fly: { task: home, architecture: net, training: standard, seeds: [1, 2] }
  bee: { task: home, architecture: net, training: grafted, seeds: [1, 2] }
probes: { seen: { kind: size, of: fly } }
"""

[<Tests>]
let tests =
    testList "studies with clauses and specs inside" [
        test "F# and YAML mean the same experiment and make the same plan" {
            let experiment, twin = experimentOf study, Toys.experiment yaml
            Expect.equal (canonical experiment) (canonical twin) "the same canonical form"

            let text experiment =
                CanonicalJson.Write(PlanJson.Write(Toys.planOf experiment))

            Expect.equal (text experiment) (text twin) "the same keys"
        }

        test "the spec of a handle stands there by name, one that is nobody's in place" {
            let spec = Hike()

            let experiment =
                experimentOf (
                    experiment "toys" {
                        declare.task ("way", spec)
                        declare.task ("all", Tour(Trails = [ spec; Hike() ]))
                    }
                )

            Expect.stringContains
                (YamlPrinter.print (canonical experiment))
                "all: { kind: tour, trails: [way, { kind: hike }] }"
                "as YAML has it"
        }

        test "a swept spec cannot stand in another" {
            let experiment =
                experimentOf (
                    experiment "toys" {
                        let! way = declare.task("way", Hike()).sweep((fun hike -> hike.Slope), [ 1.0; 2.0 ])
                        declare.task ("all", Tour(Trails = [ way.Spec ]))
                    }
                )

            Expect.equal
                [ for problem in Compile.check Toys.environment experiment -> problem.Code ]
                [ DiagnosticCodes.AmbiguousReference ]
                "a family"
        }

        test "a narrowed probe is no reference" {
            Expect.throwsT<System.ArgumentException>
                (fun () ->
                    experiment "toys" {
                        let! home = declare.task ("home", Walk())
                        let! seen = declare.probe ("seen", Size(Of = home))
                        declare.training ("grafted", Graft(From = ModelRef<Walk> "fly", By = seen.where (seed = 1)))
                    }
                    |> ignore)
                "which member follows from the subject"
        }

        test "what a script knows by name only has no spec" {
            Expect.throwsT<System.InvalidOperationException> (fun () -> ignore (TaskRef<Hike> "way").Spec) "no spec"
            Expect.equal (string (TaskRef<Hike> "way")) "TaskRef { Name = way }" "it can still be shown"
        }
    ]
