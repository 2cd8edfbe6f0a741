// How the screens are built: one folder of plain files under a strict content policy, no inline anything.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte()],
  // The engines the show runs in; oklch() and the logical properties are the newest things the screens need.
  build: {
    target: ["safari15.4", "chrome105"],
    // Fonts as data: addresses would need a hole in the content policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  test: { environment: "node", include: ["src/**/*.test.ts"] },
});
