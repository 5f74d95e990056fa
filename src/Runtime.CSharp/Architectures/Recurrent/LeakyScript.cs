using Spindle.Torch;

namespace Spindle.Architectures.Recurrent;

/// <summary>
/// The sweeps of leaky units through time, in TorchScript: a step is a few calls there and none through the binding. A row of
/// <c>h</c> is [h, 1 …, x], so that one product with [W; b; W_in] gives the summed input of a step, and one product of all
/// rows the gradient of all three.
/// </summary>
/// <remarks>
/// With g the gradient by h_t through the outputs and c the whole of it: c_t = g_t + (1 − α) c_{t+1} + α d_{t+1} Wᵀ with
/// d_t = c_t f'(a_t); the gradient of [W; b; W_in] is α Σ [h_{t−1}, 1, x_t]ᵀ d_t.
/// </remarks>
internal static class LeakyScript
{
    private const string Text = """
        def activate(a, f, kind: int):
            # f(a), in f or in a; a keeps what the slope needs
            if kind == 0:
                return torch.softplus(a, 1, 20, out=f)
            if kind == 1:
                return a.relu_()
            if kind == 2:
                return a.mul_(2.0).sigmoid_().mul_(2.0).sub_(1.0)
            if kind == 3:
                return torch.mul(a.relu_(), a, out=f)
            if kind == 4:
                return a.relu_().mul_(2.0).sigmoid_().mul_(2.0).sub_(1.0)
            return torch.elu_(a)

        def slope(c, kept, d, kind: int):
            # d <- c f'(a)
            if kind == 0:
                torch.softplus_backward(c, kept, 1, 20, grad_input=d)
            elif kind == 1:
                torch.threshold_backward(c, kept, 0, grad_input=d)
            elif kind == 2:
                torch.tanh_backward(c, kept, grad_input=d)
            elif kind == 3:
                torch.mul(c, kept, out=d).mul_(2.0)
            elif kind == 4:
                torch.tanh_backward(c, kept, grad_input=d)
                torch.threshold_backward(d, kept, 0, grad_input=d)
            else:
                torch.elu_backward(c, 1, 1, 1, True, kept, grad_input=d)

        def forward(h, a, f, w, wo, z, alpha: float, kind: int):
            # h: rows [h, 1, x], one step more than a; a: on entry the noise, on exit what the slopes need; z: outputs
            n = w.size(1)
            for t in range(a.size(0)):
                ht = h[t]
                at = a[t]
                at.addmm_(ht, w)
                torch.lerp(ht.narrow(1, 0, n), activate(at, f, kind), alpha, out=h[t + 1].narrow(1, 0, n))
            rows = h.narrow(0, 1, a.size(0)).view(-1, h.size(2)).narrow(1, 0, n + 1)
            # The products with few columns are faster by far in these orders of rows.
            torch.mm(rows, wo.t().contiguous().t(), out=z.view(-1, wo.size(1)))

        def backward(h, a, dz, d, c, w, wo, dw, dwo, alpha: float, kind: int, l1: float, l2: float):
            steps = a.size(0)
            n = w.size(1)
            wt = w.narrow(0, 0, n).t()
            wot = wo.narrow(0, 0, n).t()
            c.zero_()
            for i in range(steps):
                t = steps - 1 - i
                c.addmm_(dz[t], wot)
                if l2 != 0.0:
                    c.add_(h[t + 1].narrow(1, 0, n), alpha=l2)
                if l1 != 0.0:
                    c.add_(torch.sign(h[t + 1].narrow(1, 0, n)), alpha=l1)
                dt = d[t]
                slope(c, a[t], dt, kind)
                if t > 0:
                    c.addmm_(dt, wt, beta=1.0 - alpha, alpha=alpha)
            width = h.size(2)
            torch.mm(h.narrow(0, 0, steps).view(-1, width).t(), d.view(-1, n), out=dw)
            dw.mul_(alpha)
            dwo.copy_(torch.mm(dz.view(-1, dz.size(2)).t(), h.narrow(0, 1, steps).view(-1, width).narrow(1, 0, n + 1)).t())

        def run(x, a, f, h, w, wo, z, activity: Optional[Tensor], sizes: Optional[Tensor], alpha: float, kind: int):
            # h: the one row of every trial; goes on from it. z: steps × outputs × trials
            wot = wo.t().contiguous()
            n = w.size(1)
            first = h.size(1) - x.size(2)
            state = h.narrow(1, 0, n)
            given = h.narrow(1, first, x.size(2))
            read = h.narrow(1, 0, n + 1).t()
            for t in range(a.size(0)):
                given.copy_(x[t])
                at = a[t]
                at.addmm_(h, w)
                state.lerp_(activate(at, f, kind), alpha)
                torch.mm(wot, read, out=z[t])
                if activity is not None:
                    activity[t].copy_(state)
                if sizes is not None:
                    sizes[0].add_(state.abs().sum())
                    sizes[1].add_(state.square().sum())

        """;

    /// <summary>The functions.</summary>
    public static readonly TorchScript Functions = new(Text);
}
