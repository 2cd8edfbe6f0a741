// A key that has just done something says so for a moment, and then is a key again.

/** How long the tick stays. */
const DONE_MS = 2_000;

/** Whether something was done a moment ago: `done.say()` when it is, `done.now` meanwhile. For one component. */
export function justDone(): { readonly now: boolean; say: () => void } {
  let now = $state(false);
  let end: ReturnType<typeof setTimeout> | undefined;
  $effect(() => () => clearTimeout(end));
  return {
    get now() {
      return now;
    },
    say() {
      now = true;
      clearTimeout(end);
      end = setTimeout(() => (now = false), DONE_MS);
    },
  };
}
