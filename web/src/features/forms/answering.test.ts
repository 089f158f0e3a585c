import { describe, expect, it } from "vitest";
import { asked, faults, type Question, toSend } from "./answering";

const question = (id: string, more: Partial<Question> = {}): Question => ({
  id,
  label: id,
  kind: "text",
  help: "",
  required: false,
  options: [],
  show_if: null,
  ...more,
});
const KIND = question("kind", { kind: "choice", options: ["Bug", "Wish"] });
const STEPS = question("steps", { required: true, show_if: { question: "kind", values: ["Bug"] } });
const MORE = question("more", { show_if: { question: "agree", values: ["true"] } });
const AGREE = question("agree", { kind: "checkbox", show_if: { question: "kind", values: ["Bug"] } });
const ids = (questions: Question[]) => questions.map(({ id }) => id);

describe("what is asked", () => {
  const all = [KIND, STEPS, AGREE, MORE];

  it("depends on earlier answers", () => {
    expect(ids(asked(all, {}))).toEqual(["kind"]);
    expect(ids(asked(all, { kind: "Bug" }))).toEqual(["kind", "steps", "agree"]);
    expect(ids(asked(all, { kind: "Bug", agree: true }))).toEqual(["kind", "steps", "agree", "more"]);
  });

  it("is not asked when what it depends on is not, whatever was answered there before", () => {
    expect(ids(asked(all, { kind: "Wish", agree: true }))).toEqual(["kind"]);
  });

  it("may depend on one of several choices", () => {
    const several = question("several", { kind: "choices", options: ["a", "b"] });
    const then = question("then", { show_if: { question: "several", values: ["b"] } });
    expect(ids(asked([several, then], { several: ["a", "b"] }))).toEqual(["several", "then"]);
  });
});

describe("answers", () => {
  it("are looked at where they are asked, and nowhere else", () => {
    expect(Object.keys(faults([KIND, STEPS], { kind: "Bug" }))).toEqual(["steps"]);
    expect(faults([KIND, STEPS], { kind: "Wish" })).toEqual({});
  });

  it.each([
    ["email", "ann", true],
    ["email", "ann@example.org", false],
    ["url", "example.org", true],
    ["url", "https://example.org/x", false],
    ["number", "1,5", false],
    ["number", "many", true],
    ["text", "x".repeat(501), true],
    ["checkbox", false, true],
  ] as const)("as %s %j is wrong: %s", (kind, answer, isWrong) => {
    const found = faults([question("q", { kind, required: true })], { q: answer });
    expect(Object.keys(found)).toEqual(isWrong ? ["q"] : []);
  });

  it("are sent as the service takes them", () => {
    const number = question("number", { kind: "number" });
    const answers = { kind: "Wish", steps: "left over", number: "2,5", blank: "  " };
    expect(toSend([KIND, STEPS, number, question("blank")], answers)).toEqual({ kind: "Wish", number: 2.5 });
  });
});
