/// Small results of the kinds on letters, as measured when their version began. Where one of these numbers changes, the kind's version must rise with it, else
/// stores would go on serving the old number.
module Spindle.Tests.Tasks.Proprioception.VersionTests

open System
open System.Reflection
open Expecto
open Spindle.Contracts
open Spindle.Tasks.Proprioception
open Spindle.Tasks.Proprioception.Handwriting
open Spindle.Tasks.Proprioception.Movements
open Spindle.Tests.Tasks.Proprioception.WrittenLetters

let private version (kind: Type) =
    (nonNull (kind.GetCustomAttribute<KindAttribute>())).Version

/// Sums over four movements of the arm with straight strings: samples, the joints' angles and the muscles' lengths.
let private sums (limb: Limb) =
    let task = CharacterMovements(Limb = limb)
    let letters = Letters.Written(40, stream "character_movements.letters")

    let movements, _ =
        Materials(task, letters).Movements("character_movements.training", 18L, 4)

    Seq.sumBy (fun (movement: Movement) -> movement.Samples) movements,
    Seq.sumBy (fun (movement: Movement) -> Array.sum movement.Joints) movements,
    Seq.sumBy (fun (movement: Movement) -> Array.sum movement.Muscles) movements

[<Tests>]
let tests =
    testList "versions of the kinds on letters" [
        for limb, samples, joints, muscles in
            [
                Limb.Human, 443, 71326.0970673, 2619623.45816
                Limb.Macaque, 531, 120971.809016, 3092520.56207
            ] do
            test $"character_movements 1 gives for a {limb} arm what it gave" {
                Expect.equal (version typeof<CharacterMovements>) 1 "the version"
                let found, angles, lengths = sums limb
                Expect.equal found samples "samples"
                Expect.floatClose { absolute = 0.0; relative = 1e-9 } angles joints "angles"
                Expect.floatClose { absolute = 0.0; relative = 1e-9 } lengths muscles "lengths"
            }
    ]
