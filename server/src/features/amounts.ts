// Amounts as the features write them.

export { formatBytes as bytes, quantity } from "../base/amount";
