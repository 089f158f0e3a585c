import { describe, expect, it } from "vitest";
import { dateOrderOf, guessed, mapped, mappingOf, sent, sourceOf } from "./guesses";
import { decoded, markOf, tableOf } from "./table";

describe("a table", () => {
  it("is read as spreadsheets write it: quotes, line ends in cells, quotes twice", () => {
    const text = 'Title,Notes\r\n"Buy, then cook","two\nlines and ""quotes"""\r\n\r\nPlain,\r\n';
    expect(tableOf(text)).toEqual({
      header: ["Title", "Notes"],
      rows: [
        ["Buy, then cook", 'two\nlines and "quotes"'],
        ["Plain", ""],
      ],
    });
  });

  it.each([
    ["a;b;c\n1,5;2;3", ";"],
    ["a\tb\n", "\t"],
    ['"a;b;c;d",e\n', ","],
    ["only", ","],
  ])("%j has cells between %j", (text, mark) => {
    expect(markOf(text)).toBe(mark);
  });

  it("shows no line that was cut off", () => {
    expect(tableOf("a,b\n1,2\n3,", 5, false).rows).toEqual([["1", "2"]]);
  });

  it("is read in the encoding that it is in", () => {
    expect(decoded(new Uint8Array([0xc3, 0xa9]))).toBe("é");
    expect(decoded(new Uint8Array([0xe9, 0x20, 0x61]))).toBe("é a");
    expect(decoded(new Uint8Array([0xff, 0xfe, 0x61, 0x00]))).toBe("a");
    expect(decoded(new Uint8Array([0x61, 0xc3]))).toBe("a");
  });

  it("without a byte order mark in its first name", () => {
    expect(tableOf("\ufeffTitle,Due\nx,y").header).toEqual(["Title", "Due"]);
  });
});

describe("what columns mean", () => {
  it("follows from their names, each field once and the surest first", () => {
    expect(guessed(["Name", "Task Name", "DUE DATE", "Owner", "Assignee Email", "Mood"])).toEqual({
      Name: "title",
      "DUE DATE": "due_at",
      "Assignee Email": "assignees",
    });
  });

  it("may be a custom field of the same name", () => {
    expect(guessed(["Title", "Mood"], [{ id: "fld_1", name: "mood" }])).toEqual({
      Title: "title",
      Mood: "fld_1",
    });
  });

  it("is changed without two columns for one field", () => {
    const mapping = { A: "title", B: "status" };
    expect(mapped(mapping, "B", "title")).toEqual({ B: "title" });
    expect(mapped(mapping, "B", null)).toEqual({ A: "title" });
  });

  it("is sent so that what was left out stays out, and comes back the same", () => {
    const mapping = { What: "title", Mood: "fld_1" };
    const manner = sent(mapping);
    expect(manner.columns).toMatchObject({ title: "What", status: "", due_at: "" });
    expect(manner.fields).toEqual({ Mood: "fld_1" });
    expect(mappingOf(["What", "Status", "Mood"], manner)).toEqual(mapping);
    expect(mappingOf(["Title"], { columns: {}, fields: {} })).toEqual({ Title: "title" });
  });
});

describe("a file", () => {
  it.each([
    ["board.json", '{"id":"1","cards":[]}', [], "trello"],
    ["export.json", '{"data":[{"gid":"1"}]}', [], "asana"],
    ["x.json", '{"a":1}', [], null],
    ["jira.csv", "Summary,Issue key", ["Summary", "Issue key"], "jira"],
    ["asana.csv", "Task ID,Section/Column", ["Task ID", "Section/Column"], "asana"],
    ["linear.csv", "ID,Title", ["ID", "Title", "Cycle Number"], "linear"],
    ["clickup.csv", "Task ID,Task Name", ["Task ID", "Task Name"], "clickup"],
    ["issues.json", '[{"number": 1, "title": "It breaks"}]', [], "github"],
    ["[1] mine.csv", "[1],Title", ["[1]", "Title"], "csv"],
    ["board.xlsx", "PK", [], "csv"],
    ["mine.csv", "Title", ["Title"], "csv"],
  ] as const)("%s is taken for what it is", (name, beginning, header, source) => {
    expect(sourceOf(name, beginning, header)).toBe(source);
  });

  it("tells how its dates are written, when one of them can be read in one way only", () => {
    expect(dateOrderOf(["03/04/2026", "03/25/2026"])).toBe("mdy");
    expect(dateOrderOf(["03/04/2026", "25/03/2026"])).toBe("dmy");
    expect(dateOrderOf(["3.4.2026"])).toBe("dmy");
    expect(dateOrderOf(["2026-03-04"])).toBe("ymd");
    expect(dateOrderOf(["soon"])).toBe("ymd");
  });
});
