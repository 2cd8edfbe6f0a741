// Counted words. Languages differ in how many forms a noun has (Arabic has six); the rules come from the engine.

/** The forms a counted phrase has; `#` stands for the number. `other` is always needed. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Makes the function that says a count in one language: `counted("en", { one: "# film", other: "# films" })(3)`. */
export function counted(language: string, forms: Forms): (n: number) => string {
  const rules = new Intl.PluralRules(language);
  return (n) => (forms[rules.select(n)] ?? forms.other).replace("#", String(n));
}
