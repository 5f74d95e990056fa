module Spindle.Tests.Dsl.DiffTests

open Expecto
open Spindle.Dsl
open Spindle.Tests.Dsl

let private body =
    """
seed: 7
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
trainings: { standard: { kind: drill, learning_rate: 1e-4 } }
models: { fly: { task: home, architecture: small, training: standard, seeds: [1, 2] } }
probes: { errors: { kind: follow, of: fly, truth: home } }
expect:
  - { that: "errors[seed=1].error_1", at_most: 0.5 }
"""

let private compare (change: string -> string) =
    let before, after = Toys.experiment body, Toys.experiment (change body)
    Diff.compare Toys.catalog (before, Toys.planOf before) (after, Toys.planOf after)

let private changes (difference: Diff.Difference) = [
    for change in difference.Changes -> change.Path, change.Before, change.After
]

let private replace (before: string) (after: string) (text: string) = text.Replace(before, after)

[<Tests>]
let tests =
    testList "differences" [
        test "two texts of one meaning do not differ" {
            let difference =
                compare (replace "learning_rate: 1e-4" "window: 10, learning_rate: 0.00010")

            Expect.equal (changes difference) [] "a default that is written out, another form of a number"
            Expect.equal (difference.Steps.Changed, difference.Steps.Added) ([], []) "every step stays"
        }

        test "a changed value is told with its path, and so are the steps that change" {
            let difference = compare (replace "learning_rate: 1e-4" "learning_rate: 3e-4")

            Expect.equal
                (changes difference)
                [ "trainings.standard.learning_rate", Some "0.0001", Some "0.0003" ]
                "one value"

            Expect.equal
                difference.Steps.Stay
                [
                    "tasks/home/trials"
                    "models/fly[seed=1]/initial"
                    "models/fly[seed=2]/initial"
                ]
                "what does not train"
        }

        test "what is added and removed is told key by key" {
            let difference =
                compare (
                    replace "architectures: {" "architectures: { deep: { kind: net, hidden: 6 },"
                    >> replace "[1, 2]" "[1]"
                    >> replace "[seed=1]" ""
                )

            Expect.equal
                (changes difference)
                [
                    "architectures.deep.hidden", None, Some "6"
                    "architectures.deep.kind", None, Some "net"
                    "architectures.deep.units", None, Some "8"
                    "models.fly.seeds", Some "[1, 2]", Some "1"
                    "expect.errors.error_1 at_most", None, Some "0.5"
                    "expect.errors[seed=1].error_1 at_most", Some "0.5", None
                ]
                "every value"

            Expect.isNonEmpty difference.Steps.Removed "the steps of seed 2 go"
            Expect.contains difference.Steps.Stay "models/fly/initial" "seed 1 has another name and the same work"
        }

        test "renames are seen through everything that refers to them" {
            let difference =
                compare (
                    replace "home" "orchard"
                    >> replace "fly" "bee"
                    >> replace "standard" "usual"
                    >> replace "errors" "mistakes"
                )

            Expect.equal (changes difference) [] "nothing else changed"

            Expect.equal
                [ for rename in difference.Renames -> rename.Before, rename.After ]
                [
                    "tasks.home", "tasks.orchard"
                    "trainings.standard", "trainings.usual"
                    "models.fly", "models.bee"
                    "probes.errors", "probes.mistakes"
                ]
                "four names"

            Expect.equal
                (difference.Steps.Changed, difference.Steps.Added, difference.Steps.Removed)
                ([], [], [])
                "the steps stay under their new names"
        }

        test "a changed reference is no rename" {
            let difference =
                compare (
                    replace "tasks: {" "tasks: { far: { kind: walk, steps: 900 },"
                    >> replace "fly: { task: home" "fly: { task: far"
                )

            Expect.contains (changes difference) ("models.fly.task", Some "home", Some "far") "the model's task"
            Expect.equal difference.Renames [] "home is still there"
        }
    ]
