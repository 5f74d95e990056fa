using Spindle.Torch;

namespace Spindle.Architectures;

/// <summary>
/// The sweeps through time of a rate network, in TorchScript: a step is a few calls there and none through the binding.
/// Buffers come from the caller and are written in place; nothing here builds a gradient's graph.
/// </summary>
internal static class RateScript
{
    private const string Text = """
        def drive(r, velocity, b, w_in, b_in):
            # r <- b + h, the input to every unit that does not depend on the state
            r.copy_(b)
            h = r.narrow(2, b.size(0) - b_in.size(0), b_in.size(0))
            h.add_(b_in)
            for k in range(velocity.size(2)):
                h.addcmul_(velocity.narrow(2, k, 1), w_in.select(1, k))

        def activate(r, u, w):
            # r <- max(0, tanh(r + u w)); tanh(z) = 2 sigmoid(2 z) - 1 takes a quarter of the time of tanh itself
            return r.addmm_(u, w, beta=2.0, alpha=2.0).sigmoid_().mul_(2.0).sub_(1.0).relu_()

        def normalise(u):
            length = torch.norm(u, 2, [1], True).clamp_(1e-12)
            u.div_(length)
            return length

        def run(velocity, initial, w, b, w_in, b_in, alpha: float, norm: bool):
            r = torch.empty([velocity.size(0), initial.size(0), w.size(0)], dtype=w.dtype, device=w.device)
            drive(r, velocity, b, w_in, b_in)
            u = initial.clone()
            for t in range(r.size(0)):
                torch.lerp(u, activate(r[t], u, w), alpha, out=u)
                if norm:
                    normalise(u)
            return r

        def forward(velocity, u, r, lengths, w, b, w_in, b_in, alpha: float, norm: bool):
            # u: states, one more than steps, the first given; r: rates; lengths: of the states before they are normalised
            drive(r, velocity, b, w_in, b_in)
            for t in range(r.size(0)):
                ut = u[t]
                next = u[t + 1]
                torch.lerp(ut, activate(r[t], ut, w), alpha, out=next)
                if norm:
                    lengths[t].copy_(normalise(next))

        def backward(velocity, u, r, lengths, d, slope, c, w, dw, db, dw_in, db_in, alpha: float, norm: bool):
            # d: on entry the gradient of the rates, on exit that of the units' inputs; c: the gradient of the state
            torch.sign(r, out=slope)
            slope.addcmul_(r, r, value=-1.0)
            d.mul_(slope)
            wt = w.t()
            c.zero_()
            steps = r.size(0)
            for i in range(steps - 1):
                t = steps - 1 - i
                dt = d[t]
                if i > 0:
                    dt.addcmul_(c, slope[t], value=alpha)
                c.addmm_(dt, wt, beta=1.0 - alpha)
                if norm:
                    ut = u[t]
                    c.addcmul_(ut, (c * ut).sum([1], True), value=-1.0).div_(lengths[t - 1])
            if steps > 1:
                d[0].addcmul_(c, slope[0], value=alpha)
            n = w.size(0)
            flat = d.view(-1, n)
            torch.mm(u.narrow(0, 0, steps).view(-1, n).t(), flat, out=dw)
            torch.sum(flat, [0], out=db)
            first = n - db_in.size(0)
            db_in.copy_(db.narrow(0, first, db_in.size(0)))
            inputs = flat.narrow(1, first, db_in.size(0))
            dw_in.copy_(torch.mm(inputs.t(), velocity.reshape(-1, velocity.size(2))))

        """;

    /// <summary>The functions.</summary>
    public static readonly TorchScript Functions = new(Text);
}
