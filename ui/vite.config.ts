// How the screens are built: one folder of plain files under a strict content policy, no inline anything.
import { readdirSync, readFileSync } from "node:fs";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const FACES = "node_modules/@fontsource-variable";

/** The faces' licence wants to travel with them: all of its copies go into one text beside the screens. */
const facesLicence: Plugin = {
  name: "faces-licence",
  apply: "build",
  generateBundle() {
    const texts = readdirSync(FACES).map((face) => `${face}\n\n${readFileSync(`${FACES}/${face}/LICENSE`, "utf8")}`);
    this.emitFile({ type: "asset", fileName: "faces-licence.txt", source: texts.join("\n\n") });
  },
};

export default defineConfig({
  plugins: [svelte(), facesLicence],
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
