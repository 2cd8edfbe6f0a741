// Sentences as a voice says them, in the languages of the screens.
import { expect, test } from "vitest";
import { sentencesOf, spoken } from "./sentences";

const cut = (text: string, language: string | null) =>
  sentencesOf(text, language).map(({ start, end }) => text.slice(start, end));

test("sentences end where each language ends them", () => {
  expect(cut("It rains. We stay in! Why not?", "en")).toEqual(["It rains.", "We stay in!", "Why not?"]);
  expect(cut("Il pleut\u00a0! On reste «\u00a0ici\u00a0». Voilà…", "fr")).toEqual([
    "Il pleut\u00a0!",
    "On reste «\u00a0ici\u00a0».",
    "Voilà…",
  ]);
  expect(cut("Het regent. „Blijf hier.” Goed?", "nl")).toEqual(["Het regent.", "„Blijf hier.”", "Goed?"]);
  expect(cut("Es regnet. Am 3. Mai bleiben wir.", "de")).toEqual(["Es regnet.", "Am 3. Mai bleiben wir."]);
  expect(cut("هل تمطر؟ نبقى هنا. حسنًا!", "ar")).toEqual(["هل تمطر؟", "نبقى هنا.", "حسنًا!"]);
});

test("a full stop that cuts a word short ends nothing", () => {
  expect(cut("Dr. J. Peeters met Mrs. De Smet. They spoke.", "en")).toEqual([
    "Dr. J. Peeters met Mrs. De Smet.",
    "They spoke.",
  ]);
  expect(cut("Voir p. 12 et M. Dupont. Puis rien.", "fr")).toEqual(["Voir p. 12 et M. Dupont.", "Puis rien."]);
  expect(cut("Zie blz. 4 en bijv. Gent. Einde.", "nl")).toEqual(["Zie blz. 4 en bijv. Gent.", "Einde."]);
  expect(cut("Manche, z. B. Anna, bleiben. Andere nicht.", "de")).toEqual([
    "Manche, z. B. Anna, bleiben.",
    "Andere nicht.",
  ]);
});

test("a line that ends in the source ends no sentence, and white space belongs to none", () => {
  expect(cut("  The tide\n  comes in. \n\n It goes.\n", "en")).toEqual(["The tide\n  comes in.", "It goes."]);
});

test("what holds no letter and no digit is not said", () => {
  expect(cut("* * * — … !", "en")).toEqual([]);
  expect(cut("", "en")).toEqual([]);
  expect(cut("1984.", "en")).toEqual(["1984."]);
});

test("what is too long for one breath is cut after a clause, and nothing is lost", () => {
  const long = `${"We counted boats, carts and people on the quay, ".repeat(20)}and went home.`;
  const pieces = cut(long, "en");
  expect(pieces.length).toBeGreaterThan(2);
  for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(400);
  expect(pieces.slice(0, -1).every((piece) => piece.endsWith(","))).toBe(true);
  expect(pieces.join(" ")).toBe(long);
  const endless = "ん".repeat(1000);
  expect(cut(endless, "ja").join("")).toBe(endless);
  const pairs = "𝄞".repeat(500);
  expect(cut(`a${pairs}`, null).every((piece) => !/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(piece))).toBe(true);
});

test("a code that is no language cuts all the same", () => {
  expect(cut("One. Two.", "not a code")).toEqual(["One.", "Two."]);
  expect(cut("One. Two.", null)).toEqual(["One.", "Two."]);
});

test("a voice gets one line of words", () => {
  expect(spoken(" co\u00adope\u00adration\n of  boats\u200b ")).toBe("cooperation of boats");
});
