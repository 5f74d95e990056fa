module Spindle.Tests.Torch.TorchScriptTests

open System
open System.Threading
open Expecto
open TorchSharp
open Spindle.Torch

let private script =
    TorchScript
        "def weigh(x, a: float, b: float, c: float, n: int, twice: bool, rest: Optional[Tensor]):
    y = x * a + b - c + n
    if twice:
        y = y * 2.0
    return y
"

let private weigh (x: torch.Tensor) (a: float) (b: float) (c: float) =
    use y =
        script.Call("weigh", x, a, b, c, 3, true, null)
        |> nonNull
        |> unbox<torch.Tensor>

    y.item<float>()

[<Tests>]
let tests =
    testSequenced
    <| testList "functions in TorchScript" [
        test "numbers that a function is given live as long as the call, though the garbage is collected all the time" {
            TorchNative.Load() |> ignore
            use x = torch.tensor 2.0
            use ended = new CancellationTokenSource()

            let collector =
                Thread(fun () ->
                    while not ended.IsCancellationRequested do
                        GC.Collect()
                        // Else a call may wait a minute for its turn.
                        Thread.Yield() |> ignore
                        Thread.SpinWait 2000)

            collector.Start()

            try
                for call in 1..2000 do
                    let number = float call
                    Expect.equal (weigh x number 0.25 0.5) (2.0 * (2.0 * number - 0.25 + 3.0)) $"call {call}"
            finally
                ended.Cancel()
                collector.Join()
        }
    ]
