"""The update of system identification in eager PyTorch: reads counts of updates, answers with milliseconds an update."""
import sys
import time

try:
    import torch
except ImportError:
    print("none", flush=True)
    sys.exit(0)

torch.set_num_threads(1)
units, inputs, trials, window, alpha = int(sys.argv[1]), 100, 100, 50, 0.2
observed = units - inputs or units
torch.manual_seed(1)


def glorot(rows, columns):
    limit = (6 / (rows + columns)) ** 0.5
    return torch.nn.Parameter(torch.empty(rows, columns).uniform_(-limit, limit))


recurrent, bias = glorot(units, units), torch.nn.Parameter(torch.zeros(units))
input_weights, input_bias = glorot(inputs, 1), torch.nn.Parameter(torch.zeros(inputs))
adam = torch.optim.Adam([recurrent, bias, input_weights, input_bias], lr=1e-4)
rates, velocity = torch.rand(window, trials, observed), 2 * torch.randn(window, trials, 1)


def update():
    adam.zero_grad()
    state = torch.cat([rates[0], torch.zeros(trials, units - observed)], 1)
    fit = 0
    for step in range(1, window):
        drive = torch.matmul(velocity[step], input_weights.t()) + input_bias
        drive = torch.cat([torch.zeros(trials, units - inputs), drive], 1)
        rate = torch.relu(torch.tanh(torch.matmul(state, recurrent) + bias + drive))
        state = (1 - alpha) * state + alpha * rate
        fit = fit + (rate[:, :observed] - rates[step]).square().mean()
    (fit / (window - 1)).backward()
    adam.step()


print(f"PyTorch {torch.__version__}", flush=True)
for line in sys.stdin:
    count, start = int(line), time.process_time()
    for _ in range(count):
        update()
    print((time.process_time() - start) / count * 1e3, flush=True)
