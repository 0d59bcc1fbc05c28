// Options as PyTorch, Keras and TensorFlow call them, and the parameters that they are here.

/** By the name elsewhere: the parameters that it may be, the first that the kind has. */
export const OTHER_OPTIONS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    channels: ["filters", "units"],
    drop_prob: ["rate"],
    drop_rate: ["rate"],
    factor: ["scale", "rate"],
    features: ["filters", "units"],
    filter_size: ["kernel"],
    kernel_shape: ["kernel"],
    kernel_size: ["kernel"],
    ksize: ["kernel"],
    n_filters: ["filters"],
    negative_slope: ["slope"],
    neurons: ["units"],
    num_features: ["filters", "units"],
    num_filters: ["filters"],
    num_groups: ["groups"],
    num_heads: ["heads"],
    out_channels: ["filters"],
    out_features: ["units"],
    output_size: ["size"],
    pool_size: ["kernel"],
    prob: ["rate"],
    probability: ["rate"],
    rate: ["dilation"],
    scale_factor: ["scale"],
    target_shape: ["size", "shape"],
    target_size: ["size"],
    upscale_factor: ["factor", "scale"],
    use_bias: ["bias"],
    window: ["kernel"],
  }),
);

/** What names an activation that is applied to the layer's output. */
export const ACTIVATION_OPTIONS: ReadonlySet<string> = new Set([
  "activation",
  "act",
  "act_layer",
  "activation_fn",
  "nonlinearity",
]);

/** What changes neither shapes nor counts. */
export const IDLE_OPTIONS =
  /^(in_channels|in_features|input_dim|input_shape|input_size|data_format|padding_mode|name|inplace|device|dtype|eps|epsilon|momentum|align_corners|batch_first|track_running_stats|seed|return_state|recurrent_dropout|\w+_(initializer|regularizer|constraint))$/;
