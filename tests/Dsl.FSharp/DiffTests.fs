module Spindle.Tests.Dsl.DiffTests

open Expecto
open Spindle.Catalog
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
    Diff.compare (Toys.side before) (Toys.side after)

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

        test "what changes inside a value is told with its path" {
            let before =
                """
tasks:
  way: { kind: hike, legs: [{ name: out }, { name: back, lasts: 1 s }, { name: on }] }
  all: { kind: tour, trails: [way, { kind: hike, slope: 1 }] }
"""

            let after =
                before
                    .Replace("lasts: 1 s", "lasts: 2 s, finds: [{ name: gold }]")
                    .Replace(", { name: on }", "")
                    .Replace("slope: 1 }", "slope: 2, legs: [] }")
                    .Replace("trails: [way", "trails: [{ kind: tour, trails: [way] }")

            Expect.equal
                (Diff.experiments Toys.catalog (Toys.experiment before) (Toys.experiment after)
                 |> fst
                 |> List.map (fun change -> change.Path, change.Before, change.After)
                 |> List.filter (fun (path, _, _) -> not (path.Contains "trails[1].legs")))
                [
                    "tasks.way.legs[1].finds[0].name", None, Some "gold"
                    "tasks.way.legs[1].finds[0].size", None, Some "1"
                    "tasks.way.legs[1].lasts", Some "1 s", Some "2 s"
                    "tasks.way.legs[2].heights", Some "", None
                    "tasks.way.legs[2].lasts", Some "1 s", None
                    "tasks.way.legs[2].name", Some "on", None
                    "tasks.way.legs[2].pace", Some "walking", None
                    "tasks.way.legs[2].remark", Some "", None
                    "tasks.all.trails[0]", Some "way", None
                    "tasks.all.trails[0].kind", None, Some "tour"
                    "tasks.all.trails[0].trails[0]", None, Some "way"
                    "tasks.all.trails[1].slope", Some "1", Some "2"
                ]
                "path by path"
        }

        test "a renamed declaration is seen through where its spec stands" {
            let before =
                "tasks:\n  way: { kind: hike, slope: 3 }\n  all: { kind: tour, trails: [way] }\n"

            let changes, renames =
                Diff.experiments Toys.catalog (Toys.experiment before) (Toys.experiment (before.Replace("way", "path")))

            Expect.equal changes [] "nothing else"

            Expect.equal
                [ for rename in renames -> rename.Before, rename.After ]
                [ "tasks.way", "tasks.path" ]
                "one name"
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

        test "a rename together with a change is told as both" {
            let difference =
                compare (
                    replace "standard" "usual"
                    >> replace "learning_rate: 1e-4" "learning_rate: 3e-4"
                    >> replace "fly" "bee"
                )

            Expect.equal
                [ for rename in difference.Renames -> rename.Before, rename.After ]
                [ "trainings.standard", "trainings.usual"; "models.fly", "models.bee" ]
                "the names"

            Expect.equal
                (changes difference)
                [ "trainings.usual.learning_rate", Some "0.0001", Some "0.0003" ]
                "the value"

            Expect.equal (difference.Steps.Added, difference.Steps.Removed) ([], []) "no step is new or gone"

            Expect.contains
                difference.Steps.Changed
                "models/bee[seed=1]/train/0-50"
                "the step under its new name changes"
        }

        test "what has little in common is no rename" {
            let difference =
                compare (
                    replace "small: { kind: net }" "wide: { kind: net, units: 80, hidden: 40 }"
                    >> replace "small" "wide"
                )

            Expect.equal difference.Renames [] "one value of three is equal"
        }

        test "of several new names the one most alike is taken" {
            let before: Renames.Named = [ "a", Map [ "kind", "net"; "units", "8"; "hidden", "4"; "bias", "no" ] ]

            let after: Renames.Named = [
                "b", Map [ "kind", "net"; "units", "9"; "hidden", "5"; "bias", "no" ]
                "c", Map [ "kind", "net"; "units", "8"; "hidden", "5"; "bias", "no" ]
                "d", Map [ "kind", "dice"; "units", "8"; "hidden", "4"; "bias", "no" ]
            ]

            Expect.equal (Renames.find before after) [ "a", "c" ] "three of four, of one kind"
        }

        test "a member whose axis has a renamed value keeps its step" {
            let two =
                replace "architectures: {" "architectures: { large: { kind: net, units: 16 },"
                >> replace "architecture: small" "architecture: [small, large]"
                >> replace "errors[seed=1].error_1" "errors[seed=1,architecture=small].error_1"

            let before = Toys.experiment (two body)

            let after =
                Toys.experiment (
                    (two body).Replace("large", "huge").Replace("learning_rate: 1e-4", "learning_rate: 3e-4")
                )

            let difference = Diff.compare (Toys.side before) (Toys.side after)
            Expect.equal (difference.Steps.Added, difference.Steps.Removed) ([], []) "no step is new or gone"
        }

        test "a data file whose content differs is told by name" {
            let notes =
                body.Replace(
                    "models:",
                    "recordings: { notes: { kind: diary, file: diary.txt, more: [more.txt] } }\nmodels:"
                )

            let before = Toys.side (Toys.experiment notes)

            let after = {
                before with
                    Digest =
                        fun path ->
                            if path = "more.txt" then
                                Ok(String.replicate 64 "c")
                            else
                                before.Digest path
            }

            let difference = Diff.compare before after
            Expect.equal difference.Changes [] "the text is the same"

            Expect.equal
                [
                    for file in difference.Files -> file.Path, file.File, file.Before[..1], file.After[..1]
                ]
                [ "recordings.notes.more", "more.txt", "bb", "cc" ]
                "the file"
        }

        test "a kind's version is told with its dated reason" {
            let walk = Toys.catalog.Find(Section.Tasks, "walk") |> nonNull

            let older =
                KindDescription(
                    walk.Section,
                    walk.Name,
                    1,
                    walk.SpecType,
                    walk.Summary,
                    walk.Parameters,
                    [],
                    walk.Plugin
                )

            let net = Toys.catalog.Find(Section.Architectures, "net") |> nonNull

            Expect.equal
                [
                    for version in Diff.versions [ older; net ] [ walk; net ] ->
                        version.Kind, version.Before, version.After, version.Notes
                ]
                [ "walk", 1, 2, [ "2026-11-24", "the first step counts" ] ]
                "the version"
        }
    ]
