/// Ctrl-C and SIGTERM, as a request to end.
module Spindle.Cli.Interruption

open System.Runtime.InteropServices
open System.Threading

/// Does something that ends early when the user wants it to; first, the user is told so.
let during (tell: unit -> unit) (work: CancellationToken -> 'T) : 'T =
    use cancellation = new CancellationTokenSource()

    let stop (context: PosixSignalContext) =
        context.Cancel <- true
        tell ()
        cancellation.Cancel()

    use _ = PosixSignalRegistration.Create(PosixSignal.SIGINT, stop)
    use _ = PosixSignalRegistration.Create(PosixSignal.SIGTERM, stop)
    work cancellation.Token
