# Prints what `cnn summary` prints of ResNet-50, as it is done in PyTorch: a hook on every layer, one run, the totals.
import torch
import torchvision

model = torchvision.models.resnet50(weights=None).eval()
macs = 0


def tell(name):
    def hook(layer, inputs, output):
        global macs
        parameters = sum(p.numel() for p in layer.parameters())
        if isinstance(layer, (torch.nn.Conv2d, torch.nn.Linear)):
            positions = output.shape[2] * output.shape[3] if output.dim() == 4 else 1
            macs += positions * layer.weight.numel()
        print(f"{name:32} {type(layer).__name__:20} {'×'.join(map(str, output.shape[1:])):>14} {parameters:>12,}")

    return hook


for name, layer in model.named_modules():
    if not list(layer.children()):
        layer.register_forward_hook(tell(name))
with torch.no_grad():
    model(torch.zeros(1, 3, 224, 224))
print(f"{sum(p.numel() for p in model.parameters()):,} parameters, {macs:,} MACs")
