// Read by svelte-check and the build alike: runes everywhere, so that state has one grammar.
import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
};
