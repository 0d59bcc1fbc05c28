# Prints what `cnn summary` prints of ResNet-50, as it is done in PyTorch: the network, a hook on every layer, one run.
import torch
from torch import nn


def conv(inputs, filters, kernel, stride=1):
    layer = nn.Conv2d(inputs, filters, kernel, stride, padding=kernel // 2, bias=False)
    return [layer, nn.BatchNorm2d(filters)]


class Bottleneck(nn.Module):
    def __init__(self, inputs, width, stride):
        super().__init__()
        outputs = 4 * width
        self.main = nn.Sequential(
            *conv(inputs, width, 1), nn.ReLU(), *conv(width, width, 3, stride), nn.ReLU(), *conv(width, outputs, 1)
        )
        changes = stride > 1 or inputs != outputs
        self.shortcut = nn.Sequential(*conv(inputs, outputs, 1, stride)) if changes else nn.Identity()
        self.relu = nn.ReLU()

    def forward(self, x):
        return self.relu(self.main(x) + self.shortcut(x))


layers = [*conv(3, 64, 7, 2), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
inputs = 64
for width, count, stride in [(64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2)]:
    for index in range(count):
        layers.append(Bottleneck(inputs, width, stride if index == 0 else 1))
        inputs = 4 * width
model = nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(2048, 1000)).eval()
macs = 0


def tell(name):
    def hook(layer, _, output):
        global macs
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            macs += output[0][0].numel() * layer.weight.numel() if output.dim() == 4 else layer.weight.numel()
        parameters = sum(p.numel() for p in layer.parameters())
        print(f"{name:24} {type(layer).__name__:20} {'×'.join(map(str, output.shape[1:])):>14} {parameters:>12,}")

    return hook


for name, layer in model.named_modules():
    if not list(layer.children()):
        layer.register_forward_hook(tell(name))
with torch.no_grad():
    model(torch.zeros(1, 3, 224, 224))
print(f"{sum(p.numel() for p in model.parameters()):,} parameters, {macs:,} MACs")
