import { describe, expect, it } from "vitest";
import {
  fillable,
  filling,
  idFrom,
  moved,
  newQuestion,
  optionsFrom,
  type Question,
  withKind,
} from "./building";

const question = (id: string, more: Partial<Question> = {}): Question => ({
  ...newQuestion(id, [], "text"),
  id,
  maps_to: null,
  required: false,
  ...more,
});

describe("a new question", () => {
  it("fills the title when none does", () => {
    const first = newQuestion("What do you need?", []);
    expect(first).toMatchObject({ id: "what_do_you_need", maps_to: "title", required: true });
    expect(newQuestion("And?", [first])).toMatchObject({ maps_to: null, required: false });
  });

  it.each([
    ["What do you need?", "what_do_you_need"],
    ["2 things", "things"],
    ["Größe", "gro_e"],
    ["???", "question"],
  ])("%j has the id %j", (label, id) => expect(idFrom(label, [])).toBe(id));

  it("has an id that no other has", () => {
    expect(idFrom("Why?", [{ id: "why" }, { id: "why_2" }])).toBe("why_3");
  });
});

describe("what a question fills", () => {
  const fields = [
    { id: "fld_1", name: "Mood", type: "single_select" },
    { id: "fld_2", name: "Cost", type: "currency" },
  ];

  it("fits its kind of answer, and is not filled by another", () => {
    const other = question("b", { maps_to: "title" });
    const choice = question("a", { kind: "choice" });
    const found = fillable(choice, [choice, other], fields);
    expect(found.targets).toEqual(["description", "priority"]);
    expect(found.fields.map(({ id }) => id)).toEqual(["fld_1"]);
  });

  it("goes when the kind of answer does not fit it any more", () => {
    expect(withKind(question("a", { maps_to: "title" }), "number")).toMatchObject({ maps_to: null });
    expect(withKind(question("a"), "choice").options).toHaveLength(2);
    expect(withKind(question("a", { kind: "choice", options: ["x"] }), "text").options).toEqual([]);
  });

  it("may be a priority, with its words as options", () => {
    const choice = filling(question("a", { kind: "choice", options: ["x"] }), "priority");
    expect(choice).toMatchObject({ maps_to: "priority", options: ["low", "medium", "high", "urgent"] });
    expect(filling(choice, "fld_1")).toMatchObject({ maps_to: null, field_id: "fld_1" });
  });
});

describe("the order of questions", () => {
  const kind = question("kind", { kind: "choice", options: ["Bug", "Wish"] });
  const steps = question("steps", { show_if: { question: "kind", values: ["Bug"] } });

  it("changes within its bounds", () => {
    const all = [question("a"), question("b"), question("c")];
    expect(moved(all, 0, 2).map(({ id }) => id)).toEqual(["b", "c", "a"]);
    expect(moved(all, 0, -1).map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(moved(all, 2, 9).map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });

  it("takes a condition off that names a later question", () => {
    expect(moved([kind, steps], 1, 0)[0]).toMatchObject({ id: "steps", show_if: null });
    expect(moved([kind, steps, question("x")], 2, 0)[2]).toMatchObject({
      show_if: { question: "kind", values: ["Bug"] },
    });
  });
});

it("options are lines, each once and without blanks", () => {
  expect(optionsFrom(" a \n\nb\na\n")).toEqual(["a", "b"]);
});
