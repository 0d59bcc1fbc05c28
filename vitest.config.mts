import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [
    {
      // As in the bundle: a `.cnn` file is imported as its text.
      name: "cnn-text",
      transform: (code, id) => (id.endsWith(".cnn") ? `export default ${JSON.stringify(code)};` : undefined),
    },
  ],
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "test/editor/**"],
    testTimeout: 60_000,
    globalSetup: ["test/support/build-programs.ts"],
  },
});
