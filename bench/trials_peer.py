"""The update of training on trials in eager PyTorch: reads counts of updates, answers with milliseconds an update."""
import sys
import time

try:
    import torch
except ImportError:
    print("none", flush=True)
    sys.exit(0)

torch.set_num_threads(1)
steps, trials, inputs, units, outputs, alpha = 175, 64, 15, 256, 9, 0.2
torch.manual_seed(1)
recurrent = torch.nn.Parameter(0.5 * torch.linalg.qr(torch.randn(units, units))[0].contiguous())
bias = torch.nn.Parameter(torch.zeros(units))
input_weights = torch.nn.Parameter(torch.randn(inputs, units) / inputs**0.5)
output_weights = torch.nn.Parameter(0.1 * torch.randn(units, outputs))
output_bias = torch.nn.Parameter(torch.zeros(outputs))
parameters = [recurrent, bias, input_weights, output_weights, output_bias]
adam = torch.optim.Adam(parameters, lr=1e-3)
x, y, mask = torch.rand(steps, trials, inputs), torch.rand(steps, trials, outputs), torch.rand(steps, 1, outputs)
deviation = 0.05 * (2 / alpha) ** 0.5


def update():
    adam.zero_grad()
    h = torch.zeros(trials, units)
    states = []
    for given in x.unbind():
        a = torch.matmul(given, input_weights) + torch.matmul(h, recurrent) + bias + torch.randn(trials, units) * deviation
        h = (1 - alpha) * h + alpha * torch.nn.functional.softplus(a)
        states.append(h)
    output = torch.sigmoid(torch.matmul(torch.stack(states), output_weights) + output_bias)
    (mask * (y - output)).square().mean().backward()
    torch.nn.utils.clip_grad_value_(parameters, 1.0)
    adam.step()


print(f"PyTorch {torch.__version__}", flush=True)
for line in sys.stdin:
    count, start = int(line), time.process_time()
    for _ in range(count):
        update()
    print((time.process_time() - start) / count * 1e3, flush=True)
