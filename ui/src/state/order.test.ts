// The attract loop is fair and never shows what is not there.
import { expect, test } from "vitest";
import { catalogue, edition, film, photo, publication, series, stand } from "../messages/sample";
import { Order, pictureOf, type Attraction } from "./order";

/** A small generator (Park–Miller), so that every order here is one known order. */
const dice = (seed: number) => () => (seed = (seed * 48271) % 2147483647) / 2147483647;

const many = stand(1, { series: [series("a", ...Array.from({ length: 9 }, (_, n) => photo(`a${n}`)))] });
const few = stand(2, { series: [series("b", photo("b0"))] });
const mixed = stand(3, { films: [film("c-film")], series: [series("c", photo("c0"), photo("c1", "pending"))] });

const deal = (order: Order, from: ReturnType<typeof catalogue>, times: number): Attraction[] =>
  Array.from({ length: times }, () => order.next(from)).filter((one) => one !== null);
const idOf = (one: Attraction | undefined) =>
  one?.kind === "film" ? one.film.id : one?.kind === "photo" ? one.photo.id : one?.publication.id;

test("stands come in turn, however much each of them brought", () => {
  const dealt = deal(new Order(dice(7)), catalogue([many, few, mixed]), 9);
  expect(dealt.map((one) => one.stand.number)).toEqual([1, 2, 3, 1, 2, 3, 1, 2, 3]);
});

test("within a stand nothing comes twice before everything came once, nor twice running between rounds", () => {
  for (let seed = 1; seed < 40; seed++) {
    const dealt = deal(new Order(dice(seed)), catalogue([many]), 27).map(idOf);
    for (const round of [0, 9, 18]) expect(new Set(dealt.slice(round, round + 9)).size).toBe(9);
    dealt.slice(1).forEach((id, index) => expect(id).not.toBe(dealt[index]));
  }
});

test("only what is ready is dealt", () => {
  const dealt = deal(new Order(dice(3)), catalogue([mixed]), 12);
  expect(dealt.map(idOf)).not.toContain("c1");
  expect(new Set(dealt.map(idOf))).toEqual(new Set(["c-film", "c0"]));
  expect(new Order().next(catalogue([stand(1, { films: [film("f", "pending"), film("g", "broken")] })]))).toBeNull();
  expect(new Order().next(catalogue([]))).toBeNull();
});

test("a stand that is taken down does not break the turn", () => {
  const order = new Order(dice(5));
  order.next(catalogue([many, few, mixed]));
  const after = order.next(catalogue([few, mixed]));
  expect(after?.stand.number).toBe(2);
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
  expect(new Order().next(hung("pending"))).toBeNull();
  expect(idOf(new Order().next(hung("broken")) ?? undefined)).toBe("p0");
});
