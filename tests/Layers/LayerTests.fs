/// The four rules on who may refer to whom, kept on the assemblies themselves.
module Spindle.Tests.Layers.LayerTests

open Expecto
open Spindle.Contracts
open Spindle.Dsl
open Spindle.Tests.Layers.References

let private runtime = typeof<Spec>.Assembly.Location
let private language = typeof<Experiment>.Assembly.Location
let private references = lazy ofAssembly runtime

let private isIn (spaces: string list) (name: TypeName) =
    spaces
    |> List.exists (fun space -> name.Namespace = space || name.Namespace.StartsWith(space + "."))

let private shared = [ "Spindle.Contracts"; "Spindle.Catalog"; "Spindle.Plans" ]

let private science = [
    "Spindle.Tasks"
    "Spindle.Architectures"
    "Spindle.Training"
    "Spindle.Recordings"
    "Spindle.Probes"
    "Spindle.Statistics"
    "Spindle.Signals"
    "Spindle.Biomechanics"
]

let private machinery = [
    "Spindle.Store"
    "Spindle.Execution"
    "Spindle.Artifacts"
    "Spindle.Reports"
    "Spindle.Pins"
    "Spindle.Comparison"
]

/// Types of System.IO that reach the file system, unlike streams and readers.
let private fileSystem =
    set [
        "Directory"
        "DirectoryInfo"
        "DriveInfo"
        "File"
        "FileInfo"
        "FileStream"
        "FileSystemInfo"
        "FileSystemWatcher"
        "RandomAccess"
    ]

let private touchesFiles (name: TypeName) =
    name.Namespace.StartsWith "System.IO" && fileSystem.Contains name.Name

let private said (pairs: (TypeName * TypeName) list) = [
    for one, other in pairs -> $"{one.Namespace}.{one.Name} → {other.Namespace}.{other.Name}"
]

/// References from some namespaces to what a rule forbids them.
let private broken from isForbidden =
    references.Value
    |> List.filter (fun (one, other) -> isIn from one && isForbidden other)
    |> said

[<Tests>]
let tests =
    testList "layers" [
        test "the runtime knows nothing of the language" {
            let ours = assembliesOf runtime |> List.filter _.StartsWith("Spindle")
            Expect.equal ours [] "no assembly of Spindle"
            Expect.equal (assembliesOf runtime |> List.filter _.StartsWith("FSharp")) [] "no F#"
        }

        test "contracts, catalog and plans name no tensor library" {
            Expect.equal
                (broken shared (fun other -> other.Namespace.StartsWith "TorchSharp"))
                []
                "forbidden references"
        }

        test "contracts, catalog and plans touch no file system" {
            Expect.equal (broken shared touchesFiles) [] "forbidden references"
        }

        test "contracts, catalog and plans use nothing else of the runtime" {
            let isOther (name: TypeName) =
                name.Namespace.StartsWith "Spindle." && not (isIn shared name)

            Expect.equal (broken shared isOther) [] "forbidden references"
        }

        test "the language uses contracts, catalog and plans of the runtime only, and so no kind" {
            let used = into "Spindle.Runtime" language
            Expect.isNonEmpty used "it uses the runtime"

            Expect.equal
                [
                    for name in used do
                        if not (isIn shared name) then
                            $"{name.Namespace}.{name.Name}"
                ]
                []
                "forbidden types"
        }

        test "the language touches no file system and no console" {
            let forbidden = [
                for one, other in ofAssembly language do
                    if
                        touchesFiles other
                        || other = {
                                       Namespace = "System"
                                       Name = "Console"
                                   }
                    then
                        one, other
            ]

            Expect.equal (said forbidden) [] "forbidden references"
        }

        test "the science knows no store, no execution and no artifacts" {
            Expect.equal (broken science (isIn machinery)) [] "forbidden references"
        }

        test "the science knows no plans and no keys" {
            Expect.equal (broken science (isIn [ "Spindle.Plans" ])) [] "forbidden references"
        }

        test "the machinery knows no neuroscience" {
            Expect.equal (broken machinery (isIn science)) [] "forbidden references"
        }

        test "the S3 library is known to one remote only, so that it is loaded where that is used" {
            let isSdk (name: TypeName) = name.Namespace.StartsWith "Amazon"

            let users =
                references.Value
                |> List.filter (fun (_, other) -> isSdk other)
                |> List.map (fun (one, _) -> one.Name.Split('/', '+')[0])
                |> List.distinct

            Expect.equal users [ "S3Remote" ] "who names its types"
        }

        test "references in code are seen, not only those in signatures" {
            let uses from isUsed =
                references.Value
                |> List.exists (fun (one, other) -> isIn [ from ] one && isUsed other)

            Expect.isTrue (uses "Spindle.Torch" (fun other -> other.Namespace.StartsWith "TorchSharp")) "tensors"
            Expect.isTrue (uses "Spindle.Torch" touchesFiles) "files"
            Expect.isTrue (uses "Spindle.Store" touchesFiles) "files of the store"
        }
    ]
