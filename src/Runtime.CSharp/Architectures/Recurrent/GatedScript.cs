using Spindle.Torch;

namespace Spindle.Architectures.Recurrent;

/// <summary>The steps of gated cells, in TorchScript; gradients are autograd's.</summary>
internal static class GatedScript
{
    private const string Text = """
        def aim(a, kind: int):
            if kind == 0:
                return torch.softplus(a)
            if kind == 1:
                return torch.relu(a)
            if kind == 2:
                return torch.tanh(a)
            if kind == 3:
                return torch.square(torch.relu(a))
            if kind == 4:
                return torch.tanh(torch.relu(a))
            return torch.elu(a)

        def gru(x, noise, state, gate_in, gate_rec, gate_bias, w_in, w, b, alpha: float, kind: int, keep: bool):
            # gates: reset, then update
            n = w.size(0)
            gates = (torch.matmul(x, gate_in) + gate_bias).unbind(0)
            drives = (torch.matmul(x, w_in) + b + noise).unbind(0)
            states = []
            for t in range(x.size(0)):
                gate = torch.sigmoid(torch.addmm(gates[t], state, gate_rec))
                update = gate.narrow(1, n, n)
                candidate = aim(torch.addmm(drives[t], gate.narrow(1, 0, n) * state, w), kind)
                if keep:
                    state = torch.lerp(candidate, state, update)
                else:
                    state = torch.lerp(state, candidate, update * alpha)
                states.append(state)
            return torch.stack(states), state

        def lstm(x, noise, state, gate_in, gate_rec, gate_bias, w_in, w, b, alpha: float, kind: int, keep: bool):
            # gates: input, forget, output; state: [h, c]
            n = w.size(0)
            gates = (torch.matmul(x, gate_in) + gate_bias).unbind(0)
            drives = (torch.matmul(x, w_in) + b).unbind(0)
            h = state.narrow(1, 0, n)
            c = state.narrow(1, n, n)
            states = []
            for t in range(x.size(0)):
                gate = torch.sigmoid(torch.addmm(gates[t], h, gate_rec))
                c = gate.narrow(1, n, n) * c + gate.narrow(1, 0, n) * aim(torch.addmm(drives[t], h, w), kind)
                h = gate.narrow(1, 2 * n, n) * aim(c, kind)
                states.append(h)
            return torch.stack(states), torch.cat([h, c], 1)

        """;

    /// <summary>The compiled functions.</summary>
    public static readonly TorchScript Functions = new(Text);
}
