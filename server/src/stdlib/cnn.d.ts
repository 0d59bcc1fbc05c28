// `.cnn` files are bundled as their text.

declare module "*.cnn" {
  const text: string;
  export default text;
}
