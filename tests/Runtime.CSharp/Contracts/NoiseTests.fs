module Spindle.Tests.Contracts.NoiseTests

open System
open Expecto
open FsCheck
open Spindle.Contracts

/// The key and the item that a stream's counter and key are made of, found again from their derivation.
let private address (name: string) (item: int64) =
    let digest =
        Security.Cryptography.SHA256.HashData(Text.Encoding.UTF8.GetBytes $"spindle/1|7|1|{name}")

    BitConverter.ToUInt32(digest, 0), BitConverter.ToUInt32(digest, 4), uint64 item + 1UL

let private log (u: float32) =
    let bits = BitConverter.SingleToInt32Bits u
    let exponent = float32 ((bits >>> 23) - 127)
    let mantissa = BitConverter.Int32BitsToSingle((bits &&& 0x7FFFFF) ||| 0x3F800000)

    let m, e =
        if mantissa > 1.41421356f then
            mantissa * 0.5f, exponent + 1.0f
        else
            mantissa, exponent

    let x = m - 1.0f
    let z = x * x

    let polynomial =
        [
            -1.1514610310e-1f
            1.1676998740e-1f
            -1.2420140846e-1f
            1.4249322787e-1f
            -1.6668057665e-1f
            2.0000714765e-1f
            -2.4999993993e-1f
            3.3333331174e-1f
        ]
        |> List.fold (fun sum coefficient -> sum * x + coefficient) 7.0376836292e-2f

    let y = polynomial * x * z
    let y = y + -2.12194440e-4f * e
    let y = y - 0.5f * z
    x + y + 0.693359375f * e

let private sinCos (word: uint32) =
    let x =
        float32 (int ((word >>> 6) &&& 0xFFFFFFu) - (1 <<< 23))
        * 1.1920929e-7f
        * 0.78539816f

    let z = x * x
    let s = -1.9515295891e-4f * z + 8.3321608736e-3f
    let s = s * z + -1.6666654611e-1f
    let s = s * z * x + x
    let c = 2.443315711809948e-5f * z + -1.388731625493765e-3f
    let c = c * z + 4.166664568298827e-2f
    let c = c * z * z - 0.5f * z + 1.0f

    match word >>> 30 with
    | 0u -> s, c
    | 1u -> c, -s
    | 2u -> -s, -c
    | _ -> -c, s

/// The normal numbers of a stream's item, one after another, as docs/random-streams.md lays them out.
let private plain (key0, key1, item: uint64) count =
    let group (g: int) =
        let pairs = [|
            for b in 0..3 do
                let block = (1UL <<< 32) + uint64 (4 * g + b)

                let struct (w0, w1, w2, w3) =
                    RandomStream.Philox(
                        uint32 block,
                        uint32 (block >>> 32),
                        uint32 item,
                        uint32 (item >>> 32),
                        key0,
                        key1
                    )

                for radius, angle in [ w0, w2; w1, w3 ] do
                    let u = float32 ((radius >>> 8) + 1u) * 5.9604645e-8f
                    let r = MathF.Sqrt(-2.0f * log u)
                    let sin, cos = sinCos angle
                    r * cos, r * sin
        |]

        Array.append (Array.map fst pairs) (Array.map snd pairs)

    Array.init ((count + 15) / 16) group |> Array.concat |> Array.take count

let private noise name item count deviation =
    let numbers = Array.zeroCreate<float32> count
    RandomStream.Derive(7L, 1L, name).At(item).AddNoise(numbers, deviation)
    numbers

[<Tests>]
let tests =
    testList "noise" [
        testProperty
            "is, to the last bit, what the plain way makes one number after another"
            (fun (item: PositiveInt) (count: PositiveInt) ->
                let count = count.Get % 100
                noise "noise" item.Get count 1.0f = plain (address "noise" item.Get) count)

        test "is added, scaled, to what is there" {
            let numbers = Array.init 40 float32
            RandomStream.Derive(7L, 1L, "noise").At(3L).AddNoise(numbers, 0.5f)

            let expected =
                plain (address "noise" 3L) 40 |> Array.mapi (fun i z -> float32 i + 0.5f * z)

            Expect.equal numbers expected "sums"
        }

        test "neither changes what is drawn singly, nor is changed by it" {
            let stream = RandomStream.Derive(7L, 1L, "noise").At 3L
            let first = stream.Uniform()
            let numbers = Array.zeroCreate<float32> 32
            stream.AddNoise(numbers, 1.0f)
            let other = RandomStream.Derive(7L, 1L, "noise").At 3L
            Expect.equal [ first; stream.Uniform() ] [ other.Uniform(); other.Uniform() ] "drawn singly"
            Expect.equal numbers (noise "noise" 3L 32 1.0f) "noise"
        }

        test "goes on where it ended, in whole groups" {
            let stream = RandomStream.Derive(7L, 1L, "noise").At 3L
            let first, second = Array.zeroCreate<float32> 20, Array.zeroCreate<float32> 16
            stream.AddNoise(first, 1.0f)
            stream.AddNoise(second, 1.0f)
            let all = plain (address "noise" 3L) 48
            Expect.equal first all[..19] "first"
            Expect.equal second all[32..] "second"
        }

        test "is standard normal: moments within five standard errors, tails and quarters as they should be" {
            let n = 1_000_000
            let values = noise "normal" 0 n 1.0f |> Array.map float

            let moment (k: int) =
                values |> Array.averageBy (fun x -> pown x k)

            let within error = 5.0 * error / sqrt (float n)
            Expect.isLessThan (abs (moment 1)) (within 1.0) "mean"
            Expect.isLessThan (abs (moment 2 - 1.0)) (within (sqrt 2.0)) "variance"
            Expect.isLessThan (abs (moment 3)) (within (sqrt 15.0)) "skew"
            Expect.isLessThan (abs (moment 4 - 3.0)) (within (sqrt 96.0)) "fourth moment"

            for bound, share in [ 0.67449, 0.5; 1.95996, 0.05; 3.29053, 0.001 ] do
                let outside =
                    values |> Array.averageBy (fun x -> if abs x > bound then 1.0 else 0.0)

                Expect.isLessThan (abs (outside - share)) (within (sqrt (share * (1.0 - share)))) $"beyond {bound}"
        }

        test "has no correlation between the two numbers of a pair, nor between neighbours" {
            let n = 1_000_000
            let values = noise "normal" 1 n 1.0f |> Array.map float

            for lag in [ 1; 2; 8; 16 ] do
                let product =
                    Seq.averageBy (fun i -> values[i] * values[i + lag]) (seq { 0 .. n - lag - 1 })

                Expect.isLessThan (abs product) (5.0 / sqrt (float n)) $"lag {lag}"
        }

        test "logarithm, sine and cosine are within three units of the last place of the exact ones" {
            for i in 1..2000 do
                let u = float32 i / 2000.0f

                Expect.isLessThan
                    (abs (float (log u) - Math.Log(float u)))
                    (2e-7 * max 1.0 (abs (Math.Log(float u))))
                    $"log {u}"

                let word = uint32 i * 2147483u
                let sin, cos = sinCos word
                let turn = float (word >>> 30) * Math.PI / 2.0

                let rest =
                    float (int ((word >>> 6) &&& 0xFFFFFFu) - (1 <<< 23)) / float (1 <<< 23)
                    * Math.PI
                    / 4.0

                Expect.isLessThan (abs (float sin - Math.Sin(turn + rest))) 2e-7 "sine"
                Expect.isLessThan (abs (float cos - Math.Cos(turn + rest))) 2e-7 "cosine"
        }
    ]
