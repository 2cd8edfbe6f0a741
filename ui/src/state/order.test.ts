// The attract loop is fair and never shows what is not there.
import { expect, test } from "vitest";
import type { Catalogue } from "../messages/messages";
import { catalogue, edition, film, photo, publication, series, session, stand } from "../messages/sample";
import { USUAL_ATTRACT } from "../messages/usual";
import { Order, pictureOf, type Attraction, type Hall, type Turn } from "./order";

/** A small generator (Park–Miller), so that every order here is one known order. */
const dice = (seed: number) => () => (seed = (seed * 48271) % 2147483647) / 2147483647;

const many = stand(1, { series: [series("a", ...Array.from({ length: 9 }, (_, n) => photo(`a${n}`)))] });
const few = stand(2, { series: [series("b", photo("b0"))] });
const mixed = stand(3, { films: [film("c-film")], series: [series("c", photo("c0"), photo("c1", "pending"))] });

const hall = (from: Catalogue, more: Partial<Hall> = {}): Hall => ({
  catalogue: from,
  when: 0,
  minute: 0,
  programme: false,
  pairs: false,
  barred: () => false,
  ...more,
});
const next = (order: Order, from: Catalogue, more: Partial<Hall> = {}): Attraction | undefined =>
  order.next(hall(from, more))?.attraction;
const deal = (order: Order, from: Catalogue, times: number, more: Partial<Hall> = {}): Attraction[] =>
  Array.from({ length: times }, () => next(order, from, more)).filter((one) => one !== undefined);
const idOf = (one: Attraction | undefined) => {
  switch (one?.kind) {
    case "film":
      return one.film.id;
    case "photo":
      return one.photo.id;
    case "publication":
      return one.publication.id;
    default:
      return one?.kind;
  }
};
const numberOf = (one: Attraction | undefined) =>
  one === undefined || one.kind === "programme" ? undefined : one.stand.number;

test("stands come in rounds, however much each of them brought, and none comes twice running", () => {
  for (let seed = 1; seed < 40; seed++) {
    const dealt = deal(new Order(dice(seed)), catalogue([many, few, mixed]), 30).map(numberOf);
    for (let round = 0; round < 30; round += 3) expect(new Set(dealt.slice(round, round + 3)).size).toBe(3);
    dealt.slice(1).forEach((number, index) => expect(number).not.toBe(dealt[index]));
  }
});

test("within a stand nothing comes twice before everything came once, nor twice running between rounds", () => {
  for (let seed = 1; seed < 40; seed++) {
    const dealt = deal(new Order(dice(seed)), catalogue([many]), 27).map(idOf);
    for (const round of [0, 9, 18]) expect(new Set(dealt.slice(round, round + 9)).size).toBe(9);
    dealt.slice(1).forEach((id, index) => expect(id).not.toBe(dealt[index]));
  }
});

test("what lies on the glass already is dealt first, and the round goes on as ever", () => {
  for (let seed = 1; seed < 40; seed++) {
    const order = new Order(dice(seed), null, photo("a4").media);
    expect(next(order, catalogue([]))).toBeUndefined();
    const dealt = deal(order, catalogue([many, few, mixed]), 12);
    expect(idOf(dealt[0])).toBe(photo("a4").id);
    expect(new Set(dealt.slice(0, 3).map(numberOf)).size).toBe(3);
    const again = deal(new Order(dice(seed), null, "gone"), catalogue([many, few, mixed]), 12);
    expect(again.map(idOf)).toEqual(deal(new Order(dice(seed)), catalogue([many, few, mixed]), 12).map(idOf));
  }
});

test("only what is ready is dealt", () => {
  const dealt = deal(new Order(dice(3)), catalogue([mixed]), 12);
  expect(dealt.map(idOf)).not.toContain("c1");
  expect(new Set(dealt.map(idOf))).toEqual(new Set(["c-film", "c0"]));
  const unready = catalogue([stand(1, { films: [film("f", "pending"), film("g", "broken")] })]);
  expect(next(new Order(), unready)).toBeUndefined();
  expect(next(new Order(), catalogue([]))).toBeUndefined();
});

test("a stand that is taken down does not break the turn", () => {
  const order = new Order(dice(5));
  next(order, catalogue([many, few, mixed]));
  expect([2, 3]).toContain(numberOf(next(order, catalogue([few, mixed]))));
});

test("the only photo of the show comes again and again", () => {
  expect(deal(new Order(dice(1)), catalogue([few]), 3).map(idOf)).toEqual(["b0", "b0", "b0"]);
});

test("covers stand for a stand that brought neither films nor photos, and only ready ones", () => {
  const papers = [
    publication("p0", edition("en", "pending"), edition("fr")),
    publication("p1", edition("en", "broken")),
  ];
  const readers = stand(4, { publications: papers });
  const dealt = deal(new Order(dice(2)), catalogue([readers]), 2);
  expect(dealt.map(idOf)).toEqual(["p0", "p0"]);
  expect(dealt[0] && pictureOf(dealt[0])).toMatchObject({ language: "fr" });
  expect(deal(new Order(dice(2)), catalogue([stand(5, { ...few, publications: papers })]), 3).map(idOf)).toEqual([
    "b0",
    "b0",
    "b0",
  ]);
});

test("no cover comes before photos that are being made, and it comes where they turn out broken", () => {
  const papers = [publication("p0", edition("en"))];
  const hung = (state: "pending" | "broken") =>
    catalogue([stand(6, { publications: papers, series: [series("d", photo("d0", state))] })]);
  expect(next(new Order(), hung("pending"))).toBeUndefined();
  expect(idOf(next(new Order(), hung("broken")))).toBe("p0");
});

test("what is new comes within three turns, twice of one stand at most before it waits for its round", () => {
  for (let seed = 1; seed < 40; seed++) {
    const order = new Order(dice(seed));
    deal(order, catalogue([many, few, mixed]), 5);
    const grown = stand(2, { series: [series("b", photo("b0"), photo("new"))] });
    const dealt = deal(order, catalogue([many, grown, mixed], 2), 3).map(idOf);
    expect(dealt).toContain("new");
  }
  const order = new Order(dice(3));
  deal(order, catalogue([many, few]), 4);
  const flood = stand(2, { series: [series("b", photo("b0"), ...[1, 2, 3, 4].map((n) => photo(`new${n}`)))] });
  const dealt = deal(order, catalogue([many, flood], 2), 6).map(numberOf);
  dealt.slice(1).forEach((number, index) => expect(number).not.toBe(dealt[index]));
});

test("in the order of the folder a stand shows all it has, and then the next one", () => {
  const ordered = catalogue([few, mixed], 1, { attract: { ...USUAL_ATTRACT, in_folder_order: true } });
  expect(deal(new Order(dice(1)), ordered, 7).map(idOf)).toEqual(["b0", "c-film", "c0", "b0", "c-film", "c0", "b0"]);
});

test("what has failed too often is passed over", () => {
  const dealt = deal(new Order(dice(1)), catalogue([mixed]), 4, { barred: (media) => media === "media-c-film" });
  expect(dealt.map(idOf)).toEqual(["c0", "c0", "c0", "c0"]);
});

test("upright photos of a series share the glass where two fit", () => {
  const upright = (id: string) => photo(id, "ready", 800, 1200);
  const gallery = stand(1, { series: [series("s", upright("u1"), upright("u2"), photo("wide"))] });
  const dealt = deal(new Order(dice(4)), catalogue([gallery]), 2, { pairs: true });
  const pair = dealt.find((one) => one.kind === "photo" && one.beside !== undefined);
  expect(pair?.kind === "photo" && new Set([pair.photo.id, pair.beside?.id])).toEqual(new Set(["u1", "u2"]));
  expect(deal(new Order(dice(4)), catalogue([gallery]), 9).some((one) => "beside" in one)).toBe(false);
});

test("a card comes between from time to time: the programme, and who says something of itself", () => {
  const telling = stand(2, { ...few, number: 2, blurb: { en: "We do" } });
  const fair = catalogue([many, telling, mixed], 1, { sessions: [session("14:00", "15:00")] });
  const dealt = deal(new Order(dice(2)), fair, 40, { programme: true });
  expect(dealt.slice(0, 9).some((one) => one.kind === "programme")).toBe(false);
  expect(dealt.filter((one) => one.kind === "programme")).toHaveLength(2);
  const invitations = dealt.filter((one) => one.kind === "invitation");
  expect(invitations.map(numberOf)).toEqual([2, 2]);
  expect(deal(new Order(dice(2)), fair, 40).some((one) => one.kind === "programme")).toBe(false);
});

test("a part of the day has stands of its own", () => {
  const parted = catalogue([many, few], 1, {
    attract: { ...USUAL_ATTRACT, day_parts: [{ start: "18:00", end: "02:00", stands: ["stand-2"] }] },
  });
  const at = (minute: number) => new Set(deal(new Order(dice(1)), parted, 6, { minute }).map(numberOf));
  expect(at(19 * 60)).toEqual(new Set([2]));
  expect(at(60)).toEqual(new Set([2]));
  expect(at(120)).toEqual(new Set([1, 2]));
});

test("the loop goes on where it stopped", () => {
  const before = new Order(dice(6));
  const seen = deal(before, catalogue([many]), 5).map(idOf);
  const memory = JSON.parse(JSON.stringify(before.memory)) as typeof before.memory;
  const after = deal(new Order(dice(8), memory), catalogue([many]), 4).map(idOf);
  expect(new Set([...seen, ...after]).size).toBe(9);
});

test("every turn takes its own time", () => {
  const turn: Turn | null = new Order().next(hall(catalogue([few])));
  expect([turn?.until, turn?.from]).toEqual([null, null]);
});
