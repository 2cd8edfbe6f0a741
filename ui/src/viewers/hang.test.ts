// A photo must not lose its edge to the glass, nor its sharpness to its size.
import { describe, expect, it } from "vitest";
import { closest, hung } from "./hang";

const frame = { width: 1920, height: 944 };

describe("a photo", () => {
  it("fills the glass where less than 12 % is lost", () => {
    expect(hung({ width: 1900, height: 1000 }, frame)).toMatchObject({ width: 1920 });
    expect(hung({ width: 1900, height: 1000 }, frame).height).toBeGreaterThan(944);
  });
  it("hangs whole where more would be lost", () => {
    expect(hung({ width: 3000, height: 2000 }, frame)).toEqual({ width: 1416, height: 944 });
    expect(hung({ width: 1000, height: 2000 }, frame)).toEqual({ width: 472, height: 944 });
  });
  it("that is small is not blown up beyond recognition", () => {
    expect(hung({ width: 300, height: 200 }, frame)).toEqual({ width: 750, height: 500 });
  });
  it("of unknown size still hangs", () => {
    expect(hung({ width: 0, height: 0 }, frame)).toEqual({ width: 1416, height: 944 });
  });
  it("can be seen closer, down to its pixels within reason", () => {
    expect(closest({ width: 1500, height: 1000 }, { width: 1416, height: 944 })).toBe(2.5);
    expect(closest({ width: 5000, height: 4000 }, { width: 1416, height: 944 })).toBe(5);
  });
});
